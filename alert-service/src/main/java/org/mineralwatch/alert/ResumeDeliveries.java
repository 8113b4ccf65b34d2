package org.mineralwatch.alert;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.mineralwatch.alert.domain.CatchUp;
import org.mineralwatch.alert.domain.ReplayRange;
import org.mineralwatch.alert.domain.Tenant;
import org.mineralwatch.alert.outbound.BacklogStore;

/**
 * Lets the owner of a subscription hold its deliveries back, let them go again, and repeat them. What is raised meanwhile is
 * kept, and nothing is lost.
 */
@ApplicationScoped
public class ResumeDeliveries {
    private static final Logger LOG = Logger.getLogger(ResumeDeliveries.class);

    private final BacklogStore backlog;
    private final AskConsent askConsent;
    private final EndpointGates gates;
    private final Event<DeliverySignal.AlertsRaised> raised;
    private final Clock clock;

    ResumeDeliveries(
            BacklogStore backlog,
            AskConsent askConsent,
            EndpointGates gates,
            Event<DeliverySignal.AlertsRaised> raised,
            Clock clock) {
        this.backlog = backlog;
        this.askConsent = askConsent;
        this.gates = gates;
        this.raised = raised;
        this.clock = clock;
    }

    /** Sends nothing more until it is resumed; false where this tenant has no such subscription. */
    @Transactional
    public boolean pause(Tenant tenant, UUID subscription) {
        boolean found = backlog.lock(tenant, subscription);
        if (found) {
            backlog.pause(subscription);
            LOG.infof("subscription paused subscriptionId=%s", subscription);
        }
        return found;
    }

    /** Sends again, be it paused or disabled; false where this tenant has no such subscription. */
    @Transactional
    public boolean resume(Tenant tenant, UUID subscription, CatchUp catchUp) {
        boolean found = backlog.lock(tenant, subscription);
        if (found) {
            Instant now = clock.instant();
            if (backlog.isGone(subscription)) {
                // Who said so may be there again, and has to say that.
                askConsent.anew(subscription, now);
            }
            backlog.resume(subscription, catchUp, now);
            gates.forget(subscription);
            raised.fire(new DeliverySignal.AlertsRaised(1));
            LOG.infof("subscription resumed subscriptionId=%s catchUp=%s", subscription, catchUp);
        }
        return found;
    }

    /** Delivers an alert once more, with the same id; false where this tenant has no such delivery. */
    @Transactional
    public boolean redeliver(Tenant tenant, UUID delivery) {
        return backlog.laneOf(tenant, delivery)
                .filter(lane -> backlog.lock(tenant, lane.subscription()))
                .map(lane -> {
                    backlog.redeliver(lane, delivery, clock.instant());
                    raised.fire(new DeliverySignal.AlertsRaised(1));
                    return true;
                })
                .orElse(false);
    }

    /**
     * Delivers a range of alerts once more, in order per subject.
     *
     * @return how many; empty where this tenant has no such subscription
     */
    @Transactional
    public OptionalInt replay(Tenant tenant, UUID subscription, ReplayRange range) {
        if (!backlog.lock(tenant, subscription)) {
            return OptionalInt.empty();
        }
        int replayed = backlog.replay(subscription, range, clock.instant());
        raised.fire(new DeliverySignal.AlertsRaised(replayed));
        LOG.infof("alerts replayed subscriptionId=%s deliveries=%d", subscription, replayed);
        return OptionalInt.of(replayed);
    }
}
