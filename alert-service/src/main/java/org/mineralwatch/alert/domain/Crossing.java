package org.mineralwatch.alert.domain;

import java.time.Instant;
import java.util.Optional;

/** A change of score that passed a threshold. */
public record Crossing(WatchedThreshold watched, ScoreChange change) {

    /**
     * What the subscriber is told of a cell that had been seen when the subscription began. A change from before the
     * subscription that is only read now found the score beyond when the subscription began; a new baseline is no news,
     * whenever it was recorded.
     *
     * @param followsFrom what was recorded before is history to the subscription
     */
    public Optional<Firing> told(Instant followsFrom) {
        if (change.rebase()) {
            return Optional.empty();
        }
        return Optional.of(isBefore(followsFrom) ? standing() : firing(AlertType.RAISED));
    }

    /**
     * What the subscriber is told of a cell that had not been seen when the subscription began, so that nobody could look
     * then: what was recorded before stood already, a new baseline as well.
     *
     * @param followsFrom what was recorded before is history to the subscription
     */
    public Optional<Firing> toldAtFirstSight(Instant followsFrom) {
        return isBefore(followsFrom) ? Optional.of(standing()) : told(followsFrom);
    }

    /** What the subscriber is told of a score that is beyond as the subscription begins. */
    public Firing standing() {
        return firing(AlertType.STANDING);
    }

    private boolean isBefore(Instant followsFrom) {
        return change.recordedAt().isBefore(followsFrom);
    }

    private Firing firing(AlertType type) {
        return new Firing(watched.subscription(), watched.ordinal(), watched.threshold(), type, change);
    }
}
