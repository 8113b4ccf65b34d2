package org.mineralwatch.ingest.domain;

/** What became of a correction or a retraction of an event. */
public sealed interface Correction {

    /** It is on disk, and on its way to everyone. */
    record Recorded(RecordedEvent event) implements Correction {}

    /** The event says so already; nothing was stored. */
    record Unchanged(RecordedEvent event) implements Correction {}

    /** The event is not at a revision that its sender had in mind; nothing was stored. */
    record Stale(PolicyEventRevision current) implements Correction {}

    /** It is retracted already, for another reason; nothing was stored. */
    record AlreadyRetracted(PolicyEventRevision retraction) implements Correction {}

    /** Nobody has posted the event. */
    record Unknown() implements Correction {}

    /** What it should become is not sound; nothing was stored. */
    record Invalid(MeasureReading.Faulty reading) implements Correction {}
}
