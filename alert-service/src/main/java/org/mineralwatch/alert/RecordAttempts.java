package org.mineralwatch.alert;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.mineralwatch.alert.domain.Attempt;
import org.mineralwatch.alert.outbound.AlertMetrics;
import org.mineralwatch.alert.outbound.AttemptStore;

/**
 * Records attempts as they end. Those that end while others are being recorded share the next transaction: one attempt waits
 * for nothing, and many cost little more than one.
 */
@ApplicationScoped
public class RecordAttempts {
    private static final Logger LOG = Logger.getLogger(RecordAttempts.class);
    private static final int AT_MOST = 500;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);

    private final BlockingQueue<Attempt> ended = new LinkedBlockingQueue<>();
    private final RequestsUnderway underway = new RequestsUnderway();
    private final AttemptStore attempts;
    private final AlertMetrics metrics;
    private final DeliverySignal signal;

    RecordAttempts(AttemptStore attempts, AlertMetrics metrics, DeliverySignal signal) {
        this.attempts = attempts;
        this.metrics = metrics;
        this.signal = signal;
    }

    /** The requests that have begun and are not recorded yet. */
    RequestsUnderway underway() {
        return underway;
    }

    void ended(Attempt attempt) {
        ended.add(attempt);
    }

    /** Waits until every request that began is recorded, at most so long; false where some were not. */
    public boolean awaitAll(Duration atMost) throws InterruptedException {
        return underway.awaitNone(atMost);
    }

    /** Records what has ended, or ends next; waits so long at the most for a first one. */
    public void recordNext(Duration atMost) throws InterruptedException {
        Attempt first = ended.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
            return;
        }
        List<Attempt> together = new ArrayList<>();
        together.add(first);
        ended.drainTo(together, AT_MOST - 1);
        OptionalInt lanesLeft = record(together);
        while (lanesLeft.isEmpty()) {
            // What ended must not be forgotten: the lanes are held until it is written down.
            TimeUnit.MILLISECONDS.sleep(PAUSE_AFTER_FAILURE.toMillis());
            lanesLeft = record(together);
        }
        for (Attempt attempt : together) {
            underway.end(attempt.delivery().lane());
            metrics.attempted(attempt);
        }
        // Looking for what is due costs as much as recording: not where nothing can have become due by this.
        if (lanesLeft.getAsInt() > 0 || underway.isWaitedFor()) {
            signal.wake();
        }
    }

    /** How many of the lanes have more to deliver; empty where nothing was recorded. */
    private OptionalInt record(List<Attempt> together) {
        try {
            return OptionalInt.of(QuarkusTransaction.requiringNew().call(() -> attempts.record(together)));
        } catch (RuntimeException e) {
            LOG.warnf("attempts not recorded, trying again count=%d: %s", together.size(), e.toString());
            return OptionalInt.empty();
        }
    }
}
