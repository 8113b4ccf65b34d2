package org.mineralwatch.ingest;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.mineralwatch.ingest.domain.EventId;
import org.mineralwatch.ingest.domain.PolicyEventRevision;

/**
 * What a dry run would have recorded so far, so that it knows an id again that comes twice. Of a long run it remembers the latest
 * alone, up to a number of characters. For one thread.
 */
public final class Rehearsal {
    private final int room;
    private final SequencedMap<EventId, PolicyEventRevision> recorded = new LinkedHashMap<>();
    private int characters;

    /** @param room characters of events to remember */
    Rehearsal(int room) {
        this.room = room;
    }

    Map<EventId, PolicyEventRevision> known(Collection<EventId> ids) {
        Map<EventId, PolicyEventRevision> known = new HashMap<>();
        for (EventId id : ids) {
            PolicyEventRevision revision = recorded.get(id);
            if (revision != null) {
                known.put(id, revision);
            }
        }
        return known;
    }

    void add(PolicyEventRevision revision) {
        recorded.put(revision.id(), revision);
        characters += revision.content().length();
        while (characters > room && recorded.size() > 1) {
            characters -= recorded.pollFirstEntry().getValue().content().length();
        }
    }
}
