package org.mineralwatch.alert;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mineralwatch.alert.domain.DeliveryRecord;
import org.mineralwatch.alert.domain.DeliveryState;
import org.mineralwatch.alert.domain.Tenant;
import org.mineralwatch.alert.outbound.DeliveryLog;

/** Looks up what became of a tenant's alerts on their way; those of others are not there for it. */
@ApplicationScoped
public class FindDeliveries {
    private final DeliveryLog log;

    FindDeliveries(DeliveryLog log) {
        this.log = log;
    }

    /** Deliveries of a subscription in these states, the newest first, from the one before the sequence given. */
    public List<DeliveryRecord> page(
            Tenant tenant, UUID subscription, Collection<DeliveryState> states, long sequenceBefore, int limit) {
        return log.page(tenant, subscription, states, sequenceBefore, limit);
    }

    public Optional<DeliveryRecord.WithAttempts> find(Tenant tenant, UUID id) {
        return log.find(tenant, id);
    }
}
