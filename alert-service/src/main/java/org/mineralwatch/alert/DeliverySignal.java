package org.mineralwatch.alert;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the delivery the moment there may be something to deliver. */
@ApplicationScoped
public class DeliverySignal {
    private final Semaphore wakes = new Semaphore(0);

    /** Fired in the transaction that raises alerts which it does not send itself; heard when it has committed. */
    public record AlertsRaised(int count) {}

    void raised(@Observes(during = TransactionPhase.AFTER_SUCCESS) AlertsRaised raised) {
        wake();
    }

    public void wake() {
        wakes.release();
    }

    /** Waits to be woken, at most so long; being woken while nobody waited counts. */
    public void await(Duration atMost) throws InterruptedException {
        if (wakes.tryAcquire(Math.max(atMost.toNanos(), 0), TimeUnit.NANOSECONDS)) {
            wakes.drainPermits();
        }
    }
}
