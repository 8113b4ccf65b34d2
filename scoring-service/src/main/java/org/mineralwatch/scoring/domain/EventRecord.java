package org.mineralwatch.scoring.domain;

import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What was recorded of an event: a revision, or the retraction of all of them.
 *
 * @param id of the event
 * @param revision 1 for the first record of an event
 * @param knownAt day the world knew it (UTC)
 * @param event the revision; null when this is a retraction
 */
public record EventRecord(
        String id,
        int revision,
        LocalDate knownAt,
        @Nullable PolicyEvent event) {
    /**
     * Of two records of one event, which counts: the higher revision, then the later known. Two different records of the
     * same revision and day must not exist; if they do, one of them wins by its content, the same one everywhere.
     */
    static final Comparator<EventRecord> BY_PRECEDENCE = Comparator.comparingInt(EventRecord::revision)
            .thenComparing(EventRecord::knownAt)
            .thenComparing(EventRecord::toString);

    public EventRecord {
        Require.eventId(id, "id");
        Require.that(revision >= 1, "revision", revision);
        Require.date(knownAt, "knownAt");
        Require.that(event == null || event.id().equals(id), "id is not that of the event", id);
    }

    /** A revision of an event. */
    public static EventRecord of(PolicyEvent event, int revision, LocalDate knownAt) {
        return new EventRecord(event.id(), revision, knownAt, event);
    }

    /** The first record of an event, known on the day announced. */
    public static EventRecord firstOf(PolicyEvent event) {
        return of(event, 1, event.announced());
    }

    public static EventRecord retraction(String id, int revision, LocalDate knownAt) {
        return new EventRecord(id, revision, knownAt, null);
    }
}
