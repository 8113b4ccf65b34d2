package org.mineralwatch.alert;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.mineralwatch.alert.domain.Endpoint;
import org.mineralwatch.alert.domain.SignatureScheme;
import org.mineralwatch.alert.domain.Subscription;
import org.mineralwatch.alert.domain.Tenant;
import org.mineralwatch.alert.outbound.BacklogStore;
import org.mineralwatch.alert.outbound.SigningKeyStore;
import org.mineralwatch.alert.outbound.SubscriptionStore;

/** Sends the alerts of a subscription elsewhere, or otherwise. Another URL has to agree before anything goes there. */
@ApplicationScoped
public class ChangeEndpoint {
    private static final Logger LOG = Logger.getLogger(ChangeEndpoint.class);

    private final SubscriptionStore subscriptions;
    private final BacklogStore backlog;
    private final SigningKeyStore keys;
    private final AskConsent askConsent;
    private final EndpointGates gates;
    private final Clock clock;

    ChangeEndpoint(
            SubscriptionStore subscriptions,
            BacklogStore backlog,
            SigningKeyStore keys,
            AskConsent askConsent,
            EndpointGates gates,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.backlog = backlog;
        this.keys = keys;
        this.askConsent = askConsent;
        this.gates = gates;
        this.clock = clock;
    }

    /** Changes it; empty where this tenant has no such subscription. */
    @Transactional
    public Optional<Subscription> change(Tenant tenant, UUID id, Endpoint endpoint) {
        if (!backlog.lock(tenant, id)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        boolean isElsewhere = subscriptions
                .find(tenant, id)
                .filter(before -> !before.endpoint().url().equals(endpoint.url()))
                .isPresent();
        subscriptions.change(id, endpoint);
        if (endpoint.signing().contains(SignatureScheme.V1A)) {
            keys.ensure(tenant, now);
        }
        if (isElsewhere) {
            askConsent.anew(id, now);
            backlog.sendIfActive(id, now);
        }
        gates.forget(id);
        LOG.infof("endpoint changed subscriptionId=%s elsewhere=%s", id, isElsewhere);
        return subscriptions.find(tenant, id);
    }
}
