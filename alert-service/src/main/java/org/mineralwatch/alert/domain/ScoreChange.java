package org.mineralwatch.alert.domain;

import java.time.Instant;
import java.util.List;

/**
 * A cell's new score, as far as alerts are decided by it.
 *
 * @param sequence one more for each change of the cell
 * @param recordedAt the moment the change was stored where it was computed
 * @param score points, 0 to 100
 * @param rebase true when the baseline or the model changed and nothing happened in the world
 * @param ahead the dates to come on which known acts turn it, in order
 * @param causes the events behind it, each with the revision where a record brought it
 * @param document the change in full, for those who are told of it: JSON as received
 * @param traceparent W3C trace context it came with; empty when there was none
 */
public record ScoreChange(
        Cell cell,
        long sequence,
        Instant recordedAt,
        double score,
        boolean rebase,
        List<DateAhead> ahead,
        List<CausingEvent> causes,
        String document,
        String traceparent)
        implements Occasion {

    public ScoreChange {
        ahead = List.copyOf(ahead);
        causes = List.copyOf(causes);
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

    @Override
    public List<String> cells() {
        return List.of(subject());
    }
}
