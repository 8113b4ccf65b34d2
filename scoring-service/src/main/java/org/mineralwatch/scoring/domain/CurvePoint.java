package org.mineralwatch.scoring.domain;

import java.time.LocalDate;
import java.util.List;

/**
 * A day of a curve; the score stays at its points until the next one.
 *
 * @param at the day valued (UTC)
 * @param points the score, 0 to 100
 * @param turns the dated turns of this day, in order
 * @param drifting ids of the events whose loss or cover has moved since the point before, beside those that turn; in order
 */
public record CurvePoint(LocalDate at, double points, List<Turn> turns, List<String> drifting) {
    public CurvePoint {
        turns = List.copyOf(turns);
        drifting = List.copyOf(drifting);
    }

    public Band band() {
        return Band.of(points);
    }
}
