package org.mineralwatch.scoring.domain;

/**
 * An easing of another event between the easing event's first and last day; afterwards it is back in full.
 *
 * @param event id of the event eased; it may not be known yet
 * @param relief part of its loss that is lifted, 0 to 1
 */
public record Suspension(String event, double relief) {
    public Suspension {
        Require.eventId(event, "event");
        Require.fraction(relief, "relief");
    }

    /** Lifts the whole loss. */
    public static Suspension ofAll(String event) {
        return new Suspension(event, 1.0);
    }
}
