package org.mineralwatch.alert;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mineralwatch.alert.domain.Subscription;
import org.mineralwatch.alert.domain.Tenant;
import org.mineralwatch.alert.outbound.SubscriptionStore;

/** Looks up subscriptions of a tenant; those of others are not there for it. */
@ApplicationScoped
public class FindSubscriptions {
    private final SubscriptionStore subscriptions;

    FindSubscriptions(SubscriptionStore subscriptions) {
        this.subscriptions = subscriptions;
    }

    public Optional<Subscription> find(Tenant tenant, UUID id) {
        return subscriptions.find(tenant, id);
    }

    /** The oldest first, from the one after the place given. */
    public List<Subscription> page(Tenant tenant, Instant createdAfter, UUID idAfter, int limit) {
        return subscriptions.page(tenant, createdAfter, idAfter, limit);
    }
}
