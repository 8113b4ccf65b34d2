package org.mineralwatch.ingest.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The minerals and groups that events can be about, found by id, symbol, name or alias. Case does not count, nor whether
 * words are parted by a space, a hyphen or an underscore.
 *
 * <p>What several entries share (an id outranks a symbol, a symbol an alias) means the group among them, as "permanent
 * magnets" means rare earths; without exactly one group among them it means nothing.
 */
public final class Minerals {
    /** Forms of aluminum that stand for one of its stages. */
    private static final Map<String, Stage> STAGE_BY_FORM = Map.of("bauxite", Stage.MINING, "alumina", Stage.ALUMINA);

    private final List<Mineral> all;
    private final Map<String, Mineral> byId = new LinkedHashMap<>();
    private final Map<String, List<Mineral>> byName = new HashMap<>();
    private final List<Map.Entry<String, String>> idByAnyName = new ArrayList<>();

    public Minerals(List<Mineral> all) {
        this.all = List.copyOf(all);
        for (Mineral mineral : all) {
            byId.put(mineral.id(), mineral);
        }
        index(mineral -> List.of(mineral.id()));
        index(mineral -> List.of(mineral.symbol()));
        index(Mineral::aliases);
        index(mineral -> List.of(mineral.name(), mineral.name().replaceFirst(" \\(.*", "")));
    }

    /** What a name means here. */
    public sealed interface Meaning {
        /** One mineral; with a stage when the name belongs to one. */
        record One(Mineral mineral, Optional<Stage> stage) implements Meaning {}

        /** Several, none of which is their group. */
        record Several(List<String> ids) implements Meaning {}

        /** None; with the ids that are spelt nearly so. */
        record None(List<String> nearest) implements Meaning {}
    }

    /** In the order of the vocabulary. */
    public List<Mineral> all() {
        return all;
    }

    /** True for an id of the vocabulary, exactly as it is stored. */
    public boolean isId(String name) {
        return byId.containsKey(name);
    }

    /** What is meant by a name, in whatever spelling. */
    public Meaning meaning(String name) {
        String key = key(name);
        List<Mineral> meant = byName.getOrDefault(key, List.of());
        if (meant.isEmpty()) {
            return new Meaning.None(Nearest.among(idByAnyName, name));
        }
        if (meant.size() == 1) {
            return new Meaning.One(meant.getFirst(), Optional.ofNullable(STAGE_BY_FORM.get(key)));
        }
        List<Mineral> groups = meant.stream()
                .filter(mineral -> mineral.kind() == Mineral.Kind.GROUP)
                .toList();
        return groups.size() == 1
                ? new Meaning.One(groups.getFirst(), Optional.empty())
                : new Meaning.Several(meant.stream().map(Mineral::id).toList());
    }

    /** Names that stand for one stage of a mineral, with the stage; none for most. */
    public Map<String, Stage> stageByForm(String id) {
        Map<String, Stage> stages = new TreeMap<>();
        STAGE_BY_FORM.forEach((form, stage) -> {
            if (byName.getOrDefault(form, List.of()).stream()
                    .anyMatch(mineral -> mineral.id().equals(id))) {
                stages.put(form, stage);
            }
        });
        return stages;
    }

    /** Ids of those that belong to the given one, at first hand. */
    public List<String> members(String id) {
        return all.stream()
                .filter(mineral -> mineral.group().filter(id::equals).isPresent())
                .map(Mineral::id)
                .toList();
    }

    /**
     * Every id under which an event concerns this mineral or group: its own, those of its members, theirs and so on, and
     * those of the groups it belongs to, because an event on a group is one on each of its members.
     */
    public Set<String> concerning(String id) {
        Set<String> ids = new LinkedHashSet<>();
        addWithMembers(id, ids);
        Optional<String> group = group(id);
        while (group.isPresent()) {
            ids.add(group.get());
            group = group(group.get());
        }
        return ids;
    }

    private void addWithMembers(String id, Set<String> ids) {
        if (ids.add(id)) {
            members(id).forEach(member -> addWithMembers(member, ids));
        }
    }

    private Optional<String> group(String id) {
        return Optional.ofNullable(byId.get(id)).flatMap(Mineral::group);
    }

    /** Names of one rank: they give way to those of higher ranks, which are there already. */
    private void index(Function<Mineral, List<String>> names) {
        Map<String, List<Mineral>> rank = new HashMap<>();
        for (Mineral mineral : all) {
            for (String name : names.apply(mineral)) {
                if (name.isEmpty()) {
                    continue;
                }
                idByAnyName.add(Map.entry(name, mineral.id()));
                List<Mineral> meant = rank.computeIfAbsent(key(name), key -> new ArrayList<>());
                if (!meant.contains(mineral)) {
                    meant.add(mineral);
                }
            }
        }
        rank.forEach(byName::putIfAbsent);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '-').replace('_', '-');
    }
}
