package org.mineralwatch.scoring;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.mineralwatch.scoring.RebuildScores.Rebuilt;
import org.mineralwatch.scoring.domain.Cause;
import org.mineralwatch.scoring.domain.Cell;
import org.mineralwatch.scoring.domain.DateAhead;
import org.mineralwatch.scoring.domain.EventRecord;
import org.mineralwatch.scoring.domain.Exposure;
import org.mineralwatch.scoring.domain.KnownEvents;
import org.mineralwatch.scoring.domain.ReachedCells;
import org.mineralwatch.scoring.domain.RecordedEvents;
import org.mineralwatch.scoring.domain.ScoreModel;
import org.mineralwatch.scoring.domain.ScoreModels;
import org.mineralwatch.scoring.domain.Valued;
import org.mineralwatch.scoring.outbound.PolicyEventReading.Reading;
import org.mineralwatch.scoring.outbound.PolicyEventRecordStore;
import org.mineralwatch.scoring.outbound.PolicyEventRecordStore.Readable;
import org.mineralwatch.scoring.outbound.PolicyEventRecordStore.TakenIn;
import org.mineralwatch.scoring.outbound.RejectedEventPublisher;
import org.mineralwatch.scoring.outbound.RejectedEventPublisher.Rejection;
import org.mineralwatch.scoring.outbound.RescoreMetrics;
import org.mineralwatch.scoring.outbound.ScoreChangeStore;
import org.mineralwatch.scoring.outbound.ScoreStore;
import org.mineralwatch.scoring.outbound.ScoreStore.Revaluation;
import org.mineralwatch.scoring.outbound.ValuationStore;
import org.mineralwatch.scoring.outbound.ValuationStore.Valuation;

/**
 * Values cells anew when records of policy events arrive or the day turns, and publishes what changed.
 *
 * <p>Records, scores and their news commit in one transaction, under the lock of the valuation: whoever holds it has every
 * record stored before, so a score is a function of the set of records whichever replica works and whatever comes twice,
 * late or in another order.
 */
@ApplicationScoped
public class RescoreDependencies {
    private static final Logger LOG = Logger.getLogger(RescoreDependencies.class);
    private static final int LONGEST_REBUILD_SECONDS = 3600;

    private final ScoreModels models;
    private final ValuationStore valuations;
    private final PolicyEventRecordStore records;
    private final ScoreStore scores;
    private final ScoreChangeStore changes;
    private final RejectedEventPublisher rejected;
    private final RescoreMetrics metrics;
    private final ScoringSettings settings;
    private final RebuildScores rebuildScores;
    private final RebaseScores rebaseScores;
    private final Clock clock;

    /** What this process has read already when it filled an empty database: by partition, the first offset it has not. */
    private volatile Map<Integer, Long> rebuiltUpTo = Map.of();

    RescoreDependencies(
            ScoreModels models,
            ValuationStore valuations,
            PolicyEventRecordStore records,
            ScoreStore scores,
            ScoreChangeStore changes,
            RejectedEventPublisher rejected,
            RescoreMetrics metrics,
            ScoringSettings settings,
            RebuildScores rebuildScores,
            RebaseScores rebaseScores,
            Clock clock) {
        this.models = models;
        this.valuations = valuations;
        this.records = records;
        this.scores = scores;
        this.changes = changes;
        this.rejected = rejected;
        this.metrics = metrics;
        this.settings = settings;
        this.rebuildScores = rebuildScores;
        this.rebaseScores = rebaseScores;
        this.clock = clock;
    }

