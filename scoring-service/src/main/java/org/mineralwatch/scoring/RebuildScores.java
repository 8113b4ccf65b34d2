package org.mineralwatch.scoring;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.logging.Logger;
import org.mineralwatch.scoring.domain.Cause;
import org.mineralwatch.scoring.domain.Cell;
import org.mineralwatch.scoring.domain.DateAhead;
import org.mineralwatch.scoring.domain.EventRecord;
import org.mineralwatch.scoring.domain.Exposure;
import org.mineralwatch.scoring.domain.KnownEvents;
import org.mineralwatch.scoring.domain.RecordedEvents;
import org.mineralwatch.scoring.domain.ScoreModel;
import org.mineralwatch.scoring.domain.ScoreModels;
import org.mineralwatch.scoring.domain.Valued;
import org.mineralwatch.scoring.outbound.PolicyEventReading.Reading;
import org.mineralwatch.scoring.outbound.PolicyEventRecordStore;
import org.mineralwatch.scoring.outbound.PolicyEventRecordStore.Readable;
import org.mineralwatch.scoring.outbound.PublishedScores;
import org.mineralwatch.scoring.outbound.PublishedScores.Published;
import org.mineralwatch.scoring.outbound.PublishedScores.Restored;
import org.mineralwatch.scoring.outbound.RejectedEventPublisher;
import org.mineralwatch.scoring.outbound.RejectedEventPublisher.Rejection;
import org.mineralwatch.scoring.outbound.ScoreStore;
import org.mineralwatch.scoring.outbound.ScoreStore.Revaluation;
import org.mineralwatch.scoring.outbound.TopicRecords;
import org.mineralwatch.scoring.outbound.ValuationStore;

/**
 * Fills an empty database from the topics: the newest score of each cell as the world has it, and every record of policy
 * events. Then each cell is valued once, on the day of the newest scores, and only what differs is published: where
 * nothing was lost, nothing is, and the sequence of each cell goes on as if the database had never been away.
 *
 * <p>All of it is one transaction under the lock of the valuation: it happens once, or, if the process is killed, again
 * from the start, here or on another replica.
 */
@ApplicationScoped
class RebuildScores {
    private static final Logger LOG = Logger.getLogger(RebuildScores.class);

    private final ScoreModels models;
    private final TopicRecords topics;
    private final PolicyEventRecordStore records;
    private final PublishedScores published;
    private final ScoreStore scores;
    private final ValuationStore valuations;
    private final RejectedEventPublisher rejected;
    private final Clock clock;

    RebuildScores(
            ScoreModels models,
            TopicRecords topics,
            PolicyEventRecordStore records,
            PublishedScores published,
            ScoreStore scores,
            ValuationStore valuations,
            RejectedEventPublisher rejected,
            Clock clock) {
        this.models = models;
        this.topics = topics;
        this.records = records;
        this.published = published;
        this.scores = scores;
        this.valuations = valuations;
        this.rejected = rejected;
        this.clock = clock;
    }

    /**
     * What was rebuilt, once the transaction has committed.
     *
     * @param recorded every record there is
     * @param ends by partition of the topic of policy events, the first offset that was not read
     * @param isValued whether stored scores stand for a day; if not, none was ever published
     */
    record Rebuilt(RecordedEvents recorded, Map<Integer, Long> ends, boolean isValued) {}

    /**
     * In the caller's transaction, under the lock of the valuation, with all tables empty.
     *
     * @throws RuntimeException when Kafka or PostgreSQL is away; nothing was done
     */
    Rebuilt fromTopics() {
        long start = System.nanoTime();
        Optional<Restored> restored = published.restore();
        PolicyEventRecordStore.Loading loading = records.load();
        Map<Integer, Long> ends;
        try (TopicRecords.Reader topic = topics.policyEvents()) {
            ends = topic.ends();
            load(topic, loading);
        }
        RecordedEvents recorded = loading.finish();
        long loaded = System.nanoTime();
        int changed = restored.map(before -> reconcile(before, recorded)).orElse(0);
        LOG.infof(
                "rebuilt from topics records=%d cells=%d changed=%d loadMs=%d valueMs=%d",
                recorded.size(),
                restored.map(before -> before.cells().size()).orElse(0),
                changed,
                (loaded - start) / 1_000_000,
                (System.nanoTime() - loaded) / 1_000_000);
        return new Rebuilt(recorded, ends, restored.isPresent());
    }

