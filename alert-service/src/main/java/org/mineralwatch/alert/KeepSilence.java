package org.mineralwatch.alert;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.mineralwatch.alert.domain.Alert;
import org.mineralwatch.alert.domain.AlertType;
import org.mineralwatch.alert.domain.Silence;
import org.mineralwatch.alert.domain.Tenant;
import org.mineralwatch.alert.outbound.AlertMetrics;
import org.mineralwatch.alert.outbound.SilenceStore;
import org.mineralwatch.alert.outbound.SubscriptionStore;

/**
 * Holds webhooks back for those who asked for silence. When a silence ends, what was held back and still holds is told, the
 * last word on each condition and cell; what has cleared meanwhile is not.
 */
@ApplicationScoped
public class KeepSilence {
    private static final Logger LOG = Logger.getLogger(KeepSilence.class);

    private final SilenceStore silences;
    private final SubscriptionStore subscriptions;
    private final Event<DeliverySignal.AlertsRaised> raised;
    private final AlertMetrics metrics;
    private final Clock clock;

    KeepSilence(
            SilenceStore silences,
            SubscriptionStore subscriptions,
            Event<DeliverySignal.AlertsRaised> raised,
            AlertMetrics metrics,
            Clock clock) {
        this.silences = silences;
        this.subscriptions = subscriptions;
        this.raised = raised;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * What somebody asks for.
     *
     * @param until empty where it is to be released
     */
    public record Draft(
            String comment,
            Silence.Matcher matcher,
            Optional<Instant> until,
            boolean untilClears,
            OptionalDouble unlessWorse) {}

    /** The present moment, before which no silence can end. */
    public Instant now() {
        return clock.instant();
    }

    /** Begins a silence. */
    @Transactional
    public Silence begin(Tenant tenant, Draft draft) {
        var silence = new Silence(
                UUID.randomUUID(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                draft.comment(),
                draft.matcher(),
                draft.until(),
                draft.untilClears(),
                draft.unlessWorse(),
                Optional.empty());
        silences.add(tenant, silence);
        return silence;
    }

    public Optional<Silence> find(Tenant tenant, UUID id) {
        return silences.find(tenant, id);
    }

    /** How many alerts it has held back. */
    public long heldBack(UUID id) {
        return silences.countHeldBack(id);
    }

    /** The oldest first, from the one after the place given. */
    public List<Silence> page(Tenant tenant, boolean activeOnly, Instant createdAfter, UUID idAfter, int limit) {
        return silences.page(tenant, activeOnly, createdAfter, idAfter, limit);
    }

    /** Ends a silence; false where there is none, or it had ended. */
    @Transactional
    public boolean release(Tenant tenant, UUID id) {
        return silences.find(tenant, id).isPresent() && end(id);
    }

    /** Ends a silence in the caller's transaction; false where it had ended. */
    boolean end(UUID id) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        subscriptions.lock(silences.heldBack(id));
        if (!silences.end(id, now)) {
            return false;
        }
        int told = silences.tellHeldBack(id, now);
        if (told > 0) {
            raised.fire(new DeliverySignal.AlertsRaised(told));
        }
        LOG.infof("silence ended silence=%s told=%d", id, told);
        return true;
    }

    /**
     * Which of these alerts are held back, and by which silence.
     *
     * @param alerts of subscriptions that the caller has locked, in order
     * @param holding the silences that hold for them, which the caller keeps from ending
     */
    Map<UUID, UUID> holdBack(List<Alert> alerts, List<Silence> holding) {
        Map<UUID, UUID> heldBack = new HashMap<>();
        for (Alert alert : alerts) {
            for (Silence silence : holding) {
                if (silence.holdsBack(alert, silences::scoreAt)
                        && !(silence.untilClears() && silences.hasCleared(silence, alert))) {
                    heldBack.putIfAbsent(alert.id(), silence.id());
                    metrics.silenced(alert.type());
                    if (silence.untilClears() && alert.type() == AlertType.CLEARED) {
                        silences.clear(silence, alert);
                    }
                }
            }
        }
        return heldBack;
    }
}
