package org.mineralwatch.alert.domain;

import java.time.Instant;
import java.util.List;

/**
 * A score that has moved far within a while.
 *
 * @param change that made it far enough
 * @param from points, the furthest from the new score
 * @param fromAt since when the score had been there
 */
public record Movement(ScoreChange change, double from, Instant fromAt) implements Occasion {
    @Override
    public String subject() {
        return change.subject();
    }

    @Override
    public String traceparent() {
        return change.traceparent();
    }

    @Override
    public List<CausingEvent> causes() {
        return change.causes();
    }

    @Override
    public List<String> cells() {
        return List.of(subject());
    }
}
