package org.mineralwatch.alert.domain;

import java.util.UUID;

/**
 * A subscription's threshold on one cell.
 *
 * @param ordinal place of the condition in its subscription, from 0
 * @param armed false from a crossing until the score has gone back
 */
public record WatchedThreshold(UUID subscription, int ordinal, Cell cell, Threshold threshold, boolean armed) {

    /** What a score does to it. */
    public Threshold.Turn turn(double score) {
        return threshold.turn(armed, score);
    }

    /** As it is after a turn. */
    public WatchedThreshold after(Threshold.Turn turn) {
        return switch (turn) {
            case CROSSED -> new WatchedThreshold(subscription, ordinal, cell, threshold, false);
            case REARMED -> new WatchedThreshold(subscription, ordinal, cell, threshold, true);
            case UNMOVED -> this;
        };
    }
}
