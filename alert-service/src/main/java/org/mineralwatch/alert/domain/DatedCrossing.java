package org.mineralwatch.alert.domain;

import java.time.Period;
import java.util.List;

/**
 * A date to come on which a score would cross a threshold.
 *
 * @param present the change of score that holds until then
 * @param before how long before the date it is told
 */
public record DatedCrossing(ScoreChange present, DateAhead date, Period before) implements Occasion {
    @Override
    public String subject() {
        return present.subject();
    }

    @Override
    public String traceparent() {
        return present.traceparent();
    }

    @Override
    public List<CausingEvent> causes() {
        return date.events().stream()
                .map(event -> new CausingEvent(event, CausingEvent.BY_DATE))
                .toList();
    }

    @Override
    public List<String> cells() {
        return List.of(subject());
    }
}
