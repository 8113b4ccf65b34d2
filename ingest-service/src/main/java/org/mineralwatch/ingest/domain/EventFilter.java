package org.mineralwatch.ingest.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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
 * @param inForceOn a day between the first and the last in force, both included
 * @param recordedFrom first moment at which the newest revision was recorded
 * @param recordedBefore the moment before which it was
 * @param words in small letters; each stands somewhere in title, summary or note
 */
public record EventFilter(
        Set<String> minerals,
        Set<String> actors,
        Set<String> targets,
        Set<EventType> types,
        Set<String> stages,
        Set<Standing> standings,
        Optional<LocalDate> announcedFrom,
        Optional<LocalDate> announcedTo,
        Optional<LocalDate> inForceOn,
        Optional<Instant> recordedFrom,
        Optional<Instant> recordedBefore,
        List<String> words) {

    public EventFilter {
        minerals = Set.copyOf(minerals);
        actors = Set.copyOf(actors);
        targets = Set.copyOf(targets);
        types = Set.copyOf(types);
        stages = Set.copyOf(stages);
        standings = Set.copyOf(standings);
        words = List.copyOf(words);
    }

    /** In which order events are listed. */
    public enum Order {
        /** Newest announcement first, those of one day by id. */
        ANNOUNCED,
        /** Newest revision first, those of one moment by id. */
        RECORDED
    }

    /** Where a page begins: behind an event, in an order. */
    public sealed interface Position {
        EventId id();

        /** In the order of announcement. */
        record Announced(LocalDate on, EventId id) implements Position {}

        /** In the order of recording. */
        record Recorded(Instant at, EventId id) implements Position {}

        /** The position behind an event. */
        static Position behind(PolicyEventRevision event, Order order) {
            return switch (order) {
                case ANNOUNCED -> new Announced(event.announced(), event.id());
                case RECORDED -> new Recorded(event.recordedAt(), event.id());
            };
        }
    }
}
