package org.mineralwatch.scoring.inbound;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.rest.Query;
import org.mineralwatch.scoring.domain.Baseline;

/**
 * Reads the two kinds of day that scores are asked for, and blames those that cannot be answered.
 *
 * @param validity days that the baseline may be used for
 */
record DayParameters(Query query, LocalDate today, Baseline.Span validity) {

    /** A day valued: within the years of the baseline. */
    Optional<LocalDate> valued(String name, @Nullable String value) {
        return query.date(name, value).filter(day -> {
            boolean sound = validity.contains(day);
            if (!sound) {
                query.blame(name, beyond(day, validity));
            }
            return sound;
        });
    }

    /** A day of knowledge: today or before. */
    Optional<LocalDate> known(String name, @Nullable String value) {
        Optional<LocalDate> day = query.date(name, value);
        day.filter(today::isBefore).ifPresent(ahead -> query.blame(name, ahead(ahead, today)));
        return day;
    }

    /** Why a day cannot be valued. */
    static String beyond(LocalDate day, Baseline.Span validity) {
        return day + " lies outside the baseline's years: its figures are of " + validity.oldestFigures() + " to "
                + validity.newestFigures() + ", and scores are given from " + validity.first() + " to "
                + validity.last();
    }

    /** Why a day cannot be one of knowledge. */
    static String ahead(LocalDate day, LocalDate today) {
        return day + " lies ahead: what will be known by then is not known yet; today is " + today
                + ". To look ahead, set the day valued";
    }
}
