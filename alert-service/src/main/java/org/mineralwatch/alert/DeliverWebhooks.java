package org.mineralwatch.alert;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.mineralwatch.alert.domain.Attempt;
import org.mineralwatch.alert.domain.AttemptResult;
import org.mineralwatch.alert.domain.DueDelivery;
import org.mineralwatch.alert.domain.Lane;
import org.mineralwatch.alert.domain.RetrySchedule;
import org.mineralwatch.alert.domain.Verdict;
import org.mineralwatch.alert.outbound.LaneStore;
import org.mineralwatch.alert.outbound.ReplicaLock;
import org.mineralwatch.alert.outbound.WebhookSender;

/**
 * Sends what is due, side by side for different endpoints and cells, one after the other for the same subscription and
 * cell. State and schedule are in PostgreSQL: a process that ends, however it ends, leaves nothing but requests to make
 * again.
 */
@ApplicationScoped
public class DeliverWebhooks {
    private static final Logger LOG = Logger.getLogger(DeliverWebhooks.class);
    private static final int CLAIMED_AT_ONCE = 512;

    /** Lanes looked at for a claim, at the least: an endpoint with little room may have many of those that wait longest. */
    private static final int LOOKED_AT = 256;

    /** Where more is raised together, a claim for all of it costs less than it saves. */
    private static final int SENT_AT_ONCE = 16;