    /**
     * Applies a batch: what is new is recorded and its cells valued, what cannot be used is set aside.
     *
     * @throws RuntimeException when PostgreSQL is away; nothing was applied, and the batch should come again
     */
    public void receive(List<ReceivedRecord> batch) {
        List<Readable> usable = new ArrayList<>();
        List<Rejection> unusable = new ArrayList<>();
        for (ReceivedRecord received : batch) {
            if (received.offset() < rebuiltUpTo.getOrDefault(received.partition(), 0L)) {
                continue;
            }
            switch (records.read(received.value())) {
                case Reading.Usable(EventRecord record) -> usable.add(new Readable(record, received));
                case Reading.Unusable(String reason) -> unusable.add(new Rejection(received, reason));
            }
        }
        if (!usable.isEmpty() || !unusable.isEmpty()) {
            apply(usable, unusable);
        }
    }

    /** One transaction for all; where the model fails on them, one for each, so that the one to blame is set aside alone. */
    private void apply(List<Readable> usable, List<Rejection> unusable) {
        try {
            long start = System.nanoTime();
            Optional<Applied> applied = commit(usable, unusable);
            while (applied.isEmpty()) {
                bringToToday();
                applied = commit(usable, unusable);
            }
            records.remember(applied.get().recorded());
            metrics.committed(
                    usable.size(),
                    unusable.size(),
                    applied.get().added(),
                    applied.get().cells(),
                    Duration.ofNanos(System.nanoTime() - start));
        } catch (ModelFailure failure) {
            LOG.errorf(failure, "the model failed on %d records", usable.size());
            if (usable.size() == 1) {
                Rejection rejection =
                        new Rejection(usable.getFirst().received(), "cannot be scored: " + failure.getMessage());
                apply(
                        List.of(),
                        Stream.concat(unusable.stream(), Stream.of(rejection)).toList());
            } else {
                apply(List.of(), unusable);
                usable.forEach(one -> apply(List.of(one), List.of()));
            }
        }
    }

