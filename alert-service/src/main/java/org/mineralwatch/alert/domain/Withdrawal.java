package org.mineralwatch.alert.domain;

import java.util.List;
import java.util.UUID;

/**
 * That the cause of an alert was withdrawn.
 *
 * @param told the alert that was told
 * @param cause what became of its cause
 */
public record Withdrawal(Told told, Cause cause, String traceparent) implements Occasion {

    /**
     * An alert as far as its withdrawal needs it.
     *
     * @param ordinal place of its condition in its subscription, from 0
     * @param cells that it told of
     */
    public record Told(
            UUID id,
            UUID subscription,
            int ordinal,
            AlertType type,
            long sequence,
            String subject,
            List<String> cells) {
        public Told {
            cells = List.copyOf(cells);
        }
    }

    /** What became of a cause. */
    public sealed interface Cause {
        /**
         * The policy event was retracted.
         *
         * @param revision the number of the retraction
         * @param reason as its publisher gave it; empty where none was given
         */
        record Retracted(String event, int revision, String reason) implements Cause {}

        /**
         * The date that was told of is not ahead any more, or would not cross the threshold.
         *
         * @param change of score that tells so
         */
        record NotAhead(ScoreChange change) implements Cause {}
    }

    @Override
    public String subject() {
        return told.subject();
    }

    /** What is told. */
    public Firing firing(Recipient recipient) {
        return new Firing(
                Lineage.retractionOf(told.id()),
                told.subscription(),
                told.ordinal(),
                recipient.condition(told.ordinal()),
                AlertType.RETRACTED,
                Trigger.MET,
                this);
    }

    /** None: what is withdrawn is not withdrawn again. */
    @Override
    public List<CausingEvent> causes() {
        return List.of();
    }

    @Override
    public List<String> cells() {
        return told.cells();
    }
}
