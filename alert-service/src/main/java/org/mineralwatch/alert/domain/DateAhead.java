package org.mineralwatch.alert.domain;

import java.time.LocalDate;
import java.util.List;

/**
 * A date to come on which known acts turn the score of a cell.
 *
 * @param at the first day on which it is so (UTC)
 * @param before points on the day before, 0 to 100
 * @param after points on the day, 0 to 100
 * @param events ids of the acts whose dates it is, in order
 */
public record DateAhead(LocalDate at, double before, double after, List<String> events) {
    public DateAhead {
        events = List.copyOf(events);
    }
}
