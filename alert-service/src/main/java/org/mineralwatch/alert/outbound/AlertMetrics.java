package org.mineralwatch.alert.outbound;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.mineralwatch.alert.domain.AlertType;
import org.mineralwatch.alert.domain.Attempt;
import org.mineralwatch.alert.domain.BandEntry;
import org.mineralwatch.alert.domain.Condition;
import org.mineralwatch.alert.domain.DatedChange;
import org.mineralwatch.alert.domain.EventFilter;
import org.mineralwatch.alert.domain.Move;
import org.mineralwatch.alert.domain.Subscription;
import org.mineralwatch.alert.domain.Threshold;
import org.mineralwatch.alert.domain.Verdict;

/**
 * What an operator sees: {@code alert.raised} by type and condition, {@code alert.silenced} by type, {@code alert.timers} still to come, {@code delivery.attempts} by outcome with their time, the age of the
 * oldest delivery still pending by the state of its subscription ({@code delivery.oldest.pending}, not a number where
 * PostgreSQL cannot be asked), {@code delivery.breakers} by state, and {@code alert.records.rejected}.
 */
@ApplicationScoped
public class AlertMetrics {
    private static final Logger LOG = Logger.getLogger(AlertMetrics.class);

    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(500);

    private final MeterRegistry registry;
    private final LaneStore lanes;
    private final DueMoments dueMoments;
    private final Clock clock;
    private final Counter rejected;
    private Map<String, Instant> oldestSeen = Map.of();
    private Instant oldestSeenAt = Instant.MIN;

    AlertMetrics(MeterRegistry registry, LaneStore lanes, DueMoments dueMoments, Clock clock) {
        this.registry = registry;
        this.lanes = lanes;
        this.dueMoments = dueMoments;
        this.clock = clock;
        // There from the start: of a counter that comes with its first record, nobody sees the first.
        this.rejected = Counter.builder("alert.records.rejected")
                .description("Records set aside as unusable")
                .register(registry);
    }

    void register(@Observes StartupEvent started) {
        for (Subscription.State state : Subscription.State.values()) {
            Gauge.builder("delivery.oldest.pending", () -> oldestPending(state))
                    .description("Age of the oldest delivery still pending, by the state of its subscription")
                    .tag("subscription", name(state))
                    .baseUnit("seconds")
                    .strongReference(true)
                    .register(registry);
        }
        Gauge.builder("alert.timers", this::timers)
                .description("What is to happen on a date: notices, scores being held, groups being gathered")
                .strongReference(true)
                .register(registry);
    }

    private double timers() {
        try {
            return dueMoments.count();
        } catch (Database.DatabaseException e) {
            LOG.debugf(e, "timers unknown");
            return Double.NaN;
        }
    }

    /** Shows how many of something there are in a state, asked whenever somebody looks. */
    public void watchBreakers(String state, Supplier<Number> count) {
        Gauge.builder("delivery.breakers", count)
                .description("Circuit breakers of endpoints that are not closed, on this replica")
                .tag("state", state)
                .strongReference(true)
                .register(registry);
    }

    private static String name(Subscription.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private double oldestPending(Subscription.State state) {
        try {
            Instant now = clock.instant();
            Instant oldest = oldest(now).get(name(state));
            return oldest == null ? 0 : Duration.between(oldest, now).toMillis() / 1000.0;
        } catch (Database.DatabaseException e) {
            LOG.debugf(e, "age of the oldest delivery unknown");
            return Double.NaN;
        }
    }

    /** One look at the database answers for all states. */
    private synchronized Map<String, Instant> oldest(Instant now) {
        if (oldestSeenAt.plus(LOOK_AGAIN_AFTER).isBefore(now)) {
            oldestSeen = lanes.oldestPending();
            oldestSeenAt = now;
        }
        return oldestSeen;
    }

    /** An alert was raised. */
    public void raised(AlertType type, Condition condition) {
        Counter.builder("alert.raised")
                .description("Alerts raised")
                .tag("type", type.name().toLowerCase(Locale.ROOT))
                .tag("condition", kind(condition))
                .register(registry)
                .increment();
    }

    private static String kind(Condition condition) {
        return switch (condition) {
            case Threshold _ -> "threshold";
            case BandEntry _ -> "band";
            case Move _ -> "move";
            case EventFilter _ -> "event";
            case DatedChange _ -> "calendar";
        };
    }

    /** An alert was held back by a silence. */
    public void silenced(AlertType type) {
        Counter.builder("alert.silenced")
                .description("Alerts whose webhook a silence held back")
                .tag("type", type.name().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment();
    }

    /** A record was set aside. */
    public void rejected(int records) {
        rejected.increment(records);
    }

    /** An attempt ended. */
    public void attempted(Attempt attempt) {
        Timer.builder("delivery.attempts")
                .description("HTTP requests made to endpoints")
                .tag("outcome", outcome(attempt.verdict()))
                .register(registry)
                .record(attempt.took());
    }

    private static String outcome(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Delivered _ -> "delivered";
            case Verdict.RetryAt _ -> "retry";
            case Verdict.Gone _ -> "gone";
            case Verdict.Exhausted _ -> "exhausted";
        };
    }
}
