package org.mineralwatch.scoring.domain;

import java.time.LocalDate;
import java.util.Comparator;

/**
 * A date on which a known act turns the score of a cell.
 *
 * @param event whose date it is
 * @param subject the event whose effect turns; other than {@code event} when that one ends or suspends it
 */
public record Turn(LocalDate date, String event, Kind kind, String subject) implements Comparable<Turn> {
    private static final Comparator<Turn> ORDER = Comparator.comparing(Turn::date)
            .thenComparing(Turn::event)
            .thenComparing(Turn::kind)
            .thenComparing(Turn::subject);

    /** What happens on the date. */
    public enum Kind {
        ANNOUNCED,
        ENTERS_INTO_FORCE,
        /** A new licensing regime starts to work off its queue. */
        HOLD_ENDS,
        SUSPENSION_BEGINS,
        SUSPENSION_LAPSES,
        /** First day of alternative supply. */
        RAMP_STARTS,
        /** Alternative supply is complete. */
        RAMP_ENDS,
        /** The day after the last in force, by its own terms. */
        LAPSES,
        /** Ended or superseded by another event. */
        ENDED
    }

    @Override
    public int compareTo(Turn other) {
        return ORDER.compare(this, other);
    }
}
