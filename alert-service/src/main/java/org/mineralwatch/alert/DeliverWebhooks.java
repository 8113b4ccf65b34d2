package org.mineralwatch.alert;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.mineralwatch.alert.domain.Attempt;
import org.mineralwatch.alert.domain.AttemptResult;
import org.mineralwatch.alert.domain.DueDelivery;
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
    private static final int CLAIMED_AT_ONCE = 256;

    private final LaneStore lanes;
    private final ReplicaLock replica;
    private final WebhookSender sender;
    private final RecordAttempts recordAttempts;
    private final AlertSettings.Delivery settings;
    private final RetrySchedule schedule;
    private final Clock clock;
    private final ExecutorService senders = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("webhook-", 0).factory());

    DeliverWebhooks(
            LaneStore lanes,
            ReplicaLock replica,
            WebhookSender sender,
            RecordAttempts recordAttempts,
            AlertSettings settings,
            Clock clock) {
        this.lanes = lanes;
        this.replica = replica;
        this.sender = sender;
        this.recordAttempts = recordAttempts;
        this.settings = settings.delivery();
        this.schedule = new RetrySchedule(settings.delivery().retryAfter());
        this.clock = clock;
    }

    /** Takes over what a replica that died had claimed, and holds on to the right to claim. */
    public void takeOver() {
        int taken = replica.renew();
        if (taken > 0) {
            LOG.infof("took over deliveries of a replica that ended lanes=%d", taken);
        }
    }

    /**
     * Begins to send all that is due and that there is room for. What is due and has no room follows when a request ends.
     *
     * @return how long until more is due; an hour where nothing is
     */
    public Duration sendDue() {
        Instant now = clock.instant();
        int room = settings.requests() - recordAttempts.underway().all();
        int claimed;
        do {
            claimed = claim(now, Math.min(room, CLAIMED_AT_ONCE));
            room -= claimed;
        } while (claimed > 0 && room > 0);
        return lanes.nextDueAfter(now)
                .map(next -> Duration.between(clock.instant(), next))
                .orElse(Duration.ofHours(1));
    }

    private int claim(Instant now, int atMost) {
        if (atMost <= 0) {
            return 0;
        }
        RequestsUnderway underway = recordAttempts.underway();
        List<DueDelivery> due = QuarkusTransaction.requiringNew()
                .call(() -> lanes.claim(
                        replica.number(), now, atMost, underway.bySubscription(), settings.requestsPerEndpoint()));
        for (DueDelivery delivery : due) {
            underway.begin(delivery.subscription());
            senders.execute(() -> attempt(delivery));
        }
        return due.size();
    }

    private void attempt(DueDelivery delivery) {
        Instant started = clock.instant();
        AttemptResult result = send(delivery, started);
        Instant ended = clock.instant();
        Verdict verdict = schedule.after(
                result, delivery.attempt(), ended, ThreadLocalRandom.current().nextDouble());
        Attempt attempt = new Attempt(delivery, started, Duration.between(started, ended), result, verdict);
        LOG.debugf(
                "attempted subscriptionId=%s delivery=%s attempt=%d took=%s result=%s",
                delivery.subscription(), delivery.id(), delivery.attempt(), attempt.took(), told(result));
        recordAttempts.ended(attempt);
    }

    private static Object told(AttemptResult result) {
        return switch (result) {
            case AttemptResult.Answered answered -> answered.status();
            case AttemptResult.Failed failed -> failed.failure();
        };
    }

    private AttemptResult send(DueDelivery delivery, Instant now) {
        try {
            return sender.send(delivery, now);
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
