package org.mineralwatch.alert;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mineralwatch.alert.domain.Alert;
import org.mineralwatch.alert.domain.CausingEvent;
import org.mineralwatch.alert.domain.DueDelivery;
import org.mineralwatch.alert.domain.Firing;
import org.mineralwatch.alert.domain.KnownEvent;
import org.mineralwatch.alert.domain.Lane;
import org.mineralwatch.alert.domain.Recipient;
import org.mineralwatch.alert.domain.ScoreChange;
import org.mineralwatch.alert.domain.Silence;
import org.mineralwatch.alert.domain.Subscription;
import org.mineralwatch.alert.domain.Withdrawal;
import org.mineralwatch.alert.outbound.AlertBody;
import org.mineralwatch.alert.outbound.AlertMetrics;
import org.mineralwatch.alert.outbound.AlertPublisher;
import org.mineralwatch.alert.outbound.AlertStore;
import org.mineralwatch.alert.outbound.Database;
import org.mineralwatch.alert.outbound.GroupStore;
import org.mineralwatch.alert.outbound.Journey;
import org.mineralwatch.alert.outbound.PolicyEventStore;
import org.mineralwatch.alert.outbound.SilenceStore;
import org.mineralwatch.alert.outbound.WrittenAlert;

/**
 * The step that all ways to an alert share: numbers the firings of conditions, stores them with a delivery each, and
 * publishes them, in the caller's transaction. Those that can be sent at once are, when it has committed.
 */
@ApplicationScoped
class TellSubscribers {
    /** A batch of changes may tell a hundred thousand alerts: this many bodies are in memory, and on their way, together. */
    private static final int WRITTEN_AT_ONCE = 1000;

    private final Database database;
    private final AlertStore alerts;
    private final SilenceStore silenceStore;
    private final GroupStore groups;
    private final PolicyEventStore events;
    private final KeepSilence keepSilence;
    private final AlertBody bodies;
    private final AlertPublisher publisher;
    private final AlertMetrics metrics;
    private final DeliverWebhooks deliverWebhooks;
    private final Event<Departure> departures;
    private final Event<DeliverySignal.AlertsRaised> raised;
    private final AlertSettings settings;
    private final Clock clock;

