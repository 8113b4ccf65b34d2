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
    public Subscription begin(UUID id, Instant createdAt, Instant followsFrom, Consent consent) {
        return new Subscription(
                id,
                name,
                consent.state() == Consent.State.GIVEN ? Subscription.State.ACTIVE : Subscription.State.PENDING,
                createdAt,
                followsFrom,
                endpoint,
                consent,
                watch,
                conditions,
                grouping);
    }
}
