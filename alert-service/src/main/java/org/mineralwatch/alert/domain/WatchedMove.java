package org.mineralwatch.alert.domain;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A subscription's condition on how far one cell moves.
 *
 * @param ordinal place of the condition in its subscription, from 0
 * @param since sequence of the first change whose score counts: that with which it began, or that was told last
 */
public record WatchedMove(UUID subscription, int ordinal, Cell cell, Move move, long since) {

    /** As it goes on from a change. */
    public WatchedMove from(long sequence) {
        return new WatchedMove(subscription, ordinal, cell, move, sequence);
    }

    /**
     * How far a change has moved the score, if that is far enough and the way that counts.
     *
     * @param past the scores of the cell, in order, up to the one before the change
     */
    Optional<Movement> movedBy(ScoreChange change, List<PastScore> past) {
        if (change.rebase()) {
            return Optional.empty();
        }
        PastScore furthest = null;
        for (int i = past.size() - 1; i >= 0; i--) {
            PastScore from = past.get(i);
            if (from.sequence() < since) {
                break;
            }
            if (counts(change.score() - from.score())
                    && (furthest == null
                            || Math.abs(change.score() - from.score()) > Math.abs(change.score() - furthest.score()))) {
                furthest = from;
            }
            // What held as the window began still counts, what was before does not; nor does another scale.
            if (from.rebase() || !from.recordedAt().isAfter(change.recordedAt().minus(move.within()))) {
                break;
            }
        }
        return Optional.ofNullable(furthest).map(from -> new Movement(change, from.score(), from.recordedAt()));
    }

    private boolean counts(double moved) {
        return Math.abs(moved) >= move.points()
                && move.directions().contains(moved > 0 ? Direction.RISING : Direction.FALLING);
    }
}
