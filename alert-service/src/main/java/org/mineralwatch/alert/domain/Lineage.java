package org.mineralwatch.alert.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where an alert came from and where it went, each step with its time.
 *
 * @param events the records of policy events behind it, the earliest first
 * @param scores the changes of score it tells of
 * @param deliveries with every attempt
 * @param retractedBy the alert that told of its withdrawal, if one did
 * @param silencedBy the silence that held it back, if one did
 */
public record Lineage(
        UUID alert,
        UUID subscription,
        long sequence,
        AlertType type,
        String subject,
        Instant raisedAt,
        List<EventStep> events,
        List<ScoreStep> scores,
        List<DeliveryRecord.WithAttempts> deliveries,
        Optional<UUID> retractedBy,
        Optional<UUID> silencedBy) {

    /** The id that the withdrawal of an alert has, if there is one. */
    public static UUID retractionOf(UUID alert) {
        return AlertId.of("retracted", alert.toString());
    }

    /**
     * A record of a policy event.
     *
     * @param revision 0 where a date of the event moved the score, whatever its revision
     * @param recordedAt when it was stored where it was posted; empty where it was not read here
     * @param retracted whether the event has been retracted since
     */
    public record EventStep(String id, int revision, Optional<Instant> recordedAt, boolean retracted) {}

    /** A change of score. */
    public record ScoreStep(String cell, long sequence, Instant recordedAt, double score) {}
}
