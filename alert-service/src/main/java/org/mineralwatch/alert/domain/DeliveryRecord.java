package org.mineralwatch.alert.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A delivery as its log shows it.
 *
 * @param sequence the number of its alert within the subscription
 * @param attempts how many were made
 * @param nextAttemptAt when the next is due; empty when none is, or an earlier delivery of the same subject comes first
 * @param settledAt when it was delivered or given up
 */
public record DeliveryRecord(
        UUID id,
        UUID subscription,
        UUID alert,
        long sequence,
        AlertType type,
        String subject,
        DeliveryState state,
        int attempts,
        Instant createdAt,
        Optional<Instant> nextAttemptAt,
        Optional<Instant> settledAt) {

    /**
     * An attempt as the log shows it.
     *
     * @param number from 1
     */
    public record LoggedAttempt(int number, Instant startedAt, Duration took, AttemptResult result) {}

    /** A delivery with every attempt, the first one first. */
    public record WithAttempts(DeliveryRecord delivery, List<LoggedAttempt> attempts) {}
}
