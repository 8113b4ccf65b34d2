package org.mineralwatch.alert;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** How many requests this process has on their way, in all and to each subscription's endpoint. */
final class RequestsUnderway {
    private final Map<UUID, Integer> bySubscription = new HashMap<>();
    private int all;

    synchronized void begin(UUID subscription) {
        bySubscription.merge(subscription, 1, Integer::sum);
        all++;
    }

    synchronized void end(UUID subscription) {
        bySubscription.computeIfPresent(subscription, (_, requests) -> requests == 1 ? null : requests - 1);
        all--;
        notifyAll();
    }

    synchronized Map<UUID, Integer> bySubscription() {
        return Map.copyOf(bySubscription);
    }

    /** Waits until none is on its way, at most so long. */
    synchronized boolean awaitNone(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (all > 0) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    synchronized int all() {
        return all;
    }
}
