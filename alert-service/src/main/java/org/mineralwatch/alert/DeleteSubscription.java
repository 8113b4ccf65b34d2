package org.mineralwatch.alert;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.mineralwatch.alert.domain.Tenant;
import org.mineralwatch.alert.outbound.SubscriptionStore;

/** Ends a subscription: its alerts, its secret and what is on its way to it go with it. */
@ApplicationScoped
public class DeleteSubscription {
    private static final Logger LOG = Logger.getLogger(DeleteSubscription.class);

    private final SubscriptionStore subscriptions;

    DeleteSubscription(SubscriptionStore subscriptions) {
        this.subscriptions = subscriptions;
    }

    /** False when this tenant has none of this id. */
    @Transactional
    public boolean delete(Tenant tenant, UUID id) {
        boolean removed = subscriptions.remove(tenant, id);
        if (removed) {
            LOG.infof("subscription deleted subscriptionId=%s", id);
        }
        return removed;
    }
}
