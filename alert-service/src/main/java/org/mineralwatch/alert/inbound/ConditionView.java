package org.mineralwatch.alert.inbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.alert.domain.Condition;
import org.mineralwatch.alert.domain.EventFilter;
import org.mineralwatch.alert.domain.Threshold;

/** A condition as subscribers write and read it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(name = "Condition", description = "What makes a subscription fire; each by itself")
record ConditionView(
        @Schema(
                description = "What kind of condition; the members that follow belong to one kind each",
                enumeration = {"threshold", "event"},
                required = true)
        String kind,

        @Schema(description = "threshold: points, 0 to 100; reached is crossed", example = "80") @Nullable
        Number at,

        @Schema(
                description = "threshold: which way; rising unless given",
                enumeration = {"rising", "falling"})
        @Nullable
        String direction,

        @Schema(
                description =
                        "threshold: only after the score has gone back past this many points does the next crossing count; one point from at unless given",
                example = "77")
        @Nullable
        Number rearm,

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
                new ConditionView(
                        "threshold",
                        points(threshold.at()),
                        threshold.direction().name().toLowerCase(Locale.ROOT),
                        points(threshold.rearm()),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of());
            case EventFilter filter ->
                new ConditionView(
                        "event",
                        null,
                        null,
                        null,
                        sorted(filter.types()),
                        sorted(filter.actors()),
                        sorted(filter.targets()),
                        sorted(filter.standing()));
        };
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
