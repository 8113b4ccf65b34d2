package org.mineralwatch.alert.inbound;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.mineralwatch.alert.KeepDates;

/** Lets what is to happen on a date happen then: it sleeps until the first such moment, and is woken by earlier ones. */
@ApplicationScoped
public class DateTimer {
    private static final Logger LOG = Logger.getLogger(DateTimer.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);
    private static final Duration FORGETTING = Duration.ofHours(12);

    private final KeepDates keepDates;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread timer = new Thread(this::keep, "date-timer");

    DateTimer(KeepDates keepDates) {
        this.keepDates = keepDates;
    }

    void start(@Observes @Priority(100) StartupEvent started) {
        timer.start();
    }

    void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
        stopping.countDown();
        keepDates.stop();
        timer.join(Duration.ofSeconds(5).toMillis());
    }

    private void keep() {
        long nextForgetting = System.nanoTime();
        try {
            while (!isStopping(Duration.ZERO)) {
                try {
                    if (System.nanoTime() - nextForgetting >= 0) {
                        keepDates.forget();
                        nextForgetting = System.nanoTime() + FORGETTING.toNanos();
                    }
                    keepDates.keepNext();
                } catch (RuntimeException e) {
                    if (!isStopping(PAUSE_AFTER_FAILURE)) {
                        LOG.warnf("what is due waits, trying again: %s", e.toString());
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isStopping(Duration atMost) throws InterruptedException {
        return stopping.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }
}
