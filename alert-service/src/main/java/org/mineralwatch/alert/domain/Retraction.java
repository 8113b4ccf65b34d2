package org.mineralwatch.alert.domain;

import java.time.Instant;

/**
 * That all revisions of a policy event before this one are withdrawn.
 *
 * @param reason as its publisher gave it; empty where none was given
 * @param document JSON as received
 * @param traceparent W3C trace context it came with; empty when there was none
 */
public record Retraction(
        String id, int revision, Instant recordedAt, String reason, String document, String traceparent)
        implements EventNews {

    /** The withdrawal of an alert that it takes away the cause of. */
    public Withdrawal of(Withdrawal.Told told) {
        return new Withdrawal(told, new Withdrawal.Cause.Retracted(id, revision, reason), traceparent);
    }
}
