package org.mineralwatch.alert;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mineralwatch.alert.domain.CircuitBreaker;
import org.mineralwatch.alert.outbound.AlertMetrics;

/**
 * How many requests may go to the endpoint of each subscription now: by its circuit breaker, and by the rate that its owner
 * set. Each replica finds out for itself, and begins anew when it starts: what it forgets costs a few requests to learn
 * again, and nothing that was promised hangs on it (decision 0010).
 */
@ApplicationScoped
public class EndpointGates {
    /** Who would have to wait longer than this for the rate does not take up a request's place. */
    private static final Duration WORTH_WAITING = Duration.ofMillis(500);

    private final CircuitBreaker.Rule rule;
    private final int perEndpoint;
    private final Clock clock;
    private final Map<UUID, CircuitBreaker> breakers = new HashMap<>();
    private final Map<UUID, Instant> nextByRate = new HashMap<>();

    EndpointGates(AlertSettings settings, AlertMetrics metrics, Clock clock) {
        AlertSettings.Breaker breaker = settings.delivery().breaker();
        this.rule = new CircuitBreaker.Rule(breaker.failures(), breaker.first(), breaker.longest());
        this.perEndpoint = settings.delivery().requestsPerEndpoint();
        this.clock = clock;
        metrics.watchBreakers("open", () -> count(CircuitBreaker.State.OPEN));
        metrics.watchBreakers("half_open", () -> count(CircuitBreaker.State.HALF_OPEN));
    }

    /**
     * How many more requests may begin to a subscription's endpoint.
     *
     * @param underway how many are on their way to it
     */
    synchronized int room(UUID subscription, int underway, Instant now) {
        if (isHeldByRate(subscription, now)) {
            return 0;
        }
        return switch (breakers.getOrDefault(subscription, CircuitBreaker.CLOSED)
                .state(now)) {
            case CLOSED -> Math.max(perEndpoint - underway, 0);
            case OPEN -> 0;
            case HALF_OPEN -> underway == 0 ? 1 : 0;
        };
    }

    private boolean isHeldByRate(UUID subscription, Instant now) {
        Instant next = nextByRate.get(subscription);
        return next != null && next.isAfter(now.plus(WORTH_WAITING));
    }

    /**
     * The subscriptions to whose endpoints no request may begin.
     *
     * @param underway how many are on their way to each
     */
    synchronized Set<UUID> full(Map<UUID, Integer> underway, Instant now) {
        return Stream.of(underway.keySet(), breakers.keySet(), nextByRate.keySet())
                .flatMap(Set::stream)
                .filter(subscription -> room(subscription, underway.getOrDefault(subscription, 0), now) == 0)
                .collect(Collectors.toSet());
    }

    /** Takes the next place in an endpoint's rate, and answers how long to wait for it. */
    synchronized Duration untilNext(UUID subscription, Duration spacing) {
        Instant now = clock.instant();
        Instant next = nextByRate.getOrDefault(subscription, now);
        Instant place = next.isBefore(now) ? now : next;
        nextByRate.put(subscription, place.plus(spacing));
        return Duration.between(now, place);
    }

    /** A request ended. */
    synchronized void ended(UUID subscription, boolean taken, Instant now) {
        if (taken) {
            breakers.remove(subscription);
        } else {
            breakers.put(
                    subscription,
                    breakers.getOrDefault(subscription, CircuitBreaker.CLOSED).refused(rule, now));
        }
        nextByRate.computeIfPresent(subscription, (_, next) -> next.isBefore(now) ? null : next);
    }

    /** Whether an endpoint's breaker has opened, and not closed again. */
    synchronized boolean isTripped(UUID subscription) {
        return breakers.getOrDefault(subscription, CircuitBreaker.CLOSED).times() > 0;
    }

    /** When the next gate opens that is closed at this moment. */
    synchronized Optional<Instant> nextOpening(Instant now) {
        return Stream.concat(
                        breakers.values().stream().map(CircuitBreaker::openUntil),
                        nextByRate.values().stream().map(next -> next.minus(WORTH_WAITING)))
                .filter(moment -> moment.isAfter(now))
                .min(Instant::compareTo);
    }

    /** Forgets what was found out about a subscription's endpoint: it was changed, or mended. */
    synchronized void forget(UUID subscription) {
        breakers.remove(subscription);
        nextByRate.remove(subscription);
    }

    /** How many breakers are in a state. */
    private synchronized long count(CircuitBreaker.State state) {
        Instant now = clock.instant();
        return breakers.values().stream()
                .filter(breaker -> breaker.state(now) == state)
                .count();
    }
}