    TellSubscribers(
            Database database,
            AlertStore alerts,
            SilenceStore silenceStore,
            GroupStore groups,
            PolicyEventStore events,
            KeepSilence keepSilence,
            AlertBody bodies,
            AlertPublisher publisher,
            AlertMetrics metrics,
            DeliverWebhooks deliverWebhooks,
            Event<Departure> departures,
            Event<DeliverySignal.AlertsRaised> raised,
            AlertSettings settings,
            Clock clock) {
        this.database = database;
        this.alerts = alerts;
        this.silenceStore = silenceStore;
        this.groups = groups;
        this.events = events;
        this.keepSilence = keepSilence;
        this.bodies = bodies;
        this.publisher = publisher;
        this.metrics = metrics;
        this.deliverWebhooks = deliverWebhooks;
        this.departures = departures;
        this.raised = raised;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Tells what fired, in this order; what is to be told together as what one act did waits for the rest of it. Who is told
     * of what an event did, and the event is retracted already, is told that as well.
     *
     * @param firings none of which was ever told; one that is there twice is told once
     * @param recipients every subscription that fired, locked until the end of the transaction
     */
    void tell(List<Firing> firings, Map<UUID, Recipient> recipients) {
        tell(database.journey(), firings, recipients);
    }

    /**
     * Tells what fired, as above, in a journey that the caller has begun and that is made here: the rest of what it writes.
     */
    void tell(Journey writing, List<Firing> firings, Map<UUID, Recipient> recipients) {
        List<Firing> apart = withoutGrouped(firings, recipients);
        if (apart.isEmpty()) {
            writing.make();
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Journey reading = database.journey();
        Journey.Rows<KnownEvent> known = events.hold(
                reading,
                apart.stream()
                        .flatMap(firing -> firing.occasion().causes().stream())
                        .map(CausingEvent::id)
                        .collect(Collectors.toSet()));
        Journey.Rows<Silence> silences = silenceStore.hold(
                reading, apart.stream().map(Firing::subscription).collect(Collectors.toSet()), now);
        reading.make();
        Map<String, KnownEvent> acts =
                known.all().stream().collect(Collectors.toMap(KnownEvent::id, Function.identity()));
        List<Alert> news = number(apart, recipients, acts, now);
        if (!silences.all().isEmpty()) {
            // They may ask what has been written about the scores.
            writing.make();
        }
        Map<UUID, UUID> heldBack = keepSilence.holdBack(news, silences.all());
        Set<Lane> lanes = news.stream()
                .filter(alert -> !heldBack.containsKey(alert.id()))
                .map(Alert::lane)
                .collect(Collectors.toSet());
        Departure departure = deliverWebhooks.prepare(lanes);
        // Heard even when what follows fails.
        departures.fire(departure);
        alerts.count(writing, news);
        for (int first = 0; first < news.size(); first += WRITTEN_AT_ONCE) {
            List<WrittenAlert> written =
                    bodies.write(news.subList(first, Math.min(first + WRITTEN_AT_ONCE, news.size())), acts);
            Journey.Rows<DueDelivery> begun =
                    alerts.add(writing, written, heldBack, now, departure.replica(), departure.lanes());
            publisher.publish(writing, written);
            writing.make();
            departure.deliveries().addAll(begun.all());
        }
        if (departure.deliveries().size() + heldBack.size() < news.size()) {
            raised.fire(new DeliverySignal.AlertsRaised(news.size()));
        }
        news.forEach(alert -> metrics.raised(alert.type(), alert.condition()));
    }

    /** Tells what fired, but for what was told before. */
    void tellOnce(List<Firing> firings, Map<UUID, Recipient> recipients) {
        if (firings.isEmpty()) {
            return;
        }
        Set<UUID> told = alerts.raised(firings.stream().map(Firing::alertId).toList());
        tell(firings.stream().filter(firing -> !told.contains(firing.alertId())).toList(), recipients);
    }

    private List<Firing> withoutGrouped(List<Firing> firings, Map<UUID, Recipient> recipients) {
        List<Firing> apart = new ArrayList<>();
        List<GroupStore.Waiting> waiting = new ArrayList<>();
        for (Firing firing : firings) {
            Recipient recipient = Objects.requireNonNull(recipients.get(firing.subscription()), "not locked");
            Optional<String> act = recipient.grouping() == Subscription.Grouping.ACT ? firing.act() : Optional.empty();
            if (act.isPresent() && firing.occasion() instanceof ScoreChange change) {
                waiting.add(new GroupStore.Waiting(firing, change, act.get()));
            } else {
                apart.add(firing);
            }
        }
        groups.add(waiting, clock.instant().plus(settings.groupWait()));
        return apart;
    }

    private static List<Alert> number(
            List<Firing> firings, Map<UUID, Recipient> recipients, Map<String, KnownEvent> acts, Instant now) {
        Map<UUID, Long> sequences = new HashMap<>();
        Map<UUID, Alert> news = new LinkedHashMap<>();
        for (Firing firing : firings) {
            Recipient recipient = Objects.requireNonNull(recipients.get(firing.subscription()), "not locked");
            if (news.containsKey(firing.alertId())) {
                continue;
            }
            Alert alert = firing.numbered(next(sequences, recipient), now);
            news.put(alert.id(), alert);
            withdrawal(alert, acts)
                    .map(withdrawn -> withdrawn.firing(recipient))
                    .filter(withdrawn -> !news.containsKey(withdrawn.alertId()))
                    .ifPresent(withdrawn ->
                            news.put(withdrawn.alertId(), withdrawn.numbered(next(sequences, recipient), now)));
        }
        return List.copyOf(news.values());
    }

    private static long next(Map<UUID, Long> sequences, Recipient recipient) {
        return sequences.merge(recipient.subscription(), recipient.lastSequence() + 1, (last, _) -> last + 1);
    }

    /** The retraction of an event that comes before what the event did, for they take different ways here. */
    private static Optional<Withdrawal> withdrawal(Alert alert, Map<String, KnownEvent> acts) {
        return alert.occasion().causes().stream()
                .flatMap(cause -> Stream.ofNullable(acts.get(cause.id())).filter(act -> act.withdraws(cause)))
                .findFirst()
                .map(act -> new Withdrawal(
                        alert.told(),
                        new Withdrawal.Cause.Retracted(act.id(), act.revision(), act.reason()),
                        alert.occasion().traceparent()));
    }
}
