package org.mineralwatch.ingest.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * How much of a rate is left: a bucket that fills with time and holds one second's worth. Immutable.
 *
 * @param perSecond events a second, 1 or more
 * @param left events that may come at once; below 0 what was taken in advance
 * @param at when so much was left
 */
public record Allowance(int perSecond, double left, Instant at) {
    private static final double NANOS = 1e9;

    public Allowance {
        if (perSecond < 1) {
            throw new IllegalArgumentException("perSecond: " + perSecond);
        }
    }

    /** Unused so far. */
    public static Allowance of(int perSecond, Instant now) {
        return new Allowance(perSecond, perSecond, now);
    }

    /** What came of asking for some. */
    public sealed interface Answer {
        /** Take them; so much is left. */
        record Granted(Allowance left) implements Answer {}

        /** Come again after this time. */
        record Later(Duration after) implements Answer {}
    }

    /**
     * Asks for some events. More than a second's worth is granted to one who waited until the bucket was full, and makes the next
     * wait the longer.
     */
    public Answer take(int events, Instant now) {
        double filled = filledAt(now);
        double needed = Math.min(events, perSecond);
        if (filled >= needed) {
            return new Answer.Granted(new Allowance(perSecond, filled - events, now.isAfter(at) ? now : at));
        }
        return new Answer.Later(Duration.ofNanos((long) Math.ceil((needed - filled) / perSecond * NANOS)));
    }

    /** Clocks step back now and then: that gives nothing and takes nothing. */
    private double filledAt(Instant now) {
        double passed = Math.max(0, Duration.between(at, now).toNanos() / NANOS);
        return Math.min(perSecond, left + passed * perSecond);
    }
}
