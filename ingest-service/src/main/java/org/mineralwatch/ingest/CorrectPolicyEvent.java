package org.mineralwatch.ingest;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.function.Function;
import org.mineralwatch.ingest.domain.Correction;
import org.mineralwatch.ingest.domain.EventId;
import org.mineralwatch.ingest.domain.ExpectedRevision;
import org.mineralwatch.ingest.domain.JsonValue;
import org.mineralwatch.ingest.domain.MeasureReading;
import org.mineralwatch.ingest.domain.PolicyEventRevision;
import org.mineralwatch.ingest.domain.PolicyMeasure;
import org.mineralwatch.ingest.domain.RecordedEvent;
import org.mineralwatch.ingest.domain.Vocabulary;
import org.mineralwatch.ingest.outbound.PolicyEventPublisher;
import org.mineralwatch.ingest.outbound.PolicyEventStore;

/**
 * Corrects an event by a further revision, or withdraws it with all of them. Nothing is overwritten: what was known before
 * stays known for the days before.
 *
 * <p>Those who change one event take turns, on all replicas; revisions reach the topic in their order.
 */
@ApplicationScoped
public class CorrectPolicyEvent {
    private final Vocabulary vocabulary;
    private final PolicyEventStore events;
    private final PolicyEventPublisher publisher;
    private final CorrectionCounter counter;
    private final Clock clock;

    CorrectPolicyEvent(
            Vocabulary vocabulary,
            PolicyEventStore events,
            PolicyEventPublisher publisher,
            CorrectionCounter counter,
            Clock clock) {
        this.vocabulary = vocabulary;
        this.events = events;
        this.publisher = publisher;
        this.counter = counter;
        this.clock = clock;
    }

    /**
     * Records what an event should have said. Sent again after it was recorded, it changes nothing more. A retracted event
     * is revived by it.
     *
     * @param posted the whole event, with its id
     */
    public Correction correct(JsonValue posted, ExpectedRevision expected, Origin origin) {
        return switch (PolicyMeasure.read(posted, vocabulary)) {
            case MeasureReading.Faulty faulty -> new Correction.Invalid(faulty);
            case MeasureReading.Sound(PolicyMeasure measure) ->
                change(measure.id(), newest -> {
                    boolean isSame = newest.content().equals(measure.content());
                    if (isSame && (expected.includes(newest.revision()) || expected.includes(newest.revision() - 1))) {
                        return new Correction.Unchanged(recorded(newest));
                    }
                    if (!expected.includes(newest.revision())) {
                        return new Correction.Stale(newest);
                    }
                    Instant now = now();
                    PolicyEventRevision next =
                            measure.revision(newest.revision() + 1, now, knownAt(origin, now), origin.publisher());
                    events.addRevision(next, measure);
                    publisher.publish(next, origin.traceparent());
                    counter.countCorrection();
                    return new Correction.Recorded(recorded(next));
                });
        };
    }

    /**
     * Withdraws an event.
     *
     * @param reason why, for everyone to read
     */
    public Correction retract(EventId id, String reason, ExpectedRevision expected, Origin origin) {
        return change(id, newest -> {
            Instant now = now();
            PolicyEventRevision retraction = newest.retraction(reason, now, knownAt(origin, now), origin.publisher());
            if (newest.isRetraction()) {
                return newest.content().equals(retraction.content())
                        ? new Correction.Unchanged(recorded(newest))
                        : new Correction.AlreadyRetracted(newest);
            }
            if (!expected.includes(newest.revision())) {
                return new Correction.Stale(newest);
            }
            events.addRetraction(retraction);
            publisher.publish(retraction, origin.traceparent());
            counter.countRetraction();
            return new Correction.Recorded(recorded(retraction));
        });
    }

    private Correction change(EventId id, Function<PolicyEventRevision, Correction> decide) {
        return QuarkusTransaction.requiringNew().call(() -> {
            events.takeTurn(id);
            PolicyEventRevision newest = events.newest(Set.of(id)).get(id);
            return newest == null ? new Correction.Unknown() : decide.apply(newest);
        });
    }

    private RecordedEvent recorded(PolicyEventRevision revision) {
        Set<String> absent = events.absent(revision.references());
        return new RecordedEvent(revision, absent);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static LocalDate knownAt(Origin origin, Instant recordedAt) {
        return origin.knownAt().orElse(LocalDate.ofInstant(recordedAt, ZoneOffset.UTC));
    }
}
