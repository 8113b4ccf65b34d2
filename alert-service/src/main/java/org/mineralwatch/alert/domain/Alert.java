package org.mineralwatch.alert.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * One thing told to one subscription.
 *
 * @param id derived from its causes
 * @param subscription who is told
 * @param sequence one more for each alert of the subscription, from 1, without gaps
 * @param ordinal place of the condition in its subscription, from 0
 * @param condition why it is told
 * @param occasion what is told
 */
public record Alert(
        UUID id,
        UUID subscription,
        long sequence,
        AlertType type,
        int ordinal,
        Condition condition,
        Trigger trigger,
        Instant raisedAt,
        Occasion occasion) {

    /** As its withdrawal needs it. */
    public Withdrawal.Told told() {
        return new Withdrawal.Told(id, subscription, ordinal, type, sequence, occasion.subject(), occasion.cells());
    }

    /** The way it takes. */
    public Lane lane() {
        return new Lane(subscription, occasion.subject());
    }
}
