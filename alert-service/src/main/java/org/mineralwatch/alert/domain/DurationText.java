package org.mineralwatch.alert.domain;

import java.time.Duration;

/** Writes durations as people do: whole days as days, where {@link Duration} itself writes hours. */
public final class DurationText {
    private DurationText() {}

    /** As ISO 8601 has it: {@code P7D}, {@code PT6H}. */
    public static String of(Duration duration) {
        return !duration.isZero() && duration.equals(Duration.ofDays(duration.toDays()))
                ? "P" + duration.toDays() + "D"
                : duration.toString();
    }
}
