package org.mineralwatch.contract;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cell's new dependency score; value on {@code dependency-scores.v1}. Points are on the scale 0 to 100, unrounded; the
 * terms are those of the scoring model DEP-1.
 *
 * @param cell {@code consumer/mineral/stage}
 * @param sequence one more for each change of this cell, from 1, without gaps
 * @param recordedAt the moment the change was stored
 * @param at the day valued (UTC)
 * @param known the day of knowledge (UTC)
 * @param score points, 0 to 100
 * @param band LOW, MODERATE, ELEVATED, SEVERE or CRITICAL
 * @param baseline points without any event
 * @param eventLoss fraction of demand that events make unavailable, 0 to 1
 * @param byEvent points by event id
 * @param bySupplier points by supplier country
 * @param heldBack points that each suspension in force holds back, by event id
 * @param alternativeSupply points taken off by covers, 0 or less
 * @param grade evidence of the cell, A to D
 * @param model model name and version
 * @param baselineVersion identifies the baseline facts
 * @param nextChange the next date on which a known act turns this score
 * @param ahead the dates to come on which known acts turn this score, within 400 days of {@code at}, in order; absent if
 *     there is none
 * @param previous what it was before; absent on a cell's first record
 * @param cause why it changed
 */
public record ScoreChanged(
        String cell,
        String consumer,
        String mineral,
        String stage,
        long sequence,
        Instant recordedAt,
        LocalDate at,
        LocalDate known,
        double score,
        String band,
        double baseline,
        Interval interval,
        double eventLoss,
        Map<String, Double> byEvent,
        Map<String, Double> bySupplier,
        Map<String, Double> heldBack,
        double alternativeSupply,
        String grade,
        String model,
        String baselineVersion,
        @Nullable LocalDate nextChange,
        @Nullable List<Ahead> ahead,
        @Nullable Previous previous,
        Cause cause) {

    /** CloudEvents type of a record on the topic. */
    public static final String TYPE = "mineralwatch.score.changed.v1";

    /** Stress interval around the score, in points. */
    public record Interval(double low, double high) {}

    /**
     * A date on which known acts turn the score, in the light of what is known today.
     *
     * @param at the first day on which it is so (UTC)
     * @param before points on the day before
     * @param score points on the day
     * @param band of {@code score}
     * @param events ids of the acts whose dates it is, in order
     */
    public record Ahead(LocalDate at, double before, double score, String band, List<String> events) {}

    /** Score and band before the change. */
    public record Previous(double score, String band) {}

    /**
     * Why a score changed; exactly one member is there.
     *
     * @param events the records of policy events that moved it
     * @param calendar ids of the events whose dates, decay or ramp moved it, with no record arriving
     * @param rebase the baseline version that now applies, or applies for the first time
     */
    public record Cause(
            @Nullable List<EventRevision> events,
            @Nullable List<String> calendar,
            @Nullable String rebase) {
        public Cause {
            long members = java.util.stream.Stream.of(events, calendar, rebase)
                    .filter(java.util.Objects::nonNull)
                    .count();
            if (members != 1) {
                throw new IllegalArgumentException("cause: exactly one of events, calendar, rebase");
            }
        }
    }

    /** One record of a policy event. */
    public record EventRevision(String id, int revision) {}
}
