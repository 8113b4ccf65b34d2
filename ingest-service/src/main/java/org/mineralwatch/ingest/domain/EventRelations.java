package org.mineralwatch.ingest.domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that an event refers to and that refers to it, and so on from each of these, nearest first. An event is there once, by
 * the shortest way, so that circles end.
 *
 * @param related by distance, those referred to first, then by id
 * @param isCut whether there are more than were followed
 */
public record EventRelations(List<Related> related, boolean isCut) {
    public EventRelations {
        related = List.copyOf(related);
    }

    /**
     * One event in the neighbourhood of another.
     *
     * @param id its id
     * @param event its newest revision; empty when nobody has posted it
     * @param via the event one step nearer
     * @param isReferredTo true when {@code via} refers to it; otherwise it refers to {@code via}
     * @param distance steps from the event that was asked for, 1 or more
     */
    public record Related(
            String id,
            Optional<PolicyEventRevision> event,
            PolicyEventRevision via,
            boolean isReferredTo,
            int distance) {
        private static final Comparator<Related> ORDER = Comparator.comparingInt(Related::distance)
                .thenComparing(related -> related.isReferredTo() ? 0 : 1)
                .thenComparing(Related::id);
    }

    /** Looks events up, many at a time. */
    public interface Lookup {
        /** The newest revisions of those that are there. */
        Map<EventId, PolicyEventRevision> newest(Set<EventId> ids);

        /** The newest revisions of events that refer to one of these, so many at most. */
        List<PolicyEventRevision> referring(Set<EventId> ids, int most);
    }

    /**
     * Follows references from an event.
     *
     * @param steps how far
     * @param most how many events at most
     */
    public static EventRelations around(PolicyEventRevision start, Lookup lookup, int steps, int most) {
        List<Related> related = new ArrayList<>();
        Set<String> seen = new HashSet<>(Set.of(start.id().value()));
        Map<String, PolicyEventRevision> edge = Map.of(start.id().value(), start);
        for (int distance = 1; distance <= steps && !edge.isEmpty(); distance++) {
            List<Related> found = next(edge, seen, lookup, distance, most);
            if (related.size() + found.size() > most) {
                related.addAll(found.subList(0, most - related.size()));
                return new EventRelations(related, true);
            }
            related.addAll(found);
            edge = new HashMap<>();
            for (Related one : found) {
                seen.add(one.id());
                if (one.event().isPresent()) {
                    edge.put(one.id(), one.event().get());
                }
            }
        }
        return new EventRelations(related, false);
    }

    private static List<Related> next(
            Map<String, PolicyEventRevision> edge, Set<String> seen, Lookup lookup, int distance, int most) {
        Map<String, PolicyEventRevision> referredTo = new HashMap<>();
        edge.values()
                .forEach(via -> via.references().stream()
                        .filter(id -> !seen.contains(id))
                        .forEach(id -> referredTo.putIfAbsent(id, via)));
        Map<EventId, PolicyEventRevision> there = lookup.newest(ids(referredTo.keySet()));
        List<Related> found = new ArrayList<>();
        referredTo.forEach((id, via) ->
                found.add(new Related(id, Optional.ofNullable(there.get(new EventId(id))), via, true, distance)));
        // Those seen before are among them: they refer to the edge, or the edge was found by them.
        for (PolicyEventRevision referring : lookup.referring(ids(edge.keySet()), most + seen.size() + 1)) {
            String id = referring.id().value();
            if (!seen.contains(id) && !referredTo.containsKey(id)) {
                referring.references().stream()
                        .filter(edge::containsKey)
                        .findFirst()
                        .map(edge::get)
                        .ifPresent(via -> found.add(new Related(id, Optional.of(referring), via, false, distance)));
            }
        }
        found.sort(Related.ORDER);
        return found;
    }

    private static Set<EventId> ids(Set<String> ids) {
        Set<EventId> read = HashSet.newHashSet(ids.size());
        ids.forEach(id -> read.add(new EventId(id)));
        return read;
    }
}
