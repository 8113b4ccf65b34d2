package org.mineralwatch.scoring.outbound;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** What an operator sees of the way from policy events to scores. */
@ApplicationScoped
public class RescoreMetrics {
    private final MeterRegistry registry;
    private final PolicyEventRecordStore records;
    private final Counter applied;
    private final Counter rejected;
    private final Counter rescored;
    private final DistributionSummary batchSize;
    private final Timer duration;

    RescoreMetrics(MeterRegistry registry, PolicyEventRecordStore records) {
        this.registry = registry;
        this.records = records;
        this.applied = Counter.builder("policy.event.applied")
                .description("Records of policy events that were new and have been applied")
                .register(registry);
        this.rejected = Counter.builder("policy.event.rejected")
                .description("Records that could not be used and were set aside")
                .register(registry);
        this.rescored = Counter.builder("dependency.score.rescored")
                .description("Cells valued anew because of records, whether or not their score changed")
                .register(registry);
        this.batchSize = DistributionSummary.builder("policy.event.batch.size")
                .description("Records that were handed over together")
                .register(registry);
        this.duration = Timer.builder("dependency.score.rescore")
                .description("From a batch of records to its commit")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
    }

    void register(@Observes StartupEvent started) {
        Gauge.builder("policy.event.known", records, PolicyEventRecordStore::count)
                .description("Records of policy events in memory")
                .register(registry);
    }

    /** A batch was committed: this many usable records, of which some were new, and this many that were set aside. */
    public void committed(int usable, int unusable, int added, int cells, Duration took) {
        batchSize.record(usable + unusable);
        rejected.increment(unusable);
        applied.increment(added);
        rescored.increment(cells);
        duration.record(took);
    }
}
