package org.mineralwatch.scoring.domain;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The events that count in the light of what was known on a day: of each event the newest revision known by then, without
 * those retracted or withdrawn. A function of the set of records: order and duplicates cannot matter. Immutable; made
 * once for all cells.
 *
 * <p>One more record costs as much as the events it is linked to, however many there are beside them: the rest is shared
 * with what was known before it.
 */
public final class KnownEvents {
    private static final Comparator<LiveEvent> BY_ID = Comparator.comparing(LiveEvent::id);

    private final LocalDate known;
    private final SharedMap<EventRecord> newest;
    private final SharedMap<LiveEvent> byId;

    /** Events that name this id as one they end, supersede or suspend, whether or not it counts; in order of id. */
    private final SharedMap<List<LiveEvent>> namedBy;

    /** Events with an effect, in order of id. */
    private final SharedMap<List<LiveEvent>> byMineral;

    private KnownEvents(
            LocalDate known,
            SharedMap<EventRecord> newest,
            SharedMap<LiveEvent> byId,
            SharedMap<List<LiveEvent>> namedBy,
            SharedMap<List<LiveEvent>> byMineral) {
        this.known = known;
        this.newest = newest;
        this.byId = byId;
        this.namedBy = namedBy;
        this.byMineral = byMineral;
    }

    /**
     * Resolves records; linear in their number but for sorting the events by id.
     *
     * @param known the last day whose records count (UTC)
     */
    public static KnownEvents resolve(Iterable<EventRecord> records, LocalDate known) {
        return new KnownEvents(known, SharedMap.empty(), SharedMap.empty(), SharedMap.empty(), SharedMap.empty())
                .and(records);
    }

    /** What is known with these records, too. */
    public KnownEvents and(Iterable<EventRecord> records) {
        Map<String, EventRecord> newer = new HashMap<>();
        for (EventRecord record : records) {
            if (!record.knownAt().isAfter(known)) {
                EventRecord there = newer.getOrDefault(record.id(), newest.get(record.id()));
                if (there == null || EventRecord.BY_PRECEDENCE.compare(record, there) > 0) {
                    newer.put(record.id(), record);
                }
            }
        }
        return newer.isEmpty() ? this : with(newer);
    }

    /** What is known on a day not before this one: these records, too, and all that was known before. */
    KnownEvents onLaterDay(LocalDate day, Iterable<EventRecord> records) {
        return new KnownEvents(day, newest, byId, namedBy, byMineral).and(records);
    }

    /** What would be known had these events never been recorded. */
    public KnownEvents without(Collection<String> ids) {
        return and(ids.stream().map(this::neverThere).toList());
    }

    private EventRecord neverThere(String id) {
        return EventRecord.retraction(id, Integer.MAX_VALUE, known);
    }

    /** What would be known had these events been recorded, in place of what was recorded under their ids. */
    public KnownEvents supposing(Collection<PolicyEvent> events) {
        return and(events.stream()
                .map(event -> EventRecord.of(event, Integer.MAX_VALUE, known))
                .toList());
    }

    /** Makes anew what the changed events are linked with, and shares everything else. */
    private KnownEvents with(Map<String, EventRecord> newer) {
        Set<String> linked = linkedWith(newer);
        Map<String, LiveEvent> made = HashMap.newHashMap(linked.size());
        List<LiveEvent> linking = new ArrayList<>();
        for (String id : linked) {
            PolicyEvent event = counting(newer.getOrDefault(id, newest.get(id)));
            if (event != null) {
                LiveEvent live = new LiveEvent(event);
                made.put(id, live);
                if (event.isLinked()) {
                    linking.add(live);
                }
            }
        }
        linking.sort(BY_ID);
        linking.forEach(live -> link(live, made));
        List<LiveEvent> gone =
                linked.stream().map(byId::get).flatMap(Stream::ofNullable).toList();
        return new KnownEvents(
                known,
                newest.with(newer),
                byId.replacing(linked, made),
                replaced(namedBy, gone, made.values(), live -> live.event().references()),
                replaced(byMineral, gone, made.values(), LiveEvent::mineralsReached));
    }

    /** The changed events and all that are linked with them, directly or by way of others, before the change or after. */
    private Set<String> linkedWith(Map<String, EventRecord> newer) {
        Map<String, List<String>> newlyNamedBy = new HashMap<>();
        newer.forEach((id, record) -> {
            PolicyEvent event = counting(record);
            if (event != null) {
                event.references()
                        .forEach(named -> newlyNamedBy
                                .computeIfAbsent(named, _ -> new ArrayList<>(1))
                                .add(id));
            }
        });
        Set<String> linked = new HashSet<>(newer.keySet());
        Deque<String> open = new ArrayDeque<>(linked);
        Consumer<String> reach = id -> {
            if (linked.add(id)) {
                open.add(id);
            }
        };
        while (!open.isEmpty()) {
            String id = open.remove();
            reachReferences(newest.get(id), reach);
            reachReferences(newer.get(id), reach);
            namedBy.findOrElse(id, List.of()).forEach(live -> reach.accept(live.id()));
            newlyNamedBy.getOrDefault(id, List.of()).forEach(reach);
        }
        return linked;
    }

