package org.mineralwatch.alert.domain;

import java.time.Instant;

/**
 * What a cell's score was from a moment on.
 *
 * @param rebase true where a new baseline brought it: what was before is on another scale
 */
public record PastScore(long sequence, Instant recordedAt, double score, boolean rebase) {
    static PastScore of(ScoreChange change) {
        return new PastScore(change.sequence(), change.recordedAt(), change.score(), change.rebase());
    }
}
