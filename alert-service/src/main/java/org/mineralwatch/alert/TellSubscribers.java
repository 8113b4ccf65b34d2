package org.mineralwatch.alert;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.mineralwatch.alert.domain.Alert;
import org.mineralwatch.alert.domain.Firing;
import org.mineralwatch.alert.domain.Recipient;
import org.mineralwatch.alert.outbound.AlertBody;
import org.mineralwatch.alert.outbound.AlertMetrics;
import org.mineralwatch.alert.outbound.AlertPublisher;
import org.mineralwatch.alert.outbound.AlertStore;
import org.mineralwatch.alert.outbound.WrittenAlert;

/**
 * The step that all ways to an alert share: numbers the firings of conditions, stores them with a delivery each, and
 * publishes them, in the caller's transaction. A firing that was told before is passed over.
 */
@ApplicationScoped
class TellSubscribers {
    private final AlertStore alerts;
    private final AlertBody bodies;
    private final AlertPublisher publisher;
    private final AlertMetrics metrics;
    private final Event<DeliverySignal.AlertsRaised> raised;
    private final Clock clock;

    TellSubscribers(
            AlertStore alerts,
            AlertBody bodies,
            AlertPublisher publisher,
            AlertMetrics metrics,
            Event<DeliverySignal.AlertsRaised> raised,
            Clock clock) {
        this.alerts = alerts;
        this.bodies = bodies;
        this.publisher = publisher;
        this.metrics = metrics;
        this.raised = raised;
        this.clock = clock;
    }

    /**
     * Tells what fired, in this order.
     *
     * @param recipients every subscription that fired, locked until the end of the transaction
     */
    void tell(List<Firing> firings, Collection<Recipient> recipients) {
        if (firings.isEmpty()) {
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<Alert> news = number(firings, recipients, now);
        if (news.isEmpty()) {
            return;
        }
        List<WrittenAlert> written = bodies.write(news);
        alerts.add(written, now);
        publisher.publish(written);
        raised.fire(new DeliverySignal.AlertsRaised(news.size()));
        news.forEach(alert -> metrics.raised(alert.type()));
    }

    private List<Alert> number(List<Firing> firings, Collection<Recipient> recipients, Instant now) {
        Set<UUID> told = new HashSet<>(
                alerts.raised(firings.stream().map(Firing::alertId).toList()));
        Map<UUID, Long> sequences = new HashMap<>();
        recipients.forEach(recipient -> sequences.put(recipient.subscription(), recipient.lastSequence()));
        List<Alert> news = new ArrayList<>();
        for (Firing firing : firings) {
            if (told.add(firing.alertId())) {
                long sequence = Objects.requireNonNull(sequences.get(firing.subscription()), "not locked") + 1;
                sequences.put(firing.subscription(), sequence);
                news.add(firing.numbered(sequence, now));
            }
        }
        return news;
    }
}
