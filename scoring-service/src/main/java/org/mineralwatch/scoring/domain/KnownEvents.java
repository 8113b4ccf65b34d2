package org.mineralwatch.scoring.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The events that count in the light of what was known on a day: of each event the newest revision known by then, without
 * those retracted or withdrawn. A function of the set of records: order and duplicates cannot matter. Immutable; made
 * once for all cells.
 */
public final class KnownEvents {
    private final LocalDate known;
    private final Map<String, LiveEvent> byId = new HashMap<>();
    private final Map<String, List<LiveEvent>> byMineral = new HashMap<>();
    private final Map<String, List<LiveEvent>> successors = new HashMap<>();

    private KnownEvents(List<PolicyEvent> inOrderOfId, LocalDate known) {
        this.known = known;
        List<LiveEvent> live = new ArrayList<>(inOrderOfId.size());
        for (PolicyEvent event : inOrderOfId) {
            LiveEvent counting = new LiveEvent(event);
            live.add(counting);
            byId.put(event.id(), counting);
        }
        live.forEach(this::link);
        live.forEach(this::index);
    }

    /**
     * Resolves records; linear in their number but for sorting the events by id.
     *
     * @param known the last day whose records count (UTC)
     */
    public static KnownEvents resolve(Iterable<EventRecord> records, LocalDate known) {
        Map<String, EventRecord> newest = new HashMap<>();
        for (EventRecord record : records) {
            if (!record.knownAt().isAfter(known)) {
                newest.merge(record.id(), record, BinaryOperator.maxBy(EventRecord.BY_PRECEDENCE));
            }
        }
        List<PolicyEvent> inOrderOfId = new ArrayList<>(newest.size());
        for (EventRecord record : newest.values()) {
            PolicyEvent event = record.event();
            if (event != null && event.standing() != Standing.WITHDRAWN) {
                inOrderOfId.add(event);
            }
        }
        inOrderOfId.sort(Comparator.comparing(PolicyEvent::id));
        return new KnownEvents(inOrderOfId, known);
    }

    /** The last day whose records count. */
    public LocalDate known() {
        return known;
    }

    /** The revision that counts; empty if unknown, retracted or withdrawn. */
    public Optional<PolicyEvent> find(String id) {
        return Optional.ofNullable(byId.get(id)).map(LiveEvent::event);
    }

    /** How many events count. */
    public int size() {
        return byId.size();
    }

    @Nullable
    LiveEvent live(String id) {
        return byId.get(id);
    }

    /** Events with an effect that name one of the minerals, in order of id, each once. */
    Collection<LiveEvent> naming(List<String> minerals) {
        if (minerals.size() == 1) {
            return byMineral.getOrDefault(minerals.getFirst(), List.of());
        }
        Map<String, LiveEvent> inOrderOfId = new TreeMap<>();
        for (String mineral : minerals) {
            for (LiveEvent event : byMineral.getOrDefault(mineral, List.of())) {
                inOrderOfId.put(event.id(), event);
            }
        }
        return inOrderOfId.values();
    }

    /** Events that supersede the one of this id. */
    List<LiveEvent> successorsOf(String id) {
        return successors.getOrDefault(id, List.of());
    }

    private void link(LiveEvent live) {
        PolicyEvent event = live.event();
        for (String id : event.ends()) {
            LiveEvent ended = byId.get(id);
            if (ended != null) {
                live.end(ended);
            }
        }
        for (String id : event.supersedes()) {
            LiveEvent superseded = byId.get(id);
            if (superseded != null) {
                live.end(superseded);
                live.supersede(superseded);
                successors.computeIfAbsent(id, _ -> new ArrayList<>(1)).add(live);
            }
        }
        for (Suspension suspension : event.suspends()) {
            LiveEvent eased = byId.get(suspension.event());
            if (eased != null) {
                live.suspend(eased, suspension.relief());
            }
        }
    }

    private void index(LiveEvent live) {
        if (live.event().effect() instanceof Effect.None) {
            return;
        }
        for (String mineral : live.event().minerals()) {
            byMineral.computeIfAbsent(mineral, _ -> new ArrayList<>()).add(live);
        }
    }
}