    private final LaneStore lanes;
    private final ReplicaLock replica;
    private final WebhookSender sender;
    private final RecordAttempts recordAttempts;
    private final EndpointGates gates;
    private final AlertSettings.Delivery settings;
    private final RetrySchedule schedule;
    private final Clock clock;
    private final ExecutorService senders = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("webhook-", 0).factory());
    private Set<Lane> unknownBefore = Set.of();

    DeliverWebhooks(
            LaneStore lanes,
            ReplicaLock replica,
            WebhookSender sender,
            RecordAttempts recordAttempts,
            EndpointGates gates,
            AlertSettings settings,
            Clock clock) {
        this.lanes = lanes;
        this.replica = replica;
        this.sender = sender;
        this.recordAttempts = recordAttempts;
        this.gates = gates;
        this.settings = settings.delivery();
        this.schedule = new RetrySchedule(settings.delivery().retryAfter());
        this.clock = clock;
    }

    /**
     * Takes over what a replica that died had claimed, and holds on to the right to claim. Called by one thread.
     *
     * <p>A lane may be ours without our knowing: the answer to a commit is lost where the connection ends before it. Nobody
     * would ever let go of it but we.
     */
    public void takeOver() {
        int taken = replica.renew();
        if (taken > 0) {
            LOG.infof("took over deliveries of a replica that ended lanes=%d", taken);
        }
        Set<Lane> unknown = heldUnknowingly();
        // Looked at twice, for what begins or ends meanwhile.
        Set<Lane> forgotten = new HashSet<>(unknown);
        forgotten.retainAll(unknownBefore);
        if (!forgotten.isEmpty()) {
            lanes.letGo(replica.number(), forgotten);
            LOG.warnf("let go of lanes that were held without a request lanes=%d", forgotten.size());
        }
        unknownBefore = unknown;
    }

    private Set<Lane> heldUnknowingly() {
        Set<Lane> known = new HashSet<>(recordAttempts.underway().lanes());
        Set<Lane> held = new HashSet<>(lanes.heldBy(replica.number()));
        known.addAll(recordAttempts.underway().lanes());
        held.removeAll(known);
        return held;
    }

    /**
     * Keeps room for the first requests of these lanes, as far as there is any, for a transaction that raises alerts in
     * them. It fires the departure, which gives the room back or takes it when the transaction ends.
     */
    Departure prepare(Collection<Lane> raisedIn) {
        RequestsUnderway underway = recordAttempts.underway();
        OptionalInt number = replica.heldNumber();
        if (number.isEmpty()
                || raisedIn.size() > SENT_AT_ONCE
                || !underway.claiming().tryLock()) {
            return Departure.ofNothing();
        }
        try {
            Instant now = clock.instant();
            Set<Lane> kept = new HashSet<>();
            for (Lane lane : raisedIn) {
                if (underway.all() < settings.requests()
                        && gates.room(lane.subscription(), underway.to(lane.subscription()), now) > 0
                        && !underway.isIn(lane)) {
                    underway.begin(lane);
                    kept.add(lane);
                }
            }
            return new Departure(number, kept, new ArrayList<>());
        } finally {
            underway.claiming().unlock();
        }
    }

    void depart(@Observes(during = TransactionPhase.AFTER_SUCCESS) Departure departure) {
        Set<Lane> unused = new HashSet<>(departure.lanes());
        for (DueDelivery delivery : departure.deliveries()) {
            unused.remove(delivery.lane());
            senders.execute(() -> attempt(delivery));
        }
        unused.forEach(recordAttempts.underway()::end);
    }

    void stay(@Observes(during = TransactionPhase.AFTER_FAILURE) Departure departure) {
        departure.lanes().forEach(recordAttempts.underway()::end);
    }

    /**
     * Begins to send all that is due and that there is room for. What is due and has no room follows when a request ends.
     *
     * @return how long until more is due; an hour where nothing is
     */
    public Duration sendDue() {
        Instant now = clock.instant();
        RequestsUnderway underway = recordAttempts.underway();
        underway.setWaitedFor(true);
        int room = settings.requests() - underway.all();
        boolean mayHaveMore = true;
        boolean leavesSome = true;
        while (mayHaveMore && room > 0) {
            Claim claim = claim(now, Math.min(room, CLAIMED_AT_ONCE));
            mayHaveMore = claim.deliveries() > 0;
            leavesSome = claim.leavesSome();
            room -= claim.deliveries();
        }
        underway.setWaitedFor(leavesSome || mayHaveMore);
        return Stream.of(lanes.nextDueAfter(now), gates.nextOpening(now))
                .flatMap(Optional::stream)
                .min(Instant::compareTo)
                .map(next -> Duration.between(clock.instant(), next))
                .orElse(Duration.ofHours(1));
    }

    /**
     * What came of a look for what is due.
     *
     * @param deliveries how many begin
     * @param leavesSome whether more may be due, which waits for room
     */
    private record Claim(int deliveries, boolean leavesSome) {}

    private Claim claim(Instant now, int atMost) {
        RequestsUnderway underway = recordAttempts.underway();
        underway.claiming().lock();
        try {
            Map<UUID, Integer> requests = underway.bySubscription();
            Set<UUID> full = gates.full(requests, now);
            List<Lane> due = lanes.due(now, full, Math.max(LOOKED_AT, 2 * atMost));
            List<Lane> wanted = withRoom(due, requests, now, atMost);
            List<DueDelivery> claimed = wanted.isEmpty()
                    ? List.of()
                    : QuarkusTransaction.requiringNew().call(() -> lanes.claim(replica.number(), now, wanted));
            for (DueDelivery delivery : claimed) {
                underway.begin(delivery.lane());
                senders.execute(() -> attempt(delivery));
            }
            return new Claim(claimed.size(), !full.isEmpty() || claimed.size() < due.size());
        } finally {
            underway.claiming().unlock();
        }
    }

    /** As many lanes as their endpoints have room for. */
    private List<Lane> withRoom(List<Lane> due, Map<UUID, Integer> requests, Instant now, int atMost) {
        List<Lane> wanted = new ArrayList<>();
        for (Lane lane : due) {
            int others = requests.getOrDefault(lane.subscription(), 0);
            if (wanted.size() < atMost && gates.room(lane.subscription(), others, now) > 0) {
                requests.put(lane.subscription(), others + 1);
                wanted.add(lane);
            }
        }
        return wanted;
    }

    private void attempt(DueDelivery delivery) {
        if (!isItsTurn(delivery)) {
            return;
        }
        Instant started = clock.instant();
        AttemptResult result = schedule.explained(send(delivery, started), started);
        Instant ended = clock.instant();
        Verdict verdict = verdict(delivery, result, ended);
        gates.ended(delivery.subscription(), !isRefusal(verdict), ended);
        Attempt attempt = new Attempt(delivery, started, Duration.between(started, ended), result, verdict);
        LOG.debugf(
                "attempted subscriptionId=%s delivery=%s attempt=%d took=%s result=%s",
                delivery.subscription(), delivery.id(), delivery.attempt(), attempt.took(), told(result));
        recordAttempts.ended(attempt);
    }

    /** Waits for a place in the endpoint's rate; false where this service was stopped meanwhile. */
    private boolean isItsTurn(DueDelivery delivery) {
        Optional<Duration> spacing = delivery.destination().spacing();
        if (spacing.isEmpty()) {
            return true;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(
                    gates.untilNext(delivery.subscription(), spacing.get()).toNanos());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** While a breaker is open deliveries come to no attempts; what counts then is how long the endpoint takes nothing. */
    private Verdict verdict(DueDelivery delivery, AttemptResult result, Instant ended) {
        Verdict verdict = schedule.after(
                result, delivery.attempt(), ended, ThreadLocalRandom.current().nextDouble());
        boolean isAtItsEnd = verdict instanceof Verdict.RetryAt
                && gates.isTripped(delivery.subscription())
                && delivery.destination()
                        .failingSince()
                        .filter(since -> schedule.isOver(since, ended))
                        .isPresent();
        return isAtItsEnd ? new Verdict.Exhausted() : verdict;
    }

    private static boolean isRefusal(Verdict verdict) {
        return switch (verdict) {
            case Verdict.RetryAt _, Verdict.Exhausted _ -> true;
            case Verdict.Delivered _, Verdict.Gone _ -> false;
        };
    }

    private static Object told(AttemptResult result) {
        return switch (result) {
            case AttemptResult.Answered answered -> answered.status();
            case AttemptResult.Failed failed -> failed.failure();
        };
    }

    private AttemptResult send(DueDelivery delivery, Instant now) {
        try {
            return sender.send(delivery.request(), now);
        } catch (RuntimeException e) {
            // Whatever it was, the lane must not be held for ever.
            LOG.errorf(e, "request not made subscriptionId=%s delivery=%s", delivery.subscription(), delivery.id());
            return new AttemptResult.Failed(
                    AttemptResult.Failure.NOT_SENT, "the request could not be made: " + e.getMessage());
        }
    }

    /** Lets go of everything; requests on their way are made again by whoever comes next. */
    @PreDestroy
    void stop() {
        senders.shutdownNow();
        replica.close();
    }
}
