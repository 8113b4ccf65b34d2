package org.mineralwatch.alert.domain;

/**
 * A level of the score that is crossed once in a direction, and then not again before the score has gone back past
 * {@code rearm}: a score that trembles on the edge crosses it once.
 *
 * @param at points, 0 to 100; reached is crossed
 * @param direction which way
 * @param rearm points, 0 to 100; at or before {@code at} as seen in the direction. Gone past, not reached, is back
 */
public record Threshold(double at, Direction direction, double rearm) implements Condition {
    /** How far the score must go back when a subscriber does not say. */
    private static final double DEFAULT_HYSTERESIS = 1;

    public Threshold {
        requirePoints("at", at);
        requirePoints("rearm", rearm);
        if (!isOnRearmSide(at, direction, rearm)) {
            throw new IllegalArgumentException("rearm: beyond the threshold: " + rearm);
        }
    }

    /** A threshold that is crossed again after the score went back by a point, or to the end of the scale. */
    public static Threshold withDefaultRearm(double at, Direction direction) {
        return switch (direction) {
            case RISING -> new Threshold(at, direction, Math.max(at - DEFAULT_HYSTERESIS, 0));
            case FALLING -> new Threshold(at, direction, Math.min(at + DEFAULT_HYSTERESIS, 100));
        };
    }

    /** True where a score that went back past {@code rearm} is no longer beyond {@code at}. */
    public static boolean isOnRearmSide(double at, Direction direction, double rearm) {
        return switch (direction) {
            case RISING -> rearm <= at;
            case FALLING -> rearm >= at;
        };
    }

    /** True at the threshold and beyond it. */
    public boolean isBeyond(double score) {
        return switch (direction) {
            case RISING -> score >= at;
            case FALLING -> score <= at;
        };
    }

    /** True where a score has gone back far enough for the next crossing to count. */
    public boolean isBack(double score) {
        return switch (direction) {
            case RISING -> score < rearm;
            case FALLING -> score > rearm;
        };
    }

    /** False where every score is beyond, or none is back, so that it fires once for a cell at the most. */
    public boolean canFireAgain() {
        return switch (direction) {
            case RISING -> rearm > 0;
            case FALLING -> rearm < 100;
        };
    }

    /** What a score does to the threshold: the only place that decides it. */
    public Turn turn(boolean armed, double score) {
        if (armed) {
            return isBeyond(score) ? Turn.CROSSED : Turn.UNMOVED;
        }
        return isBack(score) ? Turn.REARMED : Turn.UNMOVED;
    }

    /** What became of a threshold when a score moved. */
    public enum Turn {
        /** It was armed, and is not any more. */
        CROSSED,
        /** It was not armed, and is again. */
        REARMED,
        UNMOVED
    }

    private static void requirePoints(String member, double value) {
        if (!(value >= 0 && value <= 100)) {
            throw new IllegalArgumentException(member + ": not within 0 to 100: " + value);
        }
    }
}
