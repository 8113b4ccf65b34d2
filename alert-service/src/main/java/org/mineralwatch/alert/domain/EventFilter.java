package org.mineralwatch.alert.domain;

import java.util.Set;

/**
 * Chooses policy events, whatever the score does. An empty set leaves that side open.
 *
 * @param types event types
 * @param actors who acts, alone or with others
 * @param targets at whom; an event at everyone is at each of them
 * @param standing how binding the act is
 */
public record EventFilter(Set<String> types, Set<String> actors, Set<String> targets, Set<String> standing)
        implements Condition {

    public EventFilter {
        types = Set.copyOf(types);
        actors = Set.copyOf(actors);
        targets = Set.copyOf(targets);
        standing = Set.copyOf(standing);
    }

    /** True where every side that is not open holds. */
    public boolean matches(PolicyEvent event) {
        return (types.isEmpty() || types.contains(event.type()))
                && (standing.isEmpty() || standing.contains(event.standing()))
                && (actors.isEmpty() || actors.stream().anyMatch(event.parties()::contains))
                && (targets.isEmpty() || targets.stream().anyMatch(event::targets));
    }
}
