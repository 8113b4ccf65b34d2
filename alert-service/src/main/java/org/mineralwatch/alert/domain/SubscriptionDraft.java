package org.mineralwatch.alert.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What somebody asks to be told.
 *
 * @param name empty when it has no name
 */
public record SubscriptionDraft(
        String name, Endpoint endpoint, Watch watch, List<Condition> conditions, Subscription.Grouping grouping) {
    public SubscriptionDraft {
        conditions = List.copyOf(conditions);
    }

    /** The subscription that begins with it. */
    public Subscription begin(UUID id, Instant createdAt, Instant followsFrom) {
        return new Subscription(
                id, name, Subscription.State.ACTIVE, createdAt, followsFrom, endpoint, watch, conditions, grouping);
    }
}
