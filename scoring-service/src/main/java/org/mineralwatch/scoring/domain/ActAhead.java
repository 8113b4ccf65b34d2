package org.mineralwatch.scoring.domain;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;

/**
 * What a known act does on a date to come.
 *
 * @param date the first day on which it is so: of a lapse, the day after the last in force (UTC)
 * @param event id of the act
 * @param kinds what happens
 * @param moves the cells that it turns, the largest move first; at least one
 */
public record ActAhead(LocalDate date, String event, SortedSet<Turn.Kind> kinds, List<Move> moves) {
    /** By date, then the act with the largest move first. */
    static final Comparator<ActAhead> ORDER = Comparator.comparing(ActAhead::date)
            .thenComparing(Comparator.comparingDouble(ActAhead::largestMove).reversed())
            .thenComparing(ActAhead::event);

    public ActAhead {
        kinds = Require.sorted(kinds);
        moves = List.copyOf(moves);
    }

    /**
     * The score of a cell on the day before and on the day, with all that happens on it, and this act's part in that: the
     * parts of all acts of the day and the drift add to the change.
     *
     * @param before points on the day before, 0 to 100
     * @param after points on the day, 0 to 100
     * @param part points of the change that this act brings
     * @param drift points of the change that no act of the day brings
     * @param alsoTurnedBy ids of other acts that turn the cell on the same day, in order
     */
    public record Move(Cell cell, double before, double after, double part, double drift, List<String> alsoTurnedBy) {
        static final Comparator<Move> LARGEST_FIRST = Comparator.comparingDouble((Move move) -> Math.abs(move.part()))
                .reversed()
                .thenComparing(Move::cell);

        public Move {
            alsoTurnedBy = List.copyOf(alsoTurnedBy);
        }

        /** Of the day as a whole, in points. */
        public double change() {
            return after - before;
        }
    }

    /** The act's own part, in points without their sign. */
    double largestMove() {
        return Math.abs(moves.getFirst().part());
    }
}