    /** The model broke on records that could be read: a fault of ours, which must not stop the records behind it. */
    private static final class ModelFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ModelFailure(RuntimeException cause) {
            super(cause.toString(), cause);
        }
    }

    /** What a batch came to: all records there are now, how many were new, how many cells were valued for them. */
    private record Applied(RecordedEvents recorded, int added, int cells) {}

    /** Empty where scores have to be brought to the present day first; then nothing was done. */
    private Optional<Applied> commit(List<Readable> usable, List<Rejection> unusable) {
        return QuarkusTransaction.requiringNew().call(() -> {
            TakenIn takenIn = records.takeIn(usable);
            LocalDate today = LocalDate.now(clock);
            if (!takenIn.valuation().isAt(today, ScoreModel.NAME, baselineVersionOn(today))) {
                QuarkusTransaction.setRollbackOnly();
                return Optional.empty();
            }
            rejected.publish(unusable, clock.instant());
            return Optional.of(value(takenIn));
        });
    }

    private Applied value(TakenIn takenIn) {
        RecordedEvents before = takenIn.before();
        List<Readable> added = takenIn.added();
        if (added.isEmpty()) {
            return new Applied(before, 0, 0);
        }
        LocalDate day = takenIn.valuation().day();
        RecordedEvents after;
        List<Revaluation> revaluations;
        try {
            KnownEvents known = before.knownOn(day);
            after = before.and(
                    added.stream().map(Readable::record).toList(),
                    added.stream().mapToLong(Readable::position).max().orElseThrow());
            revaluations = revaluations(added, known, after.knownOn(day), day);
        } catch (RuntimeException e) {
            throw new ModelFailure(e);
        }
        scores.revalue(revaluations, day, clock.instant());
        LOG.infof("policy events recorded count=%d position=%d", added.size(), after.position());
        return new Applied(after, added.size(), revaluations.size());
    }

    /** The cells that the added records can have moved, each with those that can. */
    private List<Revaluation> revaluations(List<Readable> added, KnownEvents before, KnownEvents after, LocalDate day) {
        ScoreModel model = models.knownOn(day);
        ReachedCells reachedCells = models.reachedCellsOn(day);
        Map<Cell, List<Readable>> causes = new TreeMap<>();
        Map<String, List<Readable>> byEvent = added.stream()
                .collect(Collectors.groupingBy(one -> one.record().id(), TreeMap::new, Collectors.toList()));
        byEvent.forEach((event, itsRecords) -> {
            for (Cell cell : reachedCells.touchedBy(List.of(event), before, after)) {
                causes.computeIfAbsent(cell, untouched -> new ArrayList<>()).addAll(itsRecords);
            }
        });
        List<Revaluation> revaluations = new ArrayList<>(causes.size());
        causes.forEach((cell, itsCauses) ->
                revaluations.add(Revaluation.of(model, cell, after, day, causeOf(itsCauses), traceOf(itsCauses))));
        return revaluations;
    }

    private static Cause causeOf(List<Readable> causes) {
        Set<Cause.EventRevision> revisions = new LinkedHashSet<>();
        for (Readable cause : causes) {
            revisions.add(
                    new Cause.EventRevision(cause.record().id(), cause.record().revision()));
        }
        return new Cause.Events(List.copyOf(revisions));
    }

    private static String traceOf(List<Readable> causes) {
        return causes.getLast().received().traceparent();
    }

    /**
     * Brings all scores to the present day, one day after the other, so that what came into force and lapsed again while
     * nobody valued is published too; on each day by the model and baseline known on it.
     */
    public void bringToToday() {
        LocalDate today = LocalDate.now(clock);
        while (!valuations.isAt(today, ScoreModel.NAME, baselineVersionOn(today))) {
            QuarkusTransaction.requiringNew()
                    .timeout(LONGEST_REBUILD_SECONDS)
                    .call(() -> advance(today))
                    .ifPresent(rebuilt -> {
                        records.remember(rebuilt.recorded());
                        rebuiltUpTo = rebuilt.ends();
                    });
        }
    }

    /** One step on the way to today; what was rebuilt, if the step was that. */
    private Optional<Rebuilt> advance(LocalDate today) {
        Valuation valuation = valuations.lock();
        RecordedEvents recorded = records.upToDate();
        if (valuation.isFirst() && recorded.position() == 0) {
            Rebuilt rebuilt = rebuildScores.fromTopics();
            if (!rebuilt.isValued()) {
                advance(valuation, rebuilt.recorded(), today);
            }
            return Optional.of(rebuilt);
        }
        advance(valuation, recorded, today);
        return Optional.empty();
    }

    private void advance(Valuation valuation, RecordedEvents recorded, LocalDate today) {
        LocalDate valued = valuation.isFirst() ? today : valuation.day();
        ScoreModel model = models.knownOn(valued);
        String baselineVersion = model.baseline().version();
        if (!valuation.standsFor(ScoreModel.NAME, baselineVersion)) {
            rebaseScores.onto(model, recorded.knownOn(valued), valuation.standard(), valued, clock.instant());
            valuations.moveTo(valued, ScoreModel.NAME, baselineVersion);
        } else if (valued.isBefore(today)) {
            LocalDate day = valued.plusDays(1);
            KnownEvents known = recorded.knownOn(day);
            int changed = scores.revalue(
                            model.baseline().cells().keySet().stream()
                                    .map(cell -> turned(model, cell, known, valued, day))
                                    .toList(),
                            day,
                            clock.instant())
                    .size();
            valuations.moveTo(day, ScoreModel.NAME, baselineVersion);
            long forgotten = changes.forgetBefore(
                    clock.instant().minus(settings.changes().keep()));
            LOG.infof("day turned day=%s changed=%d forgotten=%d", day, changed, forgotten);
        }
    }

    private static Revaluation turned(ScoreModel model, Cell cell, KnownEvents known, LocalDate from, LocalDate to) {
        Exposure exposure = model.exposureFrom(cell, known, from);
        return new Revaluation(
                Valued.of(model, exposure, known.known(), to),
                DateAhead.of(exposure, to),
                new Cause.Calendar(exposure.calendar().turning(from, to)),
                "");
    }

    private String baselineVersionOn(LocalDate day) {
        return models.knownOn(day).baseline().version();
    }
}
