package org.mineralwatch.ingest.domain;

import java.util.List;
import java.util.Set;

/**
 * An event as it stands.
 *
 * @param revision its newest record
 * @param dangling ids it refers to that nobody has posted yet; they may still come
 */
public record RecordedEvent(PolicyEventRevision revision, List<String> dangling) {
    public RecordedEvent {
        dangling = List.copyOf(dangling);
    }

    /** With those of its references dangling that are among the absent. */
    public RecordedEvent(PolicyEventRevision revision, Set<String> absent) {
        this(revision, revision.references().stream().filter(absent::contains).toList());
    }
}
