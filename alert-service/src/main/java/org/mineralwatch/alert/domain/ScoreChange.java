package org.mineralwatch.alert.domain;

import java.time.Instant;

/**
 * A cell's new score, as far as alerts are decided by it.
 *
 * @param sequence one more for each change of the cell
 * @param recordedAt the moment the change was stored where it was computed
 * @param score points, 0 to 100
 * @param rebase true when the baseline or the model changed and nothing happened in the world
 * @param document the change in full, for those who are told of it: JSON as received
 * @param traceparent W3C trace context it came with; empty when there was none
 */
public record ScoreChange(
        Cell cell, long sequence, Instant recordedAt, double score, boolean rebase, String document, String traceparent)
        implements Occasion {

    public ScoreChange {
        if (sequence < 1) {
            throw new IllegalArgumentException("sequence: below 1: " + sequence);
        }
        if (!(score >= 0 && score <= 100)) {
            throw new IllegalArgumentException("score: not within 0 to 100: " + score);
        }
    }

    @Override
    public String subject() {
        return cell.toString();
    }
}
