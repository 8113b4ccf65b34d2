package org.mineralwatch.alert.inbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.alert.domain.Alert;
import org.mineralwatch.alert.domain.Condition;
import org.mineralwatch.alert.domain.Hindsight;
import org.mineralwatch.alert.domain.Milestone;
import org.mineralwatch.alert.domain.Milestones;
import org.mineralwatch.alert.domain.Rehearsal;

/** What conditions would have told between two days. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(name = "Backtest", description = "What the conditions would have told between two days, both included")
record BacktestView(
        LocalDate from,
        LocalDate to,

        @Schema(description = "How many cells are watched") int cells,

        @Schema(description = "How many changes of score were looked at")
        long changes,

        TotalsView totals,

        @Schema(description = "How early the days that mattered would have been told of")
        List<LeadTimeView> leadTimes,

        @Schema(description = "The first 1,000; the totals count all")
        List<SupposedView> alerts,

        @Schema(description = "How many alerts are not listed; absent where all are") @Nullable
        Integer omitted,

        @Schema(description = "What is allowed but may not be meant")
        List<String> warnings) {
    private static final int LISTED = 1000;

    /** How often, by what. */
    @Schema(name = "BacktestTotals")
    record TotalsView(
            int alerts,

            @Schema(description = "By type; those of no alert are left out")
            Map<String, Long> byType,

            @Schema(description = "For each condition, in order")
            List<ConditionTotal> byCondition,

            @Schema(description = "By what they are about, a cell or an event; those of no alert are left out")
            Map<String, Long> bySubject,

            @Schema(description = "By month, as 2023-08; those of no alert are left out")
            Map<String, Long> byMonth) {}

    /** How often a condition fired. */
    @Schema(name = "BacktestConditionTotal")
    record ConditionTotal(ConditionView condition, long alerts) {}

    /** How early a day would have been told of. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "LeadTime")
    record LeadTimeView(
            @Schema(
                    description =
                            "The day; of an event that on which it moved a watched cell furthest, as it came into force")
            LocalDate date,

            @Schema(description = "Id of the policy event") @Nullable
            String event,

            @Schema(description = "The watched cell that it moved furthest") @Nullable
            String cell,

            @Schema(description = "Points of that cell before") @Nullable
            Double before,

            @Schema(description = "Points of that cell after") @Nullable
            Double after,

            @Schema(description = "Whether any alert would have told of it")
            boolean told,

            @Schema(description = "Days from the first alert to the day: 0 on the day itself, negative where after it")
            @Nullable
            Long days,

            @Schema(description = "Sequence of the first alert that tells of it") @Nullable
            Long firstAlert) {}

    static BacktestView of(Hindsight hindsight, List<String> warnings) {
        List<Rehearsal.Raised> raised = hindsight.raised();
        List<Alert> alerts = raised.stream().map(Rehearsal.Raised::alert).toList();
        return new BacktestView(
                hindsight.from(),
                hindsight.to(),
                hindsight.cells(),
                hindsight.changes(),
                totals(hindsight.conditions(), alerts),
                hindsight.leadTimes().stream().map(BacktestView::leadTime).toList(),
                raised.stream().limit(LISTED).map(SupposedView::of).toList(),
                raised.size() > LISTED ? raised.size() - LISTED : null,
                warnings);
    }

    private static TotalsView totals(List<Condition> conditions, List<Alert> alerts) {
        List<ConditionTotal> byCondition = new ArrayList<>();
        for (int i = 0; i < conditions.size(); i++) {
            int ordinal = i;
            byCondition.add(new ConditionTotal(
                    ConditionView.of(conditions.get(i)),
                    alerts.stream().filter(alert -> alert.ordinal() == ordinal).count()));
        }
        return new TotalsView(
                alerts.size(),
                counted(alerts, alert -> alert.type().name().toLowerCase(Locale.ROOT)),
                byCondition,
                counted(alerts, alert -> alert.occasion().subject()),
                counted(
                        alerts,
                        alert -> YearMonth.from(alert.raisedAt().atOffset(ZoneOffset.UTC))
                                .toString()));
    }

    private static Map<String, Long> counted(List<Alert> alerts, Function<Alert, String> by) {
        return alerts.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.counting()));
    }

    private static LeadTimeView leadTime(Milestones.LeadTime told) {
        Milestone day = told.milestone();
        OptionalLong days = told.days();
        return new LeadTimeView(
                day.date(),
                day.event().orElse(null),
                day.cell().map(Object::toString).orElse(null),
                orNull(day.before()),
                orNull(day.after()),
                told.first().isPresent(),
                days.isPresent() ? days.getAsLong() : null,
                told.first().map(raised -> raised.alert().sequence()).orElse(null));
    }

    private static @Nullable Double orNull(OptionalDouble points) {
        return points.isPresent() ? points.getAsDouble() : null;
    }
}
