package org.mineralwatch.alert.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * A condition that fired: an alert before it has its number.
 *
 * @param subscription whose condition it is
 * @param ordinal place of the condition in its subscription, from 0
 */
public record Firing(UUID subscription, int ordinal, Condition condition, AlertType type, Occasion occasion) {

    /**
     * The id of the alert, the same however often this is found out. A policy event fires once for a condition, in whatever
     * revision.
     */
    public UUID alertId() {
        return switch (occasion) {
            case ScoreChange change ->
                AlertId.of(
                        "score",
                        subscription.toString(),
                        Integer.toString(ordinal),
                        type.name(),
                        change.cell().toString(),
                        Long.toString(change.sequence()));
            case PolicyEvent event ->
                AlertId.of("event", subscription.toString(), Integer.toString(ordinal), event.id());
        };
    }

    /** The alert. */
    public Alert numbered(long sequence, Instant raisedAt) {
        return new Alert(alertId(), subscription, sequence, type, condition, raisedAt, occasion);
    }
}
