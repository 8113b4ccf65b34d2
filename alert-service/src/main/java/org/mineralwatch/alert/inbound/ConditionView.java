package org.mineralwatch.alert.inbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.alert.domain.BandEntry;
import org.mineralwatch.alert.domain.Condition;
import org.mineralwatch.alert.domain.DatedChange;
import org.mineralwatch.alert.domain.Direction;
import org.mineralwatch.alert.domain.DurationText;
import org.mineralwatch.alert.domain.EventFilter;
import org.mineralwatch.alert.domain.Move;
import org.mineralwatch.alert.domain.Threshold;

/** A condition as subscribers write and read it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(name = "Condition", description = "What makes a subscription fire; each by itself")
record ConditionView(
        @Schema(
                description = "What kind of condition; the members that follow belong to some kinds each",
                enumeration = {"threshold", "band", "move", "event", "calendar"},
                required = true)
        String kind,

        @Schema(
                description =
                        "threshold: points, 0 to 100; reached is crossed. calendar: which threshold a date would cross; all those of the subscription unless given",
                example = "80")
        @Nullable
        Number at,

        @Schema(
                description = "threshold, calendar: which way; rising unless given. move: one way; both unless given",
                enumeration = {"rising", "falling"})
        @Nullable
        String direction,

        @Schema(
                description =
                        "threshold: only after the score has gone back past this many points does the next crossing count; one point from at unless given. band: so many points outside it the score has left a band; 1 unless given",
                example = "77")
        @Nullable
        Number rearm,

        @Schema(
                description = "threshold: for so long the score must stay beyond before it is told, up to 90 days",
                example = "PT6H")
        @Nullable
        String hold,

        @Schema(
                description =
                        "threshold: told again each time the score has gone so many points further; not at all unless given",
                example = "5")
        @Nullable
        Number worsening,

        @Schema(description = "threshold, band: false where it is not to be told that the score has gone back")
        @Nullable
        Boolean cleared,

        @Schema(
                description = "band: which bands to enter",
                examples = {"CRITICAL"},
                enumeration = {"LOW", "MODERATE", "ELEVATED", "SEVERE", "CRITICAL"})
        List<String> bands,

        @Schema(description = "move: by at least so many points", example = "10") @Nullable
        Number points,

        @Schema(description = "move: within a duration of a minute to 90 days", example = "P7D") @Nullable
        String within,

        @Schema(
                description = "calendar: so long before a dated change that would cross the threshold",
                examples = {"P30D", "P7D", "P1D"})
        List<String> before,

        @Schema(
                description = "event: event types; any unless given",
                examples = {"EXPORT_BAN"})
        List<String> types,

        @Schema(
                description = "event: who acts, alone or with others; anyone unless given",
                examples = {"CN"})
        List<String> actors,

        @Schema(
                description = "event: at whom; an event at everyone is at each of them; anyone unless given",
                examples = {"US"})
        List<String> targets,

        @Schema(
                description = "event: how binding the act is; however unless given",
                examples = {"ENACTED"})
        List<String> standing) {

    static ConditionView of(Condition condition) {
        return switch (condition) {
            case Threshold threshold ->
                onScore(
                        "threshold",
                        points(threshold.at()),
                        name(threshold.direction()),
                        points(threshold.rearm()),
                        threshold.hold().isZero() ? null : DurationText.of(threshold.hold()),
                        threshold.worsening() == 0 ? null : points(threshold.worsening()),
                        threshold.tellsCleared() ? null : false,
                        List.of(),
                        null,
                        null,
                        List.of());
            case BandEntry entry ->
                onScore(
                        "band",
                        null,
                        null,
                        points(entry.rearm()),
                        null,
                        null,
                        entry.tellsCleared() ? null : false,
                        entry.bands().stream().sorted().map(Enum::name).toList(),
                        null,
                        null,
                        List.of());
            case Move move ->
                onScore(
                        "move",
                        null,
                        move.direction().map(ConditionView::name).orElse(null),
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        points(move.points()),
                        DurationText.of(move.within()),
                        List.of());
            case DatedChange dated ->
                onScore(
                        "calendar",
                        dated.threshold()
                                .map(threshold -> points(threshold.at()))
                                .orElse(null),
                        dated.threshold()
                                .map(threshold -> name(threshold.direction()))
                                .orElse(null),
                        dated.threshold()
                                .map(threshold -> points(threshold.rearm()))
                                .orElse(null),
                        null,
                        null,
                        null,
                        List.of(),
                        null,
                        null,
                        dated.before().stream().map(Object::toString).toList());
            case EventFilter filter ->
                new ConditionView(
                        "event",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        null,
                        null,
                        List.of(),
                        sorted(filter.types()),
                        sorted(filter.actors()),
                        sorted(filter.targets()),
                        sorted(filter.standing()));
        };
    }

    private static ConditionView onScore(
            String kind,
            @Nullable Number at,
            @Nullable String direction,
            @Nullable Number rearm,
            @Nullable String hold,
            @Nullable Number worsening,
            @Nullable Boolean cleared,
            List<String> bands,
            @Nullable Number points,
            @Nullable String within,
            List<String> before) {
        return new ConditionView(
                kind, at, direction, rearm, hold, worsening, cleared, bands, points, within, before, List.of(),
                List.of(), List.of(), List.of());
    }

    private static String name(Direction direction) {
        return direction.name().toLowerCase(Locale.ROOT);
    }

    static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }

    /** 80 rather than 80.0, as it was written. */
    private static Number points(double points) {
        if (points == Math.rint(points)) {
            return (int) points;
        }
        return points;
    }
}
