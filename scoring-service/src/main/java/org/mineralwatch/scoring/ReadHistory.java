package org.mineralwatch.scoring;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.mineralwatch.scoring.ReadScores.Span;
import org.mineralwatch.scoring.domain.Cell;
import org.mineralwatch.scoring.domain.ScoreHistory;
import org.mineralwatch.scoring.domain.ScoreHistory.Step;
import org.mineralwatch.scoring.domain.ScoreModels;
import org.mineralwatch.scoring.outbound.PolicyEventRecordStore;
import org.mineralwatch.scoring.outbound.ScoreHistoryLines;
import org.mineralwatch.scoring.outbound.ScoreStore.Revaluation;

/**
 * What would have been published in a stretch of days had scores been valued on each of them, from the records stored by
 * now. Computed as it is read; nothing is stored.
 */
@ApplicationScoped
public class ReadHistory {
    private final ScoreModels models;
    private final PolicyEventRecordStore records;
    private final ScoreHistoryLines lines;
    private final Clock clock;

    ReadHistory(ScoreModels models, PolicyEventRecordStore records, ScoreHistoryLines lines, Clock clock) {
        this.models = models;
        this.records = records;
        this.lines = lines;
        this.clock = clock;
    }

    /**
     * The changes of every cell that fits, day by day, each as a body of {@code dependency-scores.v1}; within a day in the
     * order of cells. The first day has the standing of each cell.
     */
    public Iterator<List<byte[]>> days(Predicate<Cell> fits, Span span) {
        return new Days(
                new ScoreHistory(models, records.upToDate(), fits, span.from(), span.to(), LocalDate.now(clock)));
    }

    /** What was told last of a cell. */
    private record Told(long sequence, Revaluation score) {}

    private final class Days implements Iterator<List<byte[]>> {
        private final ScoreHistory history;
        private final Map<Cell, Told> told = new HashMap<>();

        Days(ScoreHistory history) {
            this.history = history;
        }

        @Override
        public boolean hasNext() {
            return history.hasNext();
        }

        @Override
        public List<byte[]> next() {
            List<byte[]> changes = new ArrayList<>();
            for (Step step : history.next()) {
                Optional<Told> before = Optional.ofNullable(told.get(step.cell()));
                Revaluation score = revaluation(step);
                if (before.isEmpty() || lines.differ(before.get().score(), score)) {
                    Revaluation caused = step.withoutNews()
                            .map(Days::revaluation)
                            .filter(unmoved -> !lines.differ(unmoved, score))
                            .orElse(score);
                    long sequence = before.map(Told::sequence).orElse(0L) + 1;
                    changes.add(lines.line(caused, sequence, before.map(Told::score)));
                    told.put(step.cell(), new Told(sequence, caused));
                }
            }
            return changes;
        }

        private static Revaluation revaluation(Step step) {
            return new Revaluation(step.valued(), step.ahead(), step.cause(), "");
        }
    }
}
