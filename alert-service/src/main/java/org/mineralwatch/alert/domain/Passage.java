package org.mineralwatch.alert.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * Something worth telling that a score did to a zone.
 *
 * @param watched as it is afterwards
 * @param change of which it is told
 * @param since when the score entered the zone; of the other kinds when it happened
 * @param sequence of the change by which it did
 */
public record Passage(Kind kind, WatchedThreshold watched, ScoreChange change, Instant since, long sequence) {

    /** What it did. */
    public enum Kind {
        /** It entered. */
        CROSSED,
        /** It has been in the zone for as long as it must. */
        HELD,
        /** It has gone further. */
        WORSENED,
        /** It has gone back. */
        CLEARED
    }

    /** What the subscriber is told of it, if anything. */
    public Optional<Firing> told(Recipient recipient, Audience audience) {
        Condition condition = recipient.condition(watched.ordinal());
        return switch (kind) {
            case CROSSED -> Optional.of(firing(condition, audience.typeOf(since), Trigger.MET));
            case HELD -> Optional.of(firing(condition, audience.typeOf(since), Trigger.HELD));
            case WORSENED -> Optional.of(firing(condition, AlertType.RAISED, Trigger.WORSENED));
            case CLEARED ->
                tellsCleared(condition)
                        ? Optional.of(firing(condition, AlertType.CLEARED, Trigger.MET))
                        : Optional.empty();
        };
    }

    /** From one named band to another is not over. */
    private boolean tellsCleared(Condition condition) {
        return switch (condition) {
            case Threshold threshold -> threshold.tellsCleared();
            case BandEntry entry -> entry.tellsCleared() && !entry.bands().contains(Band.of(change.score()));
            case Move _, EventFilter _, DatedChange _ -> false;
        };
    }

    private Firing firing(Condition condition, AlertType type, Trigger trigger) {
        return Firing.ofScore(watched.subscription(), watched.ordinal(), condition, type, trigger, change, sequence);
    }
}
