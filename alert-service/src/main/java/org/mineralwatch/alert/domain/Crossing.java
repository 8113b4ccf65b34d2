package org.mineralwatch.alert.domain;

import java.time.Instant;
import java.util.Optional;

/** A change of score that passed a threshold. */
public record Crossing(WatchedThreshold watched, ScoreChange change) {

    /**
     * What the subscriber is told. A change from before the subscription that is only read now found the score beyond when
     * the subscription began; a new baseline is no news.
     *
     * @param followsFrom what was recorded before is history to the subscription
     */
    public Optional<Firing> told(Instant followsFrom) {
        if (change.recordedAt().isBefore(followsFrom)) {
            return Optional.of(standing());
        }
        return change.rebase() ? Optional.empty() : Optional.of(firing(AlertType.RAISED));
    }

    /** What the subscriber is told of a score that is beyond as the subscription begins. */
    public Firing standing() {
        return firing(AlertType.STANDING);
    }

    private Firing firing(AlertType type) {
        return new Firing(watched.subscription(), watched.ordinal(), watched.threshold(), type, change);
    }
}
