package org.mineralwatch.alert.inbound;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.mineralwatch.alert.AlertSettings;
import org.mineralwatch.alert.AskConsent;
import org.mineralwatch.alert.DeliverWebhooks;
import org.mineralwatch.alert.DeliverySignal;
import org.mineralwatch.alert.RecordAttempts;
import org.mineralwatch.alert.SendHeartbeats;

/**
 * Lets deliveries begin when they are due: at once when a signal says so, otherwise when the earliest retry is. It looks
 * besides, now and then, for what no signal tells of.
 */
@ApplicationScoped
public class DeliveryTimer {
    private static final Logger LOG = Logger.getLogger(DeliveryTimer.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);

    private final DeliverWebhooks deliverWebhooks;
    private final SendHeartbeats sendHeartbeats;
    private final AskConsent askConsent;
    private final RecordAttempts recordAttempts;
    private final DeliverySignal signal;
    private final AlertSettings.Delivery settings;
    private final Thread timer = new Thread(this::deliver, "delivery-timer");
    private final Thread recorder = new Thread(this::record, "delivery-recorder");
    private volatile boolean stopping;

    DeliveryTimer(
            DeliverWebhooks deliverWebhooks,
            SendHeartbeats sendHeartbeats,
            AskConsent askConsent,
            RecordAttempts recordAttempts,
            DeliverySignal signal,
            AlertSettings settings) {
        this.deliverWebhooks = deliverWebhooks;
        this.sendHeartbeats = sendHeartbeats;
        this.askConsent = askConsent;
        this.recordAttempts = recordAttempts;
        this.signal = signal;
        this.settings = settings.delivery();
    }

    void start(@Observes @Priority(100) StartupEvent started) {
        timer.start();
        recorder.start();
    }

    void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
        stopping = true;
        signal.wake();
        timer.join(settings.stopWithin().toMillis());
        if (!recordAttempts.awaitAll(settings.stopWithin())) {
            LOG.infof("stopped before all requests ended; they are made again");
        }
        recorder.interrupt();
        recorder.join(settings.stopWithin().toMillis());
    }

    private void deliver() {
        long nextTakeOver = System.nanoTime();
        while (!stopping) {
            try {
                if (System.nanoTime() - nextTakeOver >= 0) {
                    deliverWebhooks.takeOver();
                    sendHeartbeats.sendDue();
                    askConsent.askDue();
                    nextTakeOver = System.nanoTime() + settings.safetyPoll().toNanos();
                }
                Duration untilDue = deliverWebhooks.sendDue();
                Duration untilTakeOver = Duration.ofNanos(nextTakeOver - System.nanoTime());
                signal.await(untilDue.compareTo(untilTakeOver) < 0 ? untilDue : untilTakeOver);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.warnf("deliveries wait, trying again: %s", e.toString());
                pause();
            }
        }
    }

    private void pause() {
        try {
            signal.await(PAUSE_AFTER_FAILURE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void record() {
        try {
            while (true) {
                recordAttempts.recordNext(Duration.ofHours(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
