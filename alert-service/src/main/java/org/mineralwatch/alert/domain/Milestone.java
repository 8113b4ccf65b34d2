package org.mineralwatch.alert.domain;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A day of a past by which a subscription is judged: how early would it have told of that?
 *
 * @param event the policy event whose day it is; empty for a day that was named by itself
 * @param cell the watched cell that it moved furthest; empty where it moved none
 * @param before points before it, on that cell
 * @param after points after it, on that cell
 */
public record Milestone(
        LocalDate date, Optional<String> event, Optional<Cell> cell, OptionalDouble before, OptionalDouble after) {

    /** A day that was named by itself. */
    public static Milestone on(LocalDate date) {
        return new Milestone(date, Optional.empty(), Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty());
    }

    /** How far it moved that cell, in points. */
    double size() {
        return before.isPresent() && after.isPresent() ? Math.abs(after.getAsDouble() - before.getAsDouble()) : 0;
    }

    /** Whether an alert tells of it: of its event, or of what happened or is to happen on its day. */
    boolean isToldBy(Alert alert) {
        return switch (alert.type()) {
            case CLEARED, RETRACTED, STANDING -> false;
            case RAISED, UPCOMING ->
                event.map(id -> alert.occasion().causes().stream()
                                .anyMatch(cause -> cause.id().equals(id)))
                        .orElseGet(() -> isDay(alert));
        };
    }

    private boolean isDay(Alert alert) {
        return switch (alert.occasion()) {
            case DatedCrossing crossing -> crossing.date().at().equals(date);
            case ScoreChange _, Movement _, PolicyEvent _, ActGroup _ ->
                Rehearsal.day(alert.raisedAt()).equals(date);
            case Withdrawal _ -> false;
        };
    }
}
