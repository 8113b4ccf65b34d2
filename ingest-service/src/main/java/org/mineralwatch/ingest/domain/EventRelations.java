package org.mineralwatch.ingest.domain;

import java.util.List;

/**
 * An event among others.
 *
 * @param event as it stands
 * @param referredTo the newest revisions of those it refers to and that are there
 * @param referring the newest revisions of those that refer to it
 */
public record EventRelations(
        RecordedEvent event, List<PolicyEventRevision> referredTo, List<PolicyEventRevision> referring) {
    public EventRelations {
        referredTo = List.copyOf(referredTo);
        referring = List.copyOf(referring);
    }
}
