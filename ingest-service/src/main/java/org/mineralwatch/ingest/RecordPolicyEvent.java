package org.mineralwatch.ingest;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.mineralwatch.ingest.domain.EventId;
import org.mineralwatch.ingest.domain.JsonValue;
import org.mineralwatch.ingest.domain.MeasureReading;
import org.mineralwatch.ingest.domain.PolicyEventRevision;
import org.mineralwatch.ingest.domain.PolicyMeasure;
import org.mineralwatch.ingest.domain.RecordedEvent;
import org.mineralwatch.ingest.domain.Verdict;
import org.mineralwatch.ingest.domain.Vocabulary;
import org.mineralwatch.ingest.outbound.PolicyEventPublisher;
import org.mineralwatch.ingest.outbound.PolicyEventStore;

/**
 * Records posted events: each is read, stored once and published, or told what is wrong with it.
 *
 * <p>Events recorded together share one transaction with their news: when this returns, what is created is on disk and will
 * reach Kafka, and what is invalid or in conflict has left no trace. The first to post an id has it, however many post it at
 * once.
 */
@ApplicationScoped
public class RecordPolicyEvent {
    private final Vocabulary vocabulary;
    private final PolicyEventStore events;
    private final PolicyEventPublisher publisher;
    private final VerdictCounter counter;
    private final Clock clock;

    RecordPolicyEvent(
            Vocabulary vocabulary,
            PolicyEventStore events,
            PolicyEventPublisher publisher,
            VerdictCounter counter,
            Clock clock) {
        this.vocabulary = vocabulary;
        this.events = events;
        this.publisher = publisher;
        this.counter = counter;
        this.clock = clock;
    }

    /** Records one event. */
    public Verdict record(JsonValue posted, Origin origin) {
        return record(List.of(posted), origin).getFirst();
    }

    /** Records events that were posted together: a verdict for each, in their order; none spoils another. */
    public List<Verdict> record(List<JsonValue> posted, Origin origin) {
        List<MeasureReading> readings = posted.stream()
                .map(event -> PolicyMeasure.read(event, vocabulary))
                .toList();
        List<PolicyMeasure> sound = new ArrayList<>(readings.size());
        for (MeasureReading reading : readings) {
            if (reading instanceof MeasureReading.Sound(PolicyMeasure measure)) {
                sound.add(measure);
            }
        }
        Outcome outcome = sound.isEmpty() ? Outcome.NONE : commit(sound, origin);
        List<Verdict> verdicts = readings.stream().map(outcome::verdict).toList();
        verdicts.forEach(counter::count);
        return verdicts;
    }

    private Outcome commit(List<PolicyMeasure> measures, Origin origin) {
        Instant recordedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        SequencedMap<EventId, PolicyMeasure> firstById = LinkedHashMap.newLinkedHashMap(measures.size());
        for (PolicyMeasure measure : measures) {
            firstById.putIfAbsent(measure.id(), measure);
        }
        return QuarkusTransaction.requiringNew().call(() -> {
            List<PolicyMeasure> candidates = List.copyOf(firstById.values());
            Set<EventId> created = events.addNew(candidates, recordedAt, origin.publisher());
            Map<EventId, PolicyEventRevision> newest = HashMap.newHashMap(candidates.size());
            List<PolicyEventRevision> news = new ArrayList<>(created.size());
            for (PolicyMeasure measure : candidates) {
                if (created.contains(measure.id())) {
                    PolicyEventRevision first = measure.firstRevision(recordedAt, origin.publisher());
                    newest.put(measure.id(), first);
                    news.add(first);
                }
            }
            publisher.publish(news, origin.traceparent());
            newest.putAll(events.newest(firstById.keySet().stream()
                    .filter(id -> !created.contains(id))
                    .toList()));
            return new Outcome(created, newest, events.absent(references(measures)));
        });
    }

    private static List<String> references(List<PolicyMeasure> measures) {
        return measures.stream()
                .flatMap(measure -> measure.references().stream())
                .distinct()
                .toList();
    }

    /**
     * What a transaction left behind.
     *
     * @param unclaimed ids that are new, each until the first event that brought it has had its verdict
     * @param newest the newest record of every id posted
     * @param absent ids referred to that nobody has posted
     */
    private record Outcome(Set<EventId> unclaimed, Map<EventId, PolicyEventRevision> newest, Set<String> absent) {
        static final Outcome NONE = new Outcome(Set.of(), Map.of(), Set.of());

        Outcome {
            unclaimed = new HashSet<>(unclaimed);
        }

        Verdict verdict(MeasureReading reading) {
            return switch (reading) {
                case MeasureReading.Faulty faulty -> new Verdict.Invalid(faulty);
                case MeasureReading.Sound(PolicyMeasure measure) -> verdict(measure);
            };
        }

        private Verdict verdict(PolicyMeasure measure) {
            PolicyEventRevision stored = newest.get(measure.id());
            if (stored == null) {
                throw new IllegalStateException("neither stored nor found eventId=" + measure.id());
            }
            RecordedEvent event = new RecordedEvent(stored, absent);
            if (unclaimed.remove(measure.id())) {
                return new Verdict.Created(event);
            }
            return measure.content().equals(stored.content())
                    ? new Verdict.Unchanged(event)
                    : new Verdict.Conflict(measure, stored);
        }
    }
}
