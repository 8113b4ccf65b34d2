package org.mineralwatch.alert.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A subscription as far as its next alerts need it.
 *
 * @param followsFrom what was recorded before is history to it
 * @param lastSequence the number of its last alert, 0 before the first
 * @param conditions in the order of the subscription
 */
public record Recipient(
        UUID subscription,
        Instant followsFrom,
        long lastSequence,
        List<Condition> conditions,
        Subscription.Grouping grouping) {

    public Recipient {
        conditions = List.copyOf(conditions);
    }

    /** The condition at this place. */
    public Condition condition(int ordinal) {
        return conditions.get(ordinal);
    }
}
