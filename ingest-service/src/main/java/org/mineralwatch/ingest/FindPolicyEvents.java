package org.mineralwatch.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mineralwatch.ingest.domain.EventFilter;
import org.mineralwatch.ingest.domain.EventId;
import org.mineralwatch.ingest.domain.EventRelations;
import org.mineralwatch.ingest.domain.PolicyEventRevision;
import org.mineralwatch.ingest.domain.RecordedEvent;
import org.mineralwatch.ingest.outbound.PolicyEventCatalogue;
import org.mineralwatch.ingest.outbound.PolicyEventStore;

/** Finds events as they stand now, and says which of those they refer to have not come yet. */
@ApplicationScoped
public class FindPolicyEvents {
    /** Events that are followed from one. */
    public static final int MOST_RELATED = 2000;

    private final PolicyEventStore events;
    private final PolicyEventCatalogue catalogue;

    FindPolicyEvents(PolicyEventStore events, PolicyEventCatalogue catalogue) {
        this.events = events;
        this.catalogue = catalogue;
    }

    /** The event with this id. */
    @Transactional
    public Optional<RecordedEvent> byId(EventId id) {
        return withDangling(List.copyOf(events.newest(Set.of(id)).values())).stream()
                .findFirst();
    }

    /**
     * The revisions of an event from the given one on, oldest first; none for an event that is not there.
     *
     * @param most how many to return at most
     */
    @Transactional
    public List<PolicyEventRevision> revisions(EventId id, int from, int most) {
        return events.revisions(id, from, most);
    }

    /**
     * Events that fit, without those retracted.
     *
     * @param after begin behind this place; empty for the first page
     * @param most how many to return at most
     */
    @Transactional
    public List<RecordedEvent> page(
            EventFilter filter, EventFilter.Order order, Optional<EventFilter.Position> after, int most) {
        return withDangling(catalogue.page(filter, order, after, most));
    }

    /**
     * What an event refers to and what refers to it, step by step; empty when nobody has posted it.
     *
     * @param steps how far to follow
     */
    @Transactional
    public Optional<EventRelations> relations(EventId id, int steps) {
        return Optional.ofNullable(events.newest(Set.of(id)).get(id))
                .map(start -> EventRelations.around(start, events, steps, MOST_RELATED));
    }

    private List<RecordedEvent> withDangling(List<PolicyEventRevision> found) {
        Set<String> absent = events.absent(found.stream()
                .flatMap(revision -> revision.references().stream())
                .distinct()
                .toList());
        return found.stream()
                .map(revision -> new RecordedEvent(revision, absent))
                .toList();
    }
}
