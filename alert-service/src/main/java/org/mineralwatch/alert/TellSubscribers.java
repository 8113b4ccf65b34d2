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
import java.util.stream.Collectors;
import org.mineralwatch.alert.domain.Alert;
import org.mineralwatch.alert.domain.Firing;
import org.mineralwatch.alert.domain.Lane;
import org.mineralwatch.alert.domain.Recipient;
import org.mineralwatch.alert.outbound.AlertBody;
import org.mineralwatch.alert.outbound.AlertMetrics;
import org.mineralwatch.alert.outbound.AlertPublisher;
import org.mineralwatch.alert.outbound.AlertStore;
import org.mineralwatch.alert.outbound.WrittenAlert;

/**
 * The step that all ways to an alert share: numbers the firings of conditions, stores them with a delivery each, and
 * publishes them, in the caller's transaction. Those that can be sent at once are, when it has committed.
 */
@ApplicationScoped
class TellSubscribers {
    private final AlertStore alerts;
    private final AlertBody bodies;
    private final AlertPublisher publisher;
    private final AlertMetrics metrics;
    private final DeliverWebhooks deliverWebhooks;
    private final Event<Departure> departures;
    private final Event<DeliverySignal.AlertsRaised> raised;
    private final Clock clock;

    TellSubscribers(
            AlertStore alerts,
            AlertBody bodies,
            AlertPublisher publisher,
            AlertMetrics metrics,
            DeliverWebhooks deliverWebhooks,
            Event<Departure> departures,
            Event<DeliverySignal.AlertsRaised> raised,
            Clock clock) {
        this.alerts = alerts;
        this.bodies = bodies;
        this.publisher = publisher;
        this.metrics = metrics;
        this.deliverWebhooks = deliverWebhooks;
        this.departures = departures;
        this.raised = raised;
        this.clock = clock;
    }

    /**
     * Tells what fired, in this order.
     *
     * @param firings none of which was ever told
     * @param recipients every subscription that fired, locked until the end of the transaction
     */
    void tell(List<Firing> firings, Collection<Recipient> recipients) {
        if (firings.isEmpty()) {
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<Alert> news = number(firings, recipients, now);
        List<WrittenAlert> written = bodies.write(news);
        Set<Lane> lanes = news.stream().map(Alert::lane).collect(Collectors.toSet());
        Departure departure = deliverWebhooks.prepare(lanes);
        // Heard even when what follows fails.
        departures.fire(departure);
        departure.deliveries().addAll(alerts.add(written, now, departure.replica(), departure.lanes()));
        publisher.publish(written);
        if (departure.deliveries().size() < news.size()) {
            raised.fire(new DeliverySignal.AlertsRaised(news.size()));
        }
        news.forEach(alert -> metrics.raised(alert.type()));
    }

    /** Tells what fired, but for what was told before. */
    void tellOnce(List<Firing> firings, Collection<Recipient> recipients) {
        Set<UUID> told = new HashSet<>(
                alerts.raised(firings.stream().map(Firing::alertId).toList()));
        tell(firings.stream().filter(firing -> told.add(firing.alertId())).toList(), recipients);
    }

    private static List<Alert> number(List<Firing> firings, Collection<Recipient> recipients, Instant now) {
        Map<UUID, Long> sequences = new HashMap<>();
        recipients.forEach(recipient -> sequences.put(recipient.subscription(), recipient.lastSequence()));
        List<Alert> news = new ArrayList<>();
        for (Firing firing : firings) {
            long sequence = Objects.requireNonNull(sequences.get(firing.subscription()), "not locked") + 1;
            sequences.put(firing.subscription(), sequence);
            news.add(firing.numbered(sequence, now));
        }
        return news;
    }
}
