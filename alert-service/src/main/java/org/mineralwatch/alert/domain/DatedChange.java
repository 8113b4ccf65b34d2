package org.mineralwatch.alert.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * A dated change ahead that would cross a threshold, told so long before.
 *
 * @param before how long before the date (UTC), the longest first; each is told once
 * @param threshold which threshold; empty for all those of the subscription
 */
public record DatedChange(List<Period> before, Optional<Threshold> threshold) implements Condition {
    /** Dates are known so long ahead. */
    public static final Period LONGEST = Period.ofDays(400);

    /** Any day will do to compare periods by: none of them is as long as the months differ. */
    private static final LocalDate SOME_DAY = LocalDate.of(2026, 1, 1);

    public DatedChange {
        before = before.stream()
                .distinct()
                .sorted((one, other) -> SOME_DAY.plus(other).compareTo(SOME_DAY.plus(one)))
                .toList();
        if (before.isEmpty()) {
            throw new IllegalArgumentException("before: none");
        }
        before.forEach(period -> {
            if (!isWithinReach(period)) {
                throw new IllegalArgumentException("before: not within P1D to " + LONGEST + ": " + period);
            }
        });
    }

    /** True for a day at least, and no longer than dates are known ahead. */
    public static boolean isWithinReach(Period period) {
        LocalDate from = SOME_DAY.plus(period);
        return from.isAfter(SOME_DAY) && !from.isAfter(SOME_DAY.plus(LONGEST));
    }

    /** The period told of last before a moment, if the moment of any has come. */
    Optional<Period> toldBy(LocalDate date, Instant now) {
        return before.stream()
                .filter(period -> !moment(date, period).isAfter(now))
                .reduce((_, later) -> later);
    }

    /** When the next is told, or the date itself where none is left. */
    Instant nextAfter(LocalDate date, Instant now) {
        return before.stream()
                .map(period -> moment(date, period))
                .filter(now::isBefore)
                .findFirst()
                .orElse(start(date));
    }

    private static Instant moment(LocalDate date, Period period) {
        return start(date.minus(period));
    }

    static Instant start(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
