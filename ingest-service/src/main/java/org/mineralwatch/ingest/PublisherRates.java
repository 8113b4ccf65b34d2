package org.mineralwatch.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.mineralwatch.ingest.domain.Allowance;

/** Holds each publisher to its rate, on this replica; without a setting there is none. */
@ApplicationScoped
public class PublisherRates {
    private final IngestSettings settings;
    private final Clock clock;
    private final Map<String, Allowance> byPublisher = new ConcurrentHashMap<>();

    PublisherRates(IngestSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Takes so many events from a publisher's rate; how long it must wait, when there are not so many. */
    public Optional<Duration> delay(String publisher, int events) {
        if (settings.eventsPerSecond().isEmpty()) {
            return Optional.empty();
        }
        int perSecond = settings.eventsPerSecond().getAsInt();
        Instant now = clock.instant();
        Duration[] wait = {Duration.ZERO};
        byPublisher.compute(publisher, (_, allowance) -> {
            Allowance before = allowance == null ? Allowance.of(perSecond, now) : allowance;
            return switch (before.take(events, now)) {
                case Allowance.Answer.Granted(Allowance left) -> left;
                case Allowance.Answer.Later(Duration later) -> {
                    wait[0] = later;
                    yield before;
                }
            };
        });
        return Optional.of(wait[0]).filter(Duration::isPositive);
    }
}
