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
     * The score of a cell on the day before and on the day, with all that happens on it.
     *
     * @param before points on the day before, 0 to 100
     * @param after points on the day, 0 to 100
     * @param alsoTurnedBy ids of other acts that turn the cell on the same day, in order
     */
    public record Move(Cell cell, double before, double after, List<String> alsoTurnedBy) {
        static final Comparator<Move> LARGEST_FIRST = Comparator.comparingDouble((Move move) -> Math.abs(move.change()))
                .reversed()
                .thenComparing(Move::cell);

        public Move {
            alsoTurnedBy = List.copyOf(alsoTurnedBy);
        }

        public double change() {
            return after - before;
        }
    }

    /** Points, without their sign. */
    double largestMove() {
        return Math.abs(moves.getFirst().change());
    }
}
