package org.mineralwatch.scoring.domain;

import java.time.LocalDate;

/** Calendar days (UTC) as numbers, so that spans are differences. */
final class Days {
    /** Later than any date. */
    static final int NEVER = 100_000_000;

    /** The last day that can be told: years have four digits. What would come later never comes. */
    static final int LAST = (int) LocalDate.of(9999, 12, 31).toEpochDay();

    private static final double PER_YEAR = 365.25;

    private Days() {}

    /** The number of a day. */
    static int of(LocalDate date) {
        return (int) Require.date(date, "date").toEpochDay();
    }

    static LocalDate date(int day) {
        return LocalDate.ofEpochDay(day);
    }

    /** Whole days in so many years. */
    static int inYears(double years) {
        return (int) Math.floor(PER_YEAR * years);
    }
}