    private static void reachReferences(@Nullable EventRecord record, Consumer<String> reach) {
        PolicyEvent event = counting(record);
        if (event != null) {
            event.references().forEach(reach);
        }
    }

    private static @Nullable PolicyEvent counting(@Nullable EventRecord record) {
        PolicyEvent event = record == null ? null : record.event();
        return event == null || event.standing() == Standing.WITHDRAWN ? null : event;
    }

    private static void link(LiveEvent live, Map<String, LiveEvent> others) {
        PolicyEvent event = live.event();
        for (String id : event.ends()) {
            LiveEvent ended = others.get(id);
            if (ended != null) {
                live.end(ended);
            }
        }
        for (String id : event.supersedes()) {
            LiveEvent superseded = others.get(id);
            if (superseded != null) {
                live.end(superseded);
                live.supersede(superseded);
            }
        }
        for (Suspension suspension : event.suspends()) {
            LiveEvent eased = others.get(suspension.event());
            if (eased != null) {
                live.suspend(eased, suspension.relief());
            }
        }
    }

    private static SharedMap<List<LiveEvent>> replaced(
            SharedMap<List<LiveEvent>> index, Collection<LiveEvent> gone, Collection<LiveEvent> made, Keys keys) {
        Map<String, Set<LiveEvent>> goneByKey = new HashMap<>();
        gone.forEach(live -> keys.of(live)
                .forEach(key ->
                        goneByKey.computeIfAbsent(key, _ -> new HashSet<>()).add(live)));
        Map<String, List<LiveEvent>> madeByKey = new HashMap<>();
        made.forEach(live -> keys.of(live)
                .forEach(key ->
                        madeByKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(live)));
        Set<String> changed = new HashSet<>(goneByKey.keySet());
        changed.addAll(madeByKey.keySet());
        Map<String, List<LiveEvent>> lists = new HashMap<>();
        for (String key : changed) {
            List<LiveEvent> list = new ArrayList<>(index.findOrElse(key, List.of()));
            list.removeAll(goneByKey.getOrDefault(key, Set.of()));
            list.addAll(madeByKey.getOrDefault(key, List.of()));
            list.sort(BY_ID);
            lists.put(key, list);
        }
        return index.with(lists);
    }

    /** Under which keys an event stands in an index. */
    private interface Keys {
        Collection<String> of(LiveEvent live);
    }

    /** The last day whose records count. */
    public LocalDate known() {
        return known;
    }

    /** The revision that counts; empty if unknown, retracted or withdrawn. */
    public Optional<PolicyEvent> find(String id) {
        return Optional.ofNullable(byId.get(id)).map(LiveEvent::event);
    }

    /** The revision that counts of an event, or that retracted or withdrew it; empty if nothing is known of it. */
    public OptionalInt revisionOf(String id) {
        EventRecord record = newest.get(id);
        return record == null ? OptionalInt.empty() : OptionalInt.of(record.revision());
    }

    /** Ids of the events that count, in no order. */
    public List<String> ids() {
        return byId.keys();
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
    List<LiveEvent> naming(List<String> minerals) {
        return naming(minerals, Integer.MIN_VALUE);
    }

    /** Of these, those that have not ended by a day. */
    List<LiveEvent> naming(List<String> minerals, int day) {
        List<LiveEvent> events = new ArrayList<>();
        int sources = 0;
        for (String mineral : minerals) {
            int before = events.size();
            for (LiveEvent event : byMineral.findOrElse(mineral, List.of())) {
                if (event.end() > day) {
                    events.add(event);
                }
            }
            sources += events.size() > before ? 1 : 0;
        }
        return sources > 1 ? events.stream().sorted(BY_ID).distinct().toList() : events;
    }

    /** Whether the events with an effect that name one of the minerals are the same, and linked with the same others. */
    boolean nameTheSame(List<String> minerals, KnownEvents other) {
        for (String mineral : minerals) {
            if (!byMineral.findOrElse(mineral, List.of()).equals(other.byMineral.findOrElse(mineral, List.of()))) {
                return false;
            }
        }
        return true;
    }

    /** Events that supersede the one of this id, where that counts. */
    List<LiveEvent> successorsOf(String id) {
        if (byId.get(id) == null) {
            return List.of();
        }
        return namedBy.findOrElse(id, List.of()).stream()
                .filter(live -> live.event().supersedes().contains(id))
                .toList();
    }
}
