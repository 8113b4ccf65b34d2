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

    /** Whether one of its conditions is on events. */
    public boolean listensToEvents() {
        return conditions.stream().anyMatch(EventFilter.class::isInstance);
    }

    /** The subscription that would begin with it at a moment: what is recorded as of that moment is history to it. */
    public Subscription supposed(UUID id, Instant begins) {
        return begin(id, begins, begins.plusNanos(1), Consent.pending(begins));
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
