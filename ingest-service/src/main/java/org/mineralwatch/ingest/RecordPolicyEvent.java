package org.mineralwatch.ingest;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.mineralwatch.ingest.domain.EventId;
import org.mineralwatch.ingest.domain.MeasureReading;
import org.mineralwatch.ingest.domain.PolicyEventRevision;
import org.mineralwatch.ingest.domain.PolicyMeasure;
import org.mineralwatch.ingest.domain.Posted;
import org.mineralwatch.ingest.domain.RecordedEvent;
import org.mineralwatch.ingest.domain.Verdict;
import org.mineralwatch.ingest.domain.Vocabulary;
import org.mineralwatch.ingest.outbound.PolicyEventArchive;
import org.mineralwatch.ingest.outbound.PolicyEventStore;
import org.mineralwatch.ingest.outbound.PolicyEventStore.Addition;
import org.mineralwatch.ingest.outbound.PolicyEventStore.StoreUnavailableException;

/**
 * Records posted events: each is read, stored once and published, or told what is wrong with it.
 *
 * <p>An event and its news are one transaction, shared with those of all callers who wait at the time: when this returns, what
 * is created is on disk and will reach Kafka, and what is invalid or in conflict has left no trace. The first to post an id has
 * it, however many post it at once.
 */
@ApplicationScoped
public class RecordPolicyEvent {
    private final Vocabulary vocabulary;
    private final PolicyEventStore events;
    private final PolicyEventArchive archive;
    private final VerdictCounter counter;
    private final Clock clock;
    private final IngestSettings settings;
    private final SharedCommit<Submission, List<Verdict>> commits;

    RecordPolicyEvent(
            Vocabulary vocabulary,
            PolicyEventStore events,
            PolicyEventArchive archive,
            VerdictCounter counter,
            Clock clock,
            CommitMetrics metrics,
            IngestSettings settings) {
        this.vocabulary = vocabulary;
        this.events = events;
        this.archive = archive;
        this.counter = counter;
        this.clock = clock;
        this.settings = settings;
        this.commits = new SharedCommit<>(
                "policy-event-writer",
                together -> metrics.measured(together.size(), () -> write(together)),
                PolicyEventStore.RefusedException.class::isInstance,
                Submission::length,
                settings.charactersPerTransaction(),
                settings.charactersWaiting());
        metrics.watch(commits::waiting);
    }

    @PreDestroy
    void stop() throws InterruptedException {
        commits.close();
    }

    /** Records one event, unless so many are waiting that it had to wait long, or the service stops. */
    public Verdict record(Posted posted, Origin origin) {
        return await(submit(posted, origin));
    }

    /**
     * Records one event as {@link #record(Posted, Origin)} does, for a caller who does not wait: the verdict comes when the event
     * is on disk, on the thread that wrote it.
     */
    public CompletableFuture<Verdict> submit(Posted posted, Origin origin) {
        return switch (posted.read(vocabulary)) {
            case MeasureReading.Faulty faulty ->
                CompletableFuture.completedFuture(counted(new Verdict.Invalid(faulty)));
            case MeasureReading.Sound sound ->
                commits.offer(new Submission(List.of(sound), origin))
                        .map(outcome -> outcome.thenApply(List::getFirst))
                        .orElseGet(() -> CompletableFuture.completedFuture(counted(new Verdict.Overloaded())));
        };
    }

    /**
     * Records events that were posted together: a verdict for each, in their order; none spoils another. Waits for its turn
     * however many are waiting; once the service stops nothing is stored.
     */
    public List<Verdict> record(List<Posted> posted, Origin origin) {
        List<MeasureReading> readings =
                posted.stream().map(event -> event.read(vocabulary)).toList();
        try {
            return commits.put(new Submission(readings, origin))
                    .map(RecordPolicyEvent::await)
                    .orElseGet(() -> readings.stream()
                            .map(_ -> counted(new Verdict.Overloaded()))
                            .toList());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting to record " + posted.size() + " events", e);
        }
    }

