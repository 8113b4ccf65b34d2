package org.mineralwatch.alert;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.mineralwatch.alert.domain.Lane;

/** The lanes in which this process has a request on its way, and how many these are to each subscription's endpoint. */
final class RequestsUnderway {
    private final Set<Lane> lanes = new HashSet<>();
    private final Map<UUID, Integer> bySubscription = new HashMap<>();
    private final Lock claiming = new ReentrantLock();
    private volatile boolean waitedFor = true;

    /** Held from counting what is on its way until what was claimed by that count is counted as well. */
    Lock claiming() {
        return claiming;
    }

    /** Whether something may be due that has no room until a request ends. */
    boolean isWaitedFor() {
        return waitedFor;
    }

    /**
     * Said before looking for what is due, as if something were left, and after, where nothing was: a request that ends in
     * between is either counted by that look or finds itself waited for.
     */
    void setWaitedFor(boolean isWaitedFor) {
        waitedFor = isWaitedFor;
    }

    synchronized void begin(Lane lane) {
        if (lanes.add(lane)) {
            bySubscription.merge(lane.subscription(), 1, Integer::sum);
        }
    }

    synchronized void end(Lane lane) {
        if (lanes.remove(lane)) {
            bySubscription.computeIfPresent(lane.subscription(), (_, requests) -> requests == 1 ? null : requests - 1);
        }
        notifyAll();
    }

    synchronized int to(UUID subscription) {
        return bySubscription.getOrDefault(subscription, 0);
    }

    /** A copy, for the caller to count on. */
    synchronized Map<UUID, Integer> bySubscription() {
        return new HashMap<>(bySubscription);
    }

    synchronized Set<Lane> lanes() {
        return Set.copyOf(lanes);
    }

    synchronized boolean isIn(Lane lane) {
        return lanes.contains(lane);
    }

    /** Waits until none is on its way, at most so long. */
    synchronized boolean awaitNone(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!lanes.isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    synchronized int all() {
        return lanes.size();
    }
}
