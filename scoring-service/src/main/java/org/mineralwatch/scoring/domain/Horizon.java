package org.mineralwatch.scoring.domain;

import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** The days on which two courses of a score are compared. */
public sealed interface Horizon {

    /** The days, in order, on which a cell is compared. */
    SortedSet<LocalDate> days(Exposure before, Exposure after);

    /** Days that somebody names. */
    record Named(SortedSet<LocalDate> days) implements Horizon {
        public Named {
            days = Collections.unmodifiableSortedSet(new TreeSet<>(days));
            Require.that(!days.isEmpty(), "days", days);
        }

        @Override
        public SortedSet<LocalDate> days(Exposure before, Exposure after) {
            return days;
        }
    }

    /**
     * The first and the last day of a stretch, and every day between on which a dated act turns either course.
     *
     * @param to not before {@code from}
     */
    record Turns(LocalDate from, LocalDate to) implements Horizon {
        public Turns {
            Require.that(!to.isBefore(from), "to", to);
        }

        @Override
        public SortedSet<LocalDate> days(Exposure before, Exposure after) {
            SortedSet<LocalDate> days = new TreeSet<>();
            days.add(from);
            days.add(to);
            addTurns(before.calendar(), days);
            addTurns(after.calendar(), days);
            return days;
        }

        private void addTurns(ScoreCalendar calendar, SortedSet<LocalDate> days) {
            for (Turn turn : calendar.turns()) {
                if (turn.date().isAfter(from) && turn.date().isBefore(to)) {
                    days.add(turn.date());
                }
            }
        }
    }
}
