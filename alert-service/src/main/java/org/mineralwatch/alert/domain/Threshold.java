package org.mineralwatch.alert.domain;

import java.time.Duration;

/**
 * A level of the score that is crossed once in a direction, and then not again before the score has gone back past
 * {@code rearm}: a score that trembles on the edge crosses it once.
 *
 * @param at points, 0 to 100; reached is crossed
 * @param direction which way
 * @param rearm points, 0 to 100; at or before {@code at} as seen in the direction. Gone past, not reached, is back
 * @param hold for so long the score must stay at {@code at} or beyond before the crossing counts; zero at once
 * @param worsening by so many points the score must go further to be told again; zero never
 * @param tellsCleared whether it is told when the score has gone back
 */
public record Threshold(
        double at, Direction direction, double rearm, Duration hold, double worsening, boolean tellsCleared)
        implements Condition {
    /** The longest a score can be asked to stay beyond. */
    public static final Duration LONGEST_HOLD = Duration.ofDays(90);

    /** How far the score must go back when a subscriber does not say. */
    private static final double DEFAULT_HYSTERESIS = 1;

    public Threshold {
        requirePoints("at", at);
        requirePoints("rearm", rearm);
        if (!isOnRearmSide(at, direction, rearm)) {
            throw new IllegalArgumentException("rearm: beyond the threshold: " + rearm);
        }
        if (hold.isNegative() || hold.compareTo(LONGEST_HOLD) > 0) {
            throw new IllegalArgumentException("hold: not within 0 to " + LONGEST_HOLD + ": " + hold);
        }
        requirePoints("worsening", worsening);
    }

    /** A threshold that counts at once, and again only after the score has gone back. */
    public Threshold(double at, Direction direction, double rearm) {
        this(at, direction, rearm, Duration.ZERO, 0, true);
    }

    /** A threshold that is crossed again after the score went back by a point, or to the end of the scale. */
    public static Threshold withDefaultRearm(double at, Direction direction) {
        return new Threshold(at, direction, defaultRearm(at, direction));
    }

    /** A point short of the threshold, or the end of the scale. */
    public static double defaultRearm(double at, Direction direction) {
        return switch (direction) {
            case RISING -> Math.max(at - DEFAULT_HYSTERESIS, 0);
            case FALLING -> Math.min(at + DEFAULT_HYSTERESIS, 100);
        };
    }

    /** True where a score that went back past {@code rearm} is no longer beyond {@code at}. */
    public static boolean isOnRearmSide(double at, Direction direction, double rearm) {
        return switch (direction) {
            case RISING -> rearm <= at;
            case FALLING -> rearm >= at;
        };
    }

    /** False where every score is beyond, or none is back, so that it fires once for a cell at the most. */
    public boolean canFireAgain() {
        return switch (direction) {
            case RISING -> rearm > 0;
            case FALLING -> rearm < 100;
        };
    }

    /** False where the score would have to go further than the scale does before it is told again. */
    public boolean canWorsen() {
        return switch (direction) {
            case RISING -> at + worsening <= 100;
            case FALLING -> at - worsening >= 0;
        };
    }

    private static void requirePoints(String member, double value) {
        if (!(value >= 0 && value <= 100)) {
            throw new IllegalArgumentException(member + ": not within 0 to 100: " + value);
        }
    }
}
