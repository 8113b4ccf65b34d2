package org.mineralwatch.alert.domain;

import java.util.UUID;

/**
 * A threshold of which a subscription wants to know beforehand that a dated change would cross it.
 *
 * @param ordinal place of the condition on dated changes in its subscription, from 0
 */
public record Lookout(UUID subscription, int ordinal, Cell cell, Zone zone) {

    /** True where the date would take the score into the zone. */
    boolean sees(DateAhead date) {
        return !zone.contains(date.before()) && zone.contains(date.after());
    }

    /** True where one of the dates ahead would take the score into the zone. */
    public boolean seesAny(ScoreChange change) {
        return change.ahead().stream().anyMatch(this::sees);
    }

    /** True as long as the date would not leave the score where the next entry counts. */
    boolean stillSees(DateAhead date) {
        return !zone.isBack(date.after());
    }
}
