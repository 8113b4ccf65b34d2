package org.mineralwatch.alert.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * One HTTP request of a delivery, after it ended.
 *
 * @param verdict what follows from it
 */
public record Attempt(DueDelivery delivery, Instant startedAt, Duration took, AttemptResult result, Verdict verdict) {

    /** The moment it ended. */
    public Instant endedAt() {
        return startedAt.plus(took);
    }
}
