package org.mineralwatch.alert;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mineralwatch.alert.domain.Subscription;
import org.mineralwatch.alert.outbound.SubscriptionStore;

/** Looks subscriptions up. */
@ApplicationScoped
public class FindSubscriptions {
    private final SubscriptionStore subscriptions;

    FindSubscriptions(SubscriptionStore subscriptions) {
        this.subscriptions = subscriptions;
    }

    public Optional<Subscription> find(UUID id) {
        return subscriptions.find(id);
    }

    /** The oldest first, from the one after the place given. */
    public List<Subscription> page(Instant createdAfter, UUID idAfter, int limit) {
        return subscriptions.page(createdAfter, idAfter, limit);
    }
}
