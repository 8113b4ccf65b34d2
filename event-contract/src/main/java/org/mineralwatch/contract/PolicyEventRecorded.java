package org.mineralwatch.contract;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A revision of a policy event in full, or its retraction; value on {@code policy-events.v1}. The members from {@code
 * type} on are those of {@code policy-event.schema.json}; a retraction ({@code retracted} true) has none of them.
 *
 * @param id the publisher's own, unique for ever
 * @param revision 1 for the first record of an event, then one more for each
 * @param recordedAt the moment it was stored
 * @param knownAt the day the world knew it (UTC)
 * @param publisher who posted it
 * @param cloudEvent attributes of the CloudEvent that brought it, extensions among them; absent when none did
 * @param retracted true when all revisions of the event are withdrawn; otherwise absent
 * @param reason why it was retracted; on a retraction alone
 */
public record PolicyEventRecorded(
        String id,
        int revision,
        Instant recordedAt,
        LocalDate knownAt,
        String publisher,
        @Nullable Map<String, Object> cloudEvent,
        @Nullable Boolean retracted,
        @Nullable String reason,
        @Nullable String type,
        @Nullable String title,
        @Nullable String summary,
        @Nullable LocalDate announced,
        @Nullable LocalDate effectiveFrom,
        @Nullable LocalDate effectiveUntil,
        @Nullable String actor,
        @Nullable List<String> coActors,
        @Nullable List<String> targets,
        @Nullable List<String> minerals,
        @Nullable List<String> stages,
        @Nullable String standing,
        @Nullable Effect effect,
        @Nullable List<String> supersedes,
        @Nullable List<Suspension> suspends,
        @Nullable List<String> ends,
        @Nullable List<String> relatesTo,
        @Nullable Value value,
        @Nullable Double leadTimeYears,
        @Nullable String grade,
        @Nullable List<Source> sources,
        @Nullable String note) {

    /** CloudEvents type of a record on the topic. */
    public static final String TYPE = "mineralwatch.policy-event.recorded.v1";

    /**
     * Parameters of the scoring model; which of them belong to a kind, their ranges and defaults stand in the schema.
     *
     * @param deniedShare a number for all consumers, or one per consumer
     * @param coverage a number for all consumers, or one per consumer
     */
    public record Effect(
            String kind,
            @Nullable Double scope,
            @Nullable Double leak,
            @Nullable Double startLoss,
            @Nullable Double holdDays,
            @Nullable Double halfLifeDays,
            @Nullable Double civilLoss,
            @Nullable Object deniedShare,
            @Nullable Double quota,
            @Nullable Double days,
            @Nullable Double base,
            @Nullable Double loss,
            @Nullable Double rate,
            @Nullable Double elasticity,
            @Nullable Double goldstein,
            @Nullable Object coverage,
            @Nullable Double success,
            @Nullable Double rampYears,
            @Nullable String host,
            @Nullable List<String> suppliers,
            @Nullable List<String> consumers) {

        public Effect {
            requireNumberOrMap("deniedShare", deniedShare);
            requireNumberOrMap("coverage", coverage);
        }

        private static void requireNumberOrMap(String member, @Nullable Object value) {
            if (value != null && !(value instanceof Number) && !(value instanceof Map)) {
                throw new IllegalArgumentException(member + ": a number or a number per consumer, not " + value);
            }
        }
    }

    /** An event eased, and the part of its loss that is lifted (1 when absent). */
    public record Suspension(String event, @Nullable Double relief) {}

    /** Headline money; kinds must never be added. */
    public record Value(double amount, String currency, String kind) {}

    /** Where the event was read; the date may be a day, a month or a year. */
    public record Source(
            String title,
            @Nullable String publisher,
            @Nullable String date,
            @Nullable String url) {}
}
