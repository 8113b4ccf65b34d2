package org.mineralwatch.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts changes of events that were there: metric {@code policy.event.changed}, tag {@code change}. */
@ApplicationScoped
public class CorrectionCounter {
    private final Counter corrections;
    private final Counter retractions;

    CorrectionCounter(MeterRegistry registry) {
        this.corrections = counter("correction", registry);
        this.retractions = counter("retraction", registry);
    }

    private static Counter counter(String change, MeterRegistry registry) {
        return Counter.builder("policy.event.changed")
                .description("Further revisions of policy events")
                .tag("change", change)
                .register(registry);
    }

    void countCorrection() {
        corrections.increment();
    }

    void countRetraction() {
        retractions.increment();
    }
}
