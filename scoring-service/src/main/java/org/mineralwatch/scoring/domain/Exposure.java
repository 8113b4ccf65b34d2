package org.mineralwatch.scoring.domain;

import java.time.LocalDate;

/** What known events do to one cell: every restriction and alternative supply that reaches it, with their dates. */
public final class Exposure {
    Exposure() {}

    public Score scoreAt(LocalDate at) {
        throw new UnsupportedOperationException();
    }

    /** The score alone, in points, without what it is made of. */
    public double pointsAt(LocalDate at) {
        throw new UnsupportedOperationException();
    }

    public ScoreCalendar calendar() {
        throw new UnsupportedOperationException();
    }
}