    private record Decoded(PolicyEventRecordStore.Loading.Part usable, List<Rejection> unusable) {}

    /** The next batch is read and decoded while PostgreSQL takes in the one before. */
    private void load(TopicRecords.Reader topic, PolicyEventRecordStore.Loading loading) {
        try (ExecutorService ahead = Executors.newSingleThreadExecutor()) {
            Future<Optional<Decoded>> coming = ahead.submit(() -> decode(topic, loading));
            for (Optional<Decoded> decoded = coming.get(); decoded.isPresent(); decoded = coming.get()) {
                coming = ahead.submit(() -> decode(topic, loading));
                loading.store(decoded.get().usable());
                rejected.publish(decoded.get().unusable(), clock.instant());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("read the topic of policy events", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the topic of policy events was read", e);
        }
    }

    private Optional<Decoded> decode(TopicRecords.Reader topic, PolicyEventRecordStore.Loading loading) {
        if (!topic.hasNext()) {
            return Optional.empty();
        }
        List<Readable> usable = new ArrayList<>();
        List<Rejection> unusable = new ArrayList<>();
        for (ReceivedRecord received : topic.next()) {
            switch (records.read(received.value())) {
                case Reading.Usable(EventRecord record) -> usable.add(new Readable(record, received));
                case Reading.Unusable(String reason) -> unusable.add(new Rejection(received, reason));
            }
        }
        return Optional.of(new Decoded(loading.prepare(usable), unusable));
    }

    /** Values every cell on the day of the restored scores; where another model or baseline applies, that is left to it. */
    private int reconcile(Restored restored, RecordedEvents recorded) {
        LocalDate day = restored.day();
        ScoreModel model = models.knownOn(day);
        valuations.moveTo(day, restored.model(), restored.baselineVersion());
        if (!restored.model().equals(ScoreModel.NAME)
                || !restored.baselineVersion().equals(model.baseline().version())) {
            return 0;
        }
        KnownEvents known = recorded.knownOn(day);
        return scores.revalue(
                        model.baseline().cells().keySet().stream()
                                .map(cell -> revaluation(model, cell, restored, known, day))
                                .toList(),
                        day,
                        clock.instant())
                .size();
    }

    private static Revaluation revaluation(
            ScoreModel model, Cell cell, Restored restored, KnownEvents known, LocalDate day) {
        Exposure exposure = model.exposureFrom(cell, known, day);
        Valued valued = Valued.of(model, exposure, known.known(), day);
        Published before = restored.cells().get(cell);
        return new Revaluation(
                valued,
                DateAhead.of(exposure, day),
                before == null ? rebase(model) : cause(model, valued, before, known, day),
                "");
    }

    private static Cause rebase(ScoreModel model) {
        return new Cause.Rebase(model.baseline().version());
    }

    /** What the old database had not published, if anything: as far as it can still be told, why. */
    private static Cause cause(ScoreModel model, Valued valued, Published before, KnownEvents known, LocalDate day) {
        if (!before.baselineVersion().equals(model.baseline().version())) {
            return rebase(model);
        }
        Set<String> events = before.dueToOthers(valued.score());
        List<Cause.EventRevision> revisions = events.stream()
                .flatMap(event ->
                        known.revisionOf(event).stream().mapToObj(revision -> new Cause.EventRevision(event, revision)))
                .toList();
        return revisions.isEmpty()
                ? new Cause.Calendar(
                        model.exposure(valued.cell(), known).calendar().turning(before.at(), day))
                : new Cause.Events(revisions);
    }
}
