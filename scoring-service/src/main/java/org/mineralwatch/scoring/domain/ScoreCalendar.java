package org.mineralwatch.scoring.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** The dates on which known acts turn the score of one cell, and what moves it in between. */
public final class ScoreCalendar {
    ScoreCalendar() {}

    /** Every dated turn, past and to come. Daily drift by decay, approach or ramp is none. */
    public SortedSet<Turn> turns() {
        throw new UnsupportedOperationException();
    }

    /** The first date after the given one on which a known act turns the score. */
    public Optional<LocalDate> nextChange(LocalDate after) {
        throw new UnsupportedOperationException();
    }

    /**
     * Events behind a change of the score that no record brought: those with a dated turn in the span, or if there is none
     * those that drift in it. Ids in order.
     */
    public List<String> turning(LocalDate fromExclusive, LocalDate toInclusive) {
        throw new UnsupportedOperationException();
    }
}
