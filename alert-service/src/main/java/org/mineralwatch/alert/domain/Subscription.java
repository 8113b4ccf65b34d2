package org.mineralwatch.alert.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Who is told what, and where.
 *
 * @param name what its owner calls it; empty when it has no name
 * @param followsFrom what was recorded before is history to it
 * @param consent whether its endpoint agreed to be sent alerts
 * @param conditions at least one; any of them fires by itself
 */
public record Subscription(
        UUID id,
        String name,
        State state,
        Instant createdAt,
        Instant followsFrom,
        Endpoint endpoint,
        Consent consent,
        Watch watch,
        List<Condition> conditions,
        Grouping grouping) {

    public Subscription {
        conditions = List.copyOf(conditions);
        if (conditions.isEmpty()) {
            throw new IllegalArgumentException("conditions: none");
        }
    }

    /** What is told together. */
    public enum Grouping {
        /** Nothing: each cell by itself. */
        NONE,
        /** What one act does to several cells. */
        ACT
    }

    /** Whether its alerts are delivered; they are raised and kept in every state. */
    public enum State {
        /** Its endpoint has not agreed to be sent any. */
        PENDING,
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

    /** Its thresholds and bands on a cell, all armed: its present score has yet to turn them. */
    public List<WatchedThreshold> thresholdsOn(Cell cell) {
        List<WatchedThreshold> watched = new ArrayList<>();
        for (int ordinal = 0; ordinal < conditions.size(); ordinal++) {
            switch (conditions.get(ordinal)) {
                case Threshold threshold -> watched.add(WatchedThreshold.begun(id, ordinal, cell, Zone.of(threshold)));
                case BandEntry entry -> {
                    for (Zone zone : entry.zones()) {
                        watched.add(WatchedThreshold.begun(id, ordinal, cell, zone));
                    }
                }
                case Move _, EventFilter _, DatedChange _ -> {}
            }
        }
        return watched;
    }

    /** Its conditions on moves of a cell, from a change on. */
    public List<WatchedMove> movesOn(Cell cell, long sequence) {
        List<WatchedMove> watched = new ArrayList<>();
        for (int ordinal = 0; ordinal < conditions.size(); ordinal++) {
            if (conditions.get(ordinal) instanceof Move move) {
                watched.add(new WatchedMove(id, ordinal, cell, move, sequence));
            }
        }
        return watched;
    }

    /** The thresholds that its conditions on dated changes look out for. */
    public List<Lookout> lookoutsOn(Cell cell) {
        List<Lookout> lookouts = new ArrayList<>();
        for (int ordinal = 0; ordinal < conditions.size(); ordinal++) {
            if (conditions.get(ordinal) instanceof DatedChange dated) {
                int place = ordinal;
                Stream<Threshold> thresholds = dated.threshold().map(Stream::of).orElseGet(this::thresholds);
                thresholds.map(Zone::of).forEach(zone -> lookouts.add(new Lookout(id, place, cell, zone)));
            }
        }
        return lookouts;
    }

    private Stream<Threshold> thresholds() {
        return conditions.stream().filter(Threshold.class::isInstance).map(Threshold.class::cast);
    }

    /** True where one of its conditions is on scores. */
    public boolean isOnScores() {
        return conditions.stream().anyMatch(condition -> !(condition instanceof EventFilter));
    }

    /** As its alerts see it. */
    public Recipient recipient(long lastSequence) {
        return new Recipient(id, followsFrom, lastSequence, conditions, grouping);
    }

    /** What the conditions on events make of one that was recorded after the subscription began. */
    public List<Firing> firedBy(PolicyEvent event, MineralVocabulary vocabulary) {
        if (event.recordedAt().isBefore(followsFrom) || !watch.covers(event, vocabulary)) {
            return List.of();
        }
        return listening().stream()
                .filter(listening -> listening.filter().matches(event))
                .map(listening -> Firing.ofEvent(id, listening.ordinal(), listening.filter(), event))
                .toList();
    }
}
