package org.mineralwatch.alert.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * One thing told to one subscription.
 *
 * @param id derived from its causes
 * @param subscription who is told
 * @param sequence one more for each alert of the subscription, from 1, without gaps
 * @param condition why it is told
 * @param occasion what is told
 */
public record Alert(
        UUID id,
        UUID subscription,
        long sequence,
        AlertType type,
        Condition condition,
        Instant raisedAt,
        Occasion occasion) {

    /** The way it takes. */
    public Lane lane() {
        return new Lane(subscription, occasion.subject());
    }
}
