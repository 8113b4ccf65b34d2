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
import java.util.Locale;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.mineralwatch.alert.domain.AlertType;
import org.mineralwatch.alert.domain.Attempt;
import org.mineralwatch.alert.domain.BandEntry;
import org.mineralwatch.alert.domain.Condition;
import org.mineralwatch.alert.domain.DatedChange;
import org.mineralwatch.alert.domain.EventFilter;
import org.mineralwatch.alert.domain.Move;
import org.mineralwatch.alert.domain.Threshold;
import org.mineralwatch.alert.domain.Verdict;

/**
 * What an operator sees: {@code alert.raised} by type and condition, {@code alert.silenced} by type, {@code alert.timers} still to come, {@code delivery.attempts} by outcome with their time, the age of the
 * oldest delivery still pending ({@code delivery.oldest.pending}, not a number where PostgreSQL cannot be asked), and
 * {@code alert.records.rejected}.
 */
@ApplicationScoped
public class AlertMetrics {
    private static final Logger LOG = Logger.getLogger(AlertMetrics.class);

    private final MeterRegistry registry;
    private final LaneStore lanes;
    private final DueMoments dueMoments;
    private final Clock clock;

    AlertMetrics(MeterRegistry registry, LaneStore lanes, DueMoments dueMoments, Clock clock) {
        this.registry = registry;
        this.lanes = lanes;
        this.dueMoments = dueMoments;
        this.clock = clock;
    }

    void register(@Observes StartupEvent started) {
        Gauge.builder("delivery.oldest.pending", this::oldestPending)
                .description("Age of the oldest delivery still pending")
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
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

    private double oldestPending() {
        try {
            return lanes.oldestPending()
                    .map(raised -> Duration.between(raised, clock.instant()).toMillis() / 1000.0)
                    .orElse(0.0);
        } catch (Database.DatabaseException e) {
            LOG.debugf(e, "age of the oldest delivery unknown");
            return Double.NaN;
        }
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
        Counter.builder("alert.records.rejected")
                .description("Records set aside as unusable")
                .register(registry)
                .increment(records);
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
