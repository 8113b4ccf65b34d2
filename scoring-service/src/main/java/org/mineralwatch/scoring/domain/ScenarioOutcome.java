package org.mineralwatch.scoring.domain;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;

/**
 * What a scenario changes.
 *
 * @param compared how many cells could have moved and were compared
 * @param moved those that did, the largest move first
 */
public record ScenarioOutcome(int compared, List<MovedCell> moved) {
    public ScenarioOutcome {
        moved = List.copyOf(moved);
    }

    /**
     * A cell that moves, taken apart on the day of its largest move; of equal ones the first.
     *
     * @param day of the largest move (UTC)
     * @param before score on that day without the scenario
     * @param after score on that day with it
     * @param structural points of the change that other shares of supply bring
     * @param byEvent points of the change by event; with {@code structural} they add to it
     * @param alternatives who else could supply, what is cheapest in risk first, with the scenario
     * @param course the compared days on which the scenario makes a difference, in order
     */
    public record MovedCell(
            LocalDate day,
            Score before,
            Score after,
            double structural,
            SortedMap<String, Double> byEvent,
            List<Alternative> alternatives,
            List<Step> course) {
        static final Comparator<MovedCell> LARGEST_FIRST = Comparator.comparingDouble(
                        (MovedCell cell) -> Math.abs(cell.change()))
                .reversed()
                .thenComparing(MovedCell::cell);

        public MovedCell {
            byEvent = Require.sorted(byEvent);
            alternatives = List.copyOf(alternatives);
            course = List.copyOf(course);
        }

        public Cell cell() {
            return after.cell();
        }

        /** Points, on the day of the largest move. */
        public double change() {
            return after.points() - before.points();
        }
    }

    /**
     * A day compared.
     *
     * @param before points without the scenario
     * @param after points with it
     */
    public record Step(LocalDate at, double before, double after) {
        public double change() {
            return after - before;
        }
    }
}
