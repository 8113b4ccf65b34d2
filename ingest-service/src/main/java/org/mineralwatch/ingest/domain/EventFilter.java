package org.mineralwatch.ingest.domain;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * Which events are sought: those that fit every part. A part that is an empty set or empty fits all.
 *
 * @param minerals ids under which an event may concern what is sought, groups and members included
 * @param actors acting, or acting with
 * @param targets named as target; {@code *} for those aimed at everyone
 * @param stages scored stages also fit events that name no stage
 * @param announcedFrom first day
 * @param announcedTo last day, included
 */
public record EventFilter(
        Set<String> minerals,
        Set<String> actors,
        Set<String> targets,
        Set<EventType> types,
        Set<String> stages,
        Set<Standing> standings,
        Optional<LocalDate> announcedFrom,
        Optional<LocalDate> announcedTo) {

    public EventFilter {
        minerals = Set.copyOf(minerals);
        actors = Set.copyOf(actors);
        targets = Set.copyOf(targets);
        types = Set.copyOf(types);
        stages = Set.copyOf(stages);
        standings = Set.copyOf(standings);
    }

    /** Where a page begins: behind this event, newest announcement first, then by id. */
    public record Position(LocalDate announced, EventId id) {}
}
