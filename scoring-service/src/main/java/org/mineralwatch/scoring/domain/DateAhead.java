package org.mineralwatch.scoring.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A date to come on which known acts turn the score of a cell.
 *
 * @param at the first day on which it is so (UTC)
 * @param before points on the day before, 0 to 100
 * @param after points on the day, 0 to 100
 * @param events ids of the acts whose dates it is, in order
 */
public record DateAhead(LocalDate at, double before, double after, List<String> events) {
    /** How far ahead dates are told with a score: longer than a year, so that an anniversary is among them. */
    public static final int DAYS_TOLD = 400;

    public DateAhead {
        events = List.copyOf(events);
    }

    /** The dates after a day, up to {@link #DAYS_TOLD} from it, in order; in the light of what the exposure knows. */
    public static List<DateAhead> of(Exposure exposure, LocalDate today) {
        return between(exposure, today, today.plusDays(DAYS_TOLD));
    }

    /** The dates after a day, up to another, in order; in the light of what the exposure knows. */
    static List<DateAhead> between(Exposure exposure, LocalDate after, LocalDate last) {
        SortedMap<LocalDate, SortedSet<String>> events = new TreeMap<>();
        for (Turn turn : exposure.calendar().turns()) {
            if (turn.date().isAfter(after) && !turn.date().isAfter(last)) {
                events.computeIfAbsent(turn.date(), _ -> new TreeSet<>()).add(turn.event());
            }
        }
        List<DateAhead> ahead = new ArrayList<>(events.size());
        events.forEach((date, acts) -> ahead.add(
                new DateAhead(date, exposure.pointsAt(date.minusDays(1)), exposure.pointsAt(date), List.copyOf(acts))));
        return ahead;
    }
}