    private static <T> T await(CompletableFuture<T> outcome) {
        try {
            return outcome.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private Verdict counted(Verdict verdict) {
        counter.count(verdict);
        return verdict;
    }

    /** Begins a dry run. */
    public Rehearsal rehearsal() {
        return new Rehearsal(settings.charactersPerTransaction());
    }

    /** The verdicts that events would get if they were recorded now, after what was rehearsed; nothing is stored. */
    public List<Verdict> examine(List<Posted> posted, Origin origin, Rehearsal rehearsal) {
        Submission submission = new Submission(
                posted.stream().map(event -> event.read(vocabulary)).toList(), origin);
        SequencedMap<EventId, Addition> firstById = firstById(List.of(submission), now());
        if (firstById.isEmpty()) {
            return submission.readings().stream().map(Outcome.NONE::verdict).toList();
        }
        Map<EventId, PolicyEventRevision> rehearsed = rehearsal.known(firstById.keySet());
        PolicyEventStore.Added added = foresee(firstById, rehearsed.keySet());
        Outcome outcome = outcome(firstById, added, rehearsed);
        firstById.forEach((id, addition) -> {
            if (added.created().contains(id)) {
                rehearsal.add(addition.first());
            }
        });
        return submission.readings().stream().map(outcome::verdict).toList();
    }

    private List<Supplier<List<Verdict>>> write(List<Submission> together) {
        Instant recordedAt = now();
        SequencedMap<EventId, Addition> firstById = firstById(together, recordedAt);
        Outcome outcome = firstById.isEmpty()
                ? Outcome.NONE
                : outcome(firstById, events.addNew(firstById.sequencedValues(), recordedAt), Map.of());
        return together.stream()
                .<Supplier<List<Verdict>>>map(submission -> () -> submission.readings().stream()
                        .map(reading -> counted(outcome.verdict(reading)))
                        .toList())
                .toList();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static SequencedMap<EventId, Addition> firstById(List<Submission> together, Instant recordedAt) {
        SequencedMap<EventId, Addition> firstById = new LinkedHashMap<>();
        for (Submission submission : together) {
            for (PolicyMeasure measure : submission.sound()) {
                firstById.computeIfAbsent(measure.id(), id -> submission.addition(measure, recordedAt));
            }
        }
        return firstById;
    }

    private PolicyEventStore.Added foresee(SequencedMap<EventId, Addition> firstById, Set<EventId> rehearsed) {
        Set<EventId> created = new HashSet<>(firstById.keySet());
        created.removeAll(archive.newest(firstById.keySet()).keySet());
        created.removeAll(rehearsed);
        Set<String> absent = new HashSet<>(archive.absent(firstById.values().stream()
                .flatMap(addition -> addition.measure().references().stream())
                .distinct()
                .toList()));
        firstById.keySet().forEach(id -> absent.remove(id.value()));
        return new PolicyEventStore.Added(created, absent);
    }

    private Outcome outcome(
            SequencedMap<EventId, Addition> firstById,
            PolicyEventStore.Added added,
            Map<EventId, PolicyEventRevision> rehearsed) {
        Map<EventId, PolicyEventRevision> newest = HashMap.newHashMap(firstById.size());
        List<EventId> present = new ArrayList<>();
        firstById.forEach((id, addition) -> {
            if (added.created().contains(id)) {
                newest.put(id, addition.first());
            } else {
                present.add(id);
            }
        });
        try {
            Map<EventId, PolicyEventRevision> found = archive.newest(Set.copyOf(present));
            List<PolicyEventRevision> changed = found.values().stream()
                    .filter(revision -> revision.revision() > 1)
                    .toList();
            Map<EventId, String> first = archive.firstContents(
                    changed.stream().map(PolicyEventRevision::id).toList());
            Set<String> absent = new HashSet<>(added.absent());
            absent.addAll(archive.absent(changed.stream()
                    .flatMap(revision -> revision.references().stream())
                    .toList()));
            newest.putAll(rehearsed);
            newest.putAll(found);
            return new Outcome(added.created(), newest, first, absent, Optional.empty());
        } catch (StoreUnavailableException e) {
            // What is created is on disk, and is told so all the same.
            return new Outcome(added.created(), newest, Map.of(), added.absent(), Optional.of(e));
        }
    }

    /**
     * What one caller posted together.
     *
     * @param readings sound or not, in their order
     */
    private record Submission(List<MeasureReading> readings, Origin origin) {
        Iterable<PolicyMeasure> sound() {
            return () -> readings.stream()
                    .filter(MeasureReading.Sound.class::isInstance)
                    .map(sound -> ((MeasureReading.Sound) sound).measure())
                    .iterator();
        }

        int length() {
            int length = 0;
            for (PolicyMeasure measure : sound()) {
                length += measure.content().length();
            }
            return length;
        }

        Addition addition(PolicyMeasure measure, Instant recordedAt) {
            LocalDate knownAt = origin.knownAt().orElse(measure.announced());
            return new Addition(
                    measure, measure.firstRevision(recordedAt, knownAt, origin.publisher()), origin.traceparent());
        }
    }

    /**
     * What a transaction left behind.
     *
     * @param unclaimed ids that are new, each until the first event that brought it has had its verdict
     * @param newest the newest record of every id posted
     * @param first what those said at first that have been corrected or retracted since
     * @param absent ids referred to that nobody has posted
     * @param blind why those that were there already could not be looked up, if they could not
     */
    private record Outcome(
            Set<EventId> unclaimed,
            Map<EventId, PolicyEventRevision> newest,
            Map<EventId, String> first,
            Set<String> absent,
            Optional<StoreUnavailableException> blind) {
        static final Outcome NONE = new Outcome(Set.of(), Map.of(), Map.of(), Set.of(), Optional.empty());

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
                if (blind.isPresent()) {
                    throw blind.get();
                }
                throw new IllegalStateException("neither stored nor found eventId=" + measure.id());
            }
            RecordedEvent event = new RecordedEvent(stored, absent);
            if (unclaimed.remove(measure.id())) {
                return new Verdict.Created(event);
            }
            // A post that is sent again after a correction is still the same post.
            return measure.content().equals(stored.content())
                            || measure.content().equals(first.get(measure.id()))
                    ? new Verdict.Unchanged(event)
                    : new Verdict.Conflict(measure, stored);
        }
    }
}
