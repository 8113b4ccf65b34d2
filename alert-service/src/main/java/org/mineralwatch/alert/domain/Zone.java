package org.mineralwatch.alert.domain;

import java.time.Duration;

/**
 * A part of the scale that a score enters once, and not again before it has gone back: what thresholds and bands come down
 * to, so that a move finds what it crosses by searching sorted numbers.
 *
 * @param at where it begins, seen in the direction of the shape; a band's lower edge
 * @param rearm gone past, not reached, the score is back; of a band below it
 * @param upTo a band's upper edge, which is not in it; nothing to the other shapes
 * @param rearmUpTo gone past, the score has left a band above it; nothing to the other shapes
 * @param hold for so long it must be in the zone before that counts; zero at once
 * @param worsening by so many points it must go further to count again; zero never
 */
public record Zone(
        Shape shape, double at, double rearm, double upTo, double rearmUpTo, Duration hold, double worsening) {

    /** Which scores are in it. */
    public enum Shape {
        /** Those at its edge and above. */
        RISING,
        /** Those at its edge and below. */
        FALLING,
        /** Those between two edges. */
        BAND
    }

    static Zone of(Threshold threshold) {
        return new Zone(
                switch (threshold.direction()) {
                    case RISING -> Shape.RISING;
                    case FALLING -> Shape.FALLING;
                },
                threshold.at(),
                threshold.rearm(),
                0,
                0,
                threshold.hold(),
                threshold.worsening());
    }

    static Zone of(Band band, double rearm) {
        return new Zone(
                Shape.BAND, band.from(), band.from() - rearm, band.upTo(), band.upTo() + rearm, Duration.ZERO, 0);
    }

    /** True for a score in the zone. */
    public boolean contains(double score) {
        return switch (shape) {
            case RISING -> score >= at;
            case FALLING -> score <= at;
            case BAND -> score >= at && score < upTo;
        };
    }

    /** True where a score has gone back far enough for the next entry to count. */
    public boolean isBack(double score) {
        return switch (shape) {
            case RISING -> score < rearm;
            case FALLING -> score > rearm;
            case BAND -> score < rearm || score > rearmUpTo;
        };
    }

    /** The level at which a score that was told of here is told of again; not a number where it never is. */
    double worseThan(double told) {
        if (worsening == 0) {
            return Double.NaN;
        }
        return switch (shape) {
            case RISING -> told + worsening;
            case FALLING -> told - worsening;
            case BAND -> Double.NaN;
        };
    }

    /** True at a level of {@link #worseThan} and beyond it. */
    boolean reaches(double score, double worseAt) {
        return switch (shape) {
            case RISING -> score >= worseAt;
            case FALLING -> score <= worseAt;
            case BAND -> false;
        };
    }
}
