package org.mineralwatch.alert.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Every mineral and group: what they are called, and which belongs to which. Case does not count in a name, nor whether
 * words are parted by a space, a hyphen or an underscore.
 */
public final class MineralVocabulary {
    private final Map<String, Mineral> byId = new LinkedHashMap<>();
    private final Map<String, List<Mineral>> byName = new HashMap<>();
    private final Map<String, String> idByAnyName = new LinkedHashMap<>();
    private final Map<String, Set<String>> lineById = new HashMap<>();

    public MineralVocabulary(List<Mineral> minerals) {
        minerals.forEach(mineral -> byId.put(mineral.id(), mineral));
        // An id outranks a symbol, a symbol an alias: PGM is the group, though each platinum metal goes by it too.
        name(mineral -> List.of(mineral.id()));
        name(mineral -> List.of(mineral.symbol()));
        name(Mineral::aliases);
        name(mineral -> List.of(mineral.name()));
        byId.keySet().forEach(id -> lineById.put(id, Set.copyOf(withAncestors(id))));
    }

    private void name(Function<Mineral, List<String>> names) {
        Map<String, List<Mineral>> rank = new HashMap<>();
        for (Mineral mineral : byId.values()) {
            for (String name : names.apply(mineral)) {
                if (!name.isEmpty()) {
                    rank.computeIfAbsent(key(name), _ -> new ArrayList<>()).add(mineral);
                    idByAnyName.putIfAbsent(key(name), mineral.id());
                }
            }
        }
        rank.forEach(byName::putIfAbsent);
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replace(' ', '-').replace('_', '-');
    }

    /** What a subscriber means by an id, a symbol, an alias or a name. Several at once mean the group among them. */
    public Meaning meaning(String name) {
        List<Mineral> meant = byName.getOrDefault(key(name), List.of());
        List<Mineral> groups = meant.stream().filter(Mineral::group).toList();
        if (meant.isEmpty()) {
            return new Meaning.None(Nearest.to(key(name), idByAnyName));
        }
        if (meant.size() == 1 || groups.size() == 1) {
            return new Meaning.One(
                    (groups.isEmpty() ? meant : groups).getFirst().id());
        }
        return new Meaning.Several(meant.stream().map(Mineral::id).toList());
    }

    /** What a name stands for. */
    public sealed interface Meaning {
        /** One mineral or group. */
        record One(String id) implements Meaning {}

        /** Several, of which the subscriber has to choose. */
        record Several(List<String> ids) implements Meaning {}

        /** None; the ids of what is spelt nearly so. */
        record None(List<String> nearest) implements Meaning {}
    }

    /** The ids that watching these ids covers: themselves and all that belongs to them. */
    public Set<String> membersOf(Collection<String> ids) {
        Set<String> members = new LinkedHashSet<>(ids);
        lineById.forEach((id, line) -> {
            if (ids.stream().anyMatch(line::contains)) {
                members.add(id);
            }
        });
        return members;
    }

    /** An id and the groups it belongs to, nearest first; an id nobody knows belongs to none. */
    public List<String> withAncestors(String id) {
        List<String> line = new ArrayList<>();
        String next = id;
        while (!next.isEmpty() && !line.contains(next)) {
            line.add(next);
            Mineral mineral = byId.get(next);
            next = mineral == null ? "" : mineral.parent();
        }
        return line;
    }

    /** True where one is the other, or a group that the other belongs to. */
    public boolean related(String one, String other) {
        return one.equals(other)
                || lineById.getOrDefault(one, Set.of()).contains(other)
                || lineById.getOrDefault(other, Set.of()).contains(one);
    }
}
