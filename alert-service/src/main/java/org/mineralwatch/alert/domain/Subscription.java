package org.mineralwatch.alert.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Who is told what, and where.
 *
 * @param name what its owner calls it; empty when it has no name
 * @param followsFrom what was recorded before is history to it
 * @param conditions at least one; any of them fires by itself
 */
public record Subscription(
        UUID id,
        String name,
        State state,
        Instant createdAt,
        Instant followsFrom,
        Endpoint endpoint,
        Watch watch,
        List<Condition> conditions) {

    public Subscription {
        conditions = List.copyOf(conditions);
        if (conditions.isEmpty()) {
            throw new IllegalArgumentException("conditions: none");
        }
    }

    /** Whether its alerts are delivered; they are raised and kept in every state. */
    public enum State {
        ACTIVE,
        /** Its owner wants nothing sent at present. */
        PAUSED,
        /** Its endpoint answered 410: it is gone for good. */
        GONE,
        /** Its endpoint took none of all the attempts at a delivery. */
        EXHAUSTED
    }

    /**
     * A condition on events.
     *
     * @param ordinal its place in the subscription, from 0
     */
    public record Listening(int ordinal, EventFilter filter) {}

    /** Its conditions on events. */
    public List<Listening> listening() {
        List<Listening> listening = new ArrayList<>();
        for (int ordinal = 0; ordinal < conditions.size(); ordinal++) {
            if (conditions.get(ordinal) instanceof EventFilter filter) {
                listening.add(new Listening(ordinal, filter));
            }
        }
        return listening;
    }

    /** Its thresholds on a cell, all armed: its present score has yet to turn them. */
    public List<WatchedThreshold> thresholdsOn(Cell cell) {
        List<WatchedThreshold> watched = new ArrayList<>();
        for (int ordinal = 0; ordinal < conditions.size(); ordinal++) {
            if (conditions.get(ordinal) instanceof Threshold threshold) {
                watched.add(new WatchedThreshold(id, ordinal, cell, threshold, true));
            }
        }
        return watched;
    }

    /** What the conditions on events make of one that was recorded after the subscription began. */
    public List<Firing> firedBy(PolicyEvent event, MineralVocabulary vocabulary) {
        if (event.recordedAt().isBefore(followsFrom) || !watch.covers(event, vocabulary)) {
            return List.of();
        }
        return listening().stream()
                .filter(listening -> listening.filter().matches(event))
                .map(listening -> new Firing(id, listening.ordinal(), listening.filter(), AlertType.RAISED, event))
                .toList();
    }
}
