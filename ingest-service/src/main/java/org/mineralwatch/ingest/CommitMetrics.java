package org.mineralwatch.ingest;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/**
 * What an operator sees of writing: {@code policy.event.commit} (how long a transaction took), {@code policy.event.together} (how many
 * callers shared it) and {@code policy.event.waiting} (characters of events that wait).
 */
@ApplicationScoped
public class CommitMetrics {
    private final MeterRegistry registry;
    private final Timer commits;
    private final DistributionSummary together;

    CommitMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.commits = Timer.builder("policy.event.commit")
                .description("Transactions that record policy events")
                .register(registry);
        this.together = DistributionSummary.builder("policy.event.together")
                .description("Callers who shared a transaction")
                .register(registry);
    }

    void watch(Supplier<Number> waiting) {
        Gauge.builder("policy.event.waiting", waiting)
                .description("Characters of events that wait for their transaction")
                .strongReference(true)
                .register(registry);
    }

    <T> T measured(int callers, Supplier<T> commit) {
        together.record(callers);
        return commits.record(commit);
    }
}
