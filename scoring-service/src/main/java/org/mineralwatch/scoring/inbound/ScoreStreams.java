package org.mineralwatch.scoring.inbound;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.function.Predicate;
import org.mineralwatch.rest.EventStreams;
import org.mineralwatch.rest.Feed;
import org.mineralwatch.scoring.PublishedChange;
import org.mineralwatch.scoring.ReadChanges;
import org.mineralwatch.scoring.ScoringSettings;

/** The streams of changes that are open on this replica. */
@ApplicationScoped
public class ScoreStreams {
    private static final String EVENT = "score-changed";

    private final ReadChanges readChanges;
    private final EventStreams streams;
    private final MeterRegistry metrics;

    ScoreStreams(ReadChanges readChanges, ScoringSettings settings, MeterRegistry metrics) {
        this.readChanges = readChanges;
        this.metrics = metrics;
        ScoringSettings.Stream limits = settings.stream();
        this.streams =
                new EventStreams(new EventStreams.Limits(limits.heartbeat(), limits.patience(), limits.readers()));
    }

    void start(@Observes StartupEvent started) {
        readChanges.whenNew(streams::wake);
        Gauge.builder("dependency.score.stream.readers", streams, EventStreams::readers)
                .description("Readers of the stream of changes on this replica")
                .register(metrics);
    }

    void stop(@Observes ShutdownEvent stopped) {
        streams.close();
    }

    /** Tells a reader the changes after a place that are meant for it. */
    void tell(String from, Predicate<PublishedChange> meant, EventStreams.Reader reader) {
        Feed feed = place -> {
            List<PublishedChange> changes = readChanges.after(place);
            return new Feed.Part(
                    changes.stream()
                            .filter(meant)
                            .map(change -> new Feed.Event(ReadChanges.placeOf(change, place), EVENT, change.value()))
                            .toList(),
                    changes.isEmpty() ? place : ReadChanges.placeOf(changes.getLast(), place));
        };
        streams.tell(feed, from, reader);
    }
}
