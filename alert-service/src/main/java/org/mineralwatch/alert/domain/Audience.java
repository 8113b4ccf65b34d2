package org.mineralwatch.alert.domain;

import java.time.Instant;

/**
 * Who watches a cell, as far as it decides what is news to them.
 *
 * @param followsFrom what was recorded before is history to the subscription
 */
public record Audience(Instant followsFrom, Sight sight) {

    /** How a cell came to be watched. */
    public enum Sight {
        /** It had been seen when the subscription began. */
        KNOWN,
        /** It is seen for the first time: nobody could look when the subscription began. */
        FIRST,
        /** The subscription begins. */
        BEGINNING
    }

    /** False for a new baseline, which is no news, unless it is how a score that stood already is seen at first. */
    boolean isNews(ScoreChange change) {
        return switch (sight) {
            case KNOWN -> !change.rebase();
            case FIRST -> !change.rebase() || change.recordedAt().isBefore(followsFrom);
            case BEGINNING -> true;
        };
    }

    /** What is said of something that has been so since then. */
    AlertType typeOf(Instant since) {
        return sight == Sight.BEGINNING || since.isBefore(followsFrom) ? AlertType.STANDING : AlertType.RAISED;
    }
}
