package org.mineralwatch.localstack.cli;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.mineralwatch.localstack.StackException;

/** Reads scores from the public REST of the scoring service. */
final class Scores {

    private static final int PAGE = 500;
    private static final int SIDE_BY_SIDE = 4;

    private final Rest scoring;

    Scores(Rest scoring) {
        this.scoring = scoring;
    }

    /** Every cell of a consumer at present, the highest score first. */
    List<CellScore> of(String consumer) {
        var scores = new ArrayList<CellScore>();
        var cursor = "";
        do {
            var page = scoring.read("/v1/scores?consumer=%s&limit=%d%s".formatted(consumer, PAGE, cursor));
            page.path("items").forEach(item -> scores.add(CellScore.of(item)));
            cursor = page.has("next")
                    ? "&cursor=" + Rest.escaped(page.path("next").asText())
                    : "";
        } while (!cursor.isEmpty());
        return scores;
    }

    /** What known acts will do to these cells up to a date, by date, the largest move first. */
    List<DatedChange> changes(List<CellScore> present, LocalDate until) {
        try (var threads = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
            var asked = threads.invokeAll(present.stream()
                    .map(cell -> (Callable<List<DatedChange>>) () -> changes(cell, until))
                    .toList());
            return asked.stream()
                    .flatMap(one -> done(one).stream())
                    .sorted(Comparator.comparing(
                                    (DatedChange change) -> change.after().at())
                            .thenComparing(change -> change.act().toString())
                            .thenComparingDouble(change -> -Math.abs(change.points()))
                            .thenComparing(change -> change.after().cell()))
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while scores were read", e);
        }
    }

    private List<DatedChange> changes(CellScore present, LocalDate until) {
        var changes = new ArrayList<DatedChange>();
        for (var next = present.nextChange(); next.isPresent() && !next.get().isAfter(until); ) {
            var before = at(present.cell(), next.get().minusDays(1));
            var after = at(present.cell(), next.get());
            changes.add(new DatedChange(before, after));
            next = after.nextChange();
        }
        return changes;
    }

    private CellScore at(String cell, LocalDate date) {
        return CellScore.of(scoring.read("/v1/scores/%s?at=%s".formatted(cell, date)));
    }

    private static <T> T done(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StackException reason
                    ? reason
                    : new StackException("scores cannot be read: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while scores were read", e);
        }
    }
}
