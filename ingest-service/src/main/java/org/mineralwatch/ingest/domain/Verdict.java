package org.mineralwatch.ingest.domain;

/** What became of a posted event. */
public sealed interface Verdict {

    /** It was not there: now it is on disk, and on its way to everyone. */
    record Created(RecordedEvent event) implements Verdict {}

    /** It was there already and said the same. */
    record Unchanged(RecordedEvent event) implements Verdict {}

    /**
     * Its id is there with other content; nothing was stored.
     *
     * @param posted what was posted
     * @param stored what is there
     */
    record Conflict(PolicyMeasure posted, PolicyEventRevision stored) implements Verdict {}

    /** It is not sound; nothing was stored. */
    record Invalid(MeasureReading.Faulty reading) implements Verdict {}

    /** So many are waiting that there was no room for it, or the service stops; nothing was stored, and the same may be posted again. */
    record Overloaded() implements Verdict {}
}
