package org.mineralwatch.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import org.mineralwatch.ingest.domain.Verdict;

/** Counts posted events by what became of them: metric {@code policy.event.recorded}, tag {@code verdict}. */
@ApplicationScoped
public class VerdictCounter {
    private final Counter created;
    private final Counter unchanged;
    private final Counter conflict;
    private final Counter invalid;
    private final Counter overloaded;

    VerdictCounter(MeterRegistry registry) {
        this.created = counter("created", registry);
        this.unchanged = counter("unchanged", registry);
        this.conflict = counter("conflict", registry);
        this.invalid = counter("invalid", registry);
        this.overloaded = counter("overloaded", registry);
    }

    private static Counter counter(String verdict, MeterRegistry registry) {
        return Counter.builder("policy.event.recorded")
                .description("Posted policy events by what became of them")
                .tag("verdict", verdict)
                .register(registry);
    }

    void count(Verdict verdict) {
        Counter counter = switch (verdict) {
            case Verdict.Created ignored -> created;
            case Verdict.Unchanged ignored -> unchanged;
            case Verdict.Conflict ignored -> conflict;
            case Verdict.Invalid ignored -> invalid;
            case Verdict.Overloaded ignored -> overloaded;
        };
        counter.increment();
    }

    /** Counts what was posted as an event and is not even JSON. */
    public void countUnreadable() {
        invalid.increment();
    }
}
