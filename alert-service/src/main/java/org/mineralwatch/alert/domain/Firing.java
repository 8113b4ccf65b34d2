package org.mineralwatch.alert.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A condition that fired: an alert before it has its number.
 *
 * @param alertId the id of the alert, made of its causes alone: the same however often this is found out
 * @param subscription whose condition it is
 * @param ordinal place of the condition in its subscription, from 0
 */
public record Firing(
        UUID alertId,
        UUID subscription,
        int ordinal,
        Condition condition,
        AlertType type,
        Trigger trigger,
        Occasion occasion) {

    /**
     * A score that did something to a condition.
     *
     * @param sequence of the change by which it did; another one may hold as it is told
     */
    public static Firing ofScore(
            UUID subscription,
            int ordinal,
            Condition condition,
            AlertType type,
            Trigger trigger,
            ScoreChange change,
            long sequence) {
        return new Firing(
                idOfScore(subscription, ordinal, type, change, sequence),
                subscription,
                ordinal,
                condition,
                type,
                trigger,
                change);
    }

    static Firing ofMove(UUID subscription, int ordinal, Move condition, Movement movement) {
        ScoreChange change = movement.change();
        return new Firing(
                idOfScore(subscription, ordinal, AlertType.RAISED, change, change.sequence()),
                subscription,
                ordinal,
                condition,
                AlertType.RAISED,
                Trigger.MET,
                movement);
    }

    private static UUID idOfScore(UUID subscription, int ordinal, AlertType type, ScoreChange change, long sequence) {
        return AlertId.of(
                "score",
                subscription.toString(),
                Integer.toString(ordinal),
                type.name(),
                change.cell().toString(),
                Long.toString(sequence));
    }

    /** An event that matched; it fires once for a condition, in whatever revision. */
    public static Firing ofEvent(UUID subscription, int ordinal, EventFilter condition, PolicyEvent event) {
        return new Firing(
                AlertId.of("event", subscription.toString(), Integer.toString(ordinal), event.id()),
                subscription,
                ordinal,
                condition,
                AlertType.RAISED,
                Trigger.MET,
                event);
    }

    /** The act by which it can be told together with others: of a score that an act moved. */
    public Optional<String> act() {
        return switch (occasion) {
            case ScoreChange change ->
                change.causes().stream().map(CausingEvent::id).sorted().findFirst();
            case Movement _, DatedCrossing _, PolicyEvent _, Withdrawal _, ActGroup _ -> Optional.empty();
        };
    }

    /** The alert. */
    public Alert numbered(long sequence, Instant raisedAt) {
        return new Alert(alertId, subscription, sequence, type, ordinal, condition, trigger, raisedAt, occasion);
    }
}
