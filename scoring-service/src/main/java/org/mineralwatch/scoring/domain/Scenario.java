package org.mineralwatch.scoring.domain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody supposes: events that have not happened, recorded ones that had not, and other shares of supply. An event
 * with the id of a recorded one takes its place.
 *
 * @param retractions ids of recorded events
 */
public record Scenario(List<PolicyEvent> events, List<String> retractions, List<SupplyOverride> supply) {
    /** So many faults come with suggestions; behind them, what is wrong is no slip of the pen. */
    private static final int MOST_SUGGESTED = 20;

    public Scenario {
        events = List.copyOf(events);
        retractions = List.copyOf(retractions);
        supply = List.copyOf(supply);
    }

    /** Ids of the events that it changes. */
    Set<String> changed() {
        Set<String> ids = new HashSet<>(retractions);
        events.forEach(event -> ids.add(event.id()));
        return ids;
    }

    /** What would be known; only for a scenario without faults. */
    KnownEvents in(KnownEvents known) {
        return known.without(retractions).supposing(events);
    }

    /**
     * Where it contradicts itself or what is known: an id given twice with other content, a retraction of nothing, an event
     * that is retracted and given or referred to, or events that end, supersede or suspend each other in a circle. Linear
     * in the number of events and of their references.
     */
    public List<Fault> faults(KnownEvents known) {
        List<Fault> faults = new ArrayList<>();
        Map<String, Integer> given = new HashMap<>();
        for (int i = 0; i < events.size(); i++) {
            Integer first = given.putIfAbsent(events.get(i).id(), i);
            if (first != null && !events.get(first).equals(events.get(i))) {
                faults.add(new Fault(
                        "/events/" + i + "/id",
                        events.get(i).id() + " is given twice, with other content as item " + first
                                + ": give it once, or another id"));
            }
        }
        Set<String> retracted = new HashSet<>();
        for (int i = 0; i < retractions.size(); i++) {
            String id = retractions.get(i);
            Integer event = given.get(id);
            if (event != null) {
                faults.add(new Fault(
                        "/retractions/" + i,
                        id + " is retracted here and given as item " + event
                                + " of the events: the event alone takes the place of the recorded one"));
            } else if (known.find(id).isEmpty()) {
                faults.add(new Fault(
                        "/retractions/" + i,
                        id + " is not known on " + known.known()
                                + ": never recorded, recorded later, or retracted already; leave it out",
                        faults.size() < MOST_SUGGESTED ? Nearest.among(known.ids(), id) : List.of()));
            }
            retracted.add(id);
        }
        for (int i = 0; i < events.size(); i++) {
            for (String named : events.get(i).references()) {
                if (retracted.contains(named)) {
                    faults.add(new Fault(
                            "/events/" + i,
                            events.get(i).id() + " ends, supersedes or suspends " + named
                                    + ", which the scenario retracts: do one or the other"));
                }
            }
        }
        circle(known, given).ifPresent(faults::add);
        return faults;
    }

    /** Ids that events refer to and that are neither known nor supposed: such a reference does nothing. */
    public List<String> idleReferences(KnownEvents known) {
        Set<String> given = new HashSet<>();
        events.forEach(event -> given.add(event.id()));
        return events.stream()
                .flatMap(event -> event.references().stream())
                .filter(id -> !given.contains(id) && known.find(id).isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    /** A circle that a supposed event is part of: found by going along references, each event once. */
    private Optional<Fault> circle(KnownEvents known, Map<String, Integer> given) {
        Set<String> done = new HashSet<>();
        for (PolicyEvent start : events) {
            if (done.contains(start.id())) {
                continue;
            }
            List<String> path = new ArrayList<>();
            Map<String, Integer> onPath = new HashMap<>();
            Deque<Iterator<String>> open = new ArrayDeque<>();
            open.push(List.of(start.id()).iterator());
            while (!open.isEmpty()) {
                if (!open.peek().hasNext()) {
                    open.pop();
                    if (!path.isEmpty()) {
                        String left = path.removeLast();
                        onPath.remove(left);
                        done.add(left);
                    }
                    continue;
                }
                String id = open.peek().next();
                Integer back = onPath.get(id);
                if (back != null) {
                    List<String> circle = path.subList(back, path.size());
                    Optional<Integer> supposed = circle.stream()
                            .filter(given::containsKey)
                            .map(given::get)
                            .findFirst();
                    if (supposed.isPresent()) {
                        return Optional.of(new Fault(
                                "/events/" + supposed.get(),
                                "goes in a circle: " + String.join(" -> ", circle) + " -> " + id
                                        + " (each ends, supersedes or suspends the next): take one reference out"));
                    }
                } else if (!done.contains(id)) {
                    Optional<PolicyEvent> event = find(id, known, given);
                    if (event.isPresent()) {
                        onPath.put(id, path.size());
                        path.add(id);
                        open.push(event.get().references().iterator());
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Optional<PolicyEvent> find(String id, KnownEvents known, Map<String, Integer> given) {
        Integer place = given.get(id);
        return place == null ? known.find(id) : Optional.of(events.get(place));
    }
}
