package org.mineralwatch.scoring.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What one event does to cells on a day.
 *
 * @param event id of the event
 * @param cells those that it moves, the largest move first
 */
public record Impact(String event, LocalDate at, List<OnCell> cells) {
    public Impact {
        cells = List.copyOf(cells);
    }

    /**
     * What the event does to a cell. The points are its part in the sum that is the score: what it brings on average over
     * all orders in which the events could have come. The counterfactual is another number: the score as it would be had
     * the event never been, everything else the same. With it falls what it ends, supersedes or suspends: that is back in
     * force.
     *
     * @param points as the score counts them by event
     * @param heldBack points that it holds back as a suspension
     * @param score points, 0 to 100
     * @param without points if the event had not happened, 0 to 100
     */
    public record OnCell(Cell cell, double points, double heldBack, double score, double without) {
        static final Comparator<OnCell> LARGEST_FIRST = Comparator.comparingDouble(
                        (OnCell one) -> Math.max(Math.abs(one.change()), Math.abs(one.points())))
                .reversed()
                .thenComparing(OnCell::cell);

        /** What the event changes, in points. */
        public double change() {
            return score - without;
        }

        private boolean isMoved() {
            return change() != 0.0 || points != 0.0;
        }
    }

    /**
     * The impact of an event that counts.
     *
     * @param fits cells to look at
     */
    public static Impact of(
            String event,
            ScoreModel model,
            ReachedCells reached,
            KnownEvents known,
            LocalDate at,
            Predicate<Cell> fits) {
        KnownEvents without = known.without(Set.of(event));
        List<OnCell> cells = new ArrayList<>();
        for (Cell cell : reached.touchedBy(Set.of(event), without, known)) {
            if (fits.test(cell)) {
                Score score = model.score(cell, known, at);
                OnCell one = new OnCell(
                        cell,
                        score.byEvent().getOrDefault(event, 0.0),
                        score.heldBack().getOrDefault(event, 0.0),
                        score.points(),
                        model.exposure(cell, without).pointsAt(at));
                if (one.isMoved()) {
                    cells.add(one);
                }
            }
        }
        cells.sort(OnCell.LARGEST_FIRST);
        return new Impact(event, at, cells);
    }
}
