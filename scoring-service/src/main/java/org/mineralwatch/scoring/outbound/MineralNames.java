package org.mineralwatch.scoring.outbound;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.mineralwatch.scoring.domain.FactRow;
import org.mineralwatch.scoring.domain.Nearest;

/**
 * The minerals and groups of the vocabulary by whatever publishers call them: id, symbol, alias or name, in any case. An id
 * outranks a symbol, a symbol an alias, an alias a name; what several share means the one group among them.
 */
final class MineralNames {
    /** Forms of aluminum that stand for one of its stages. */
    private static final Map<String, String> STAGE_BY_FORM = Map.of("bauxite", "mining", "alumina", "alumina");

    private final Map<String, String> idByName = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    /** @param vocabulary rows of the table of minerals */
    MineralNames(List<FactRow> vocabulary) {
        add(vocabulary, row -> Stream.of(row.text("id")));
        add(vocabulary, row -> Stream.of(row.text("symbol")));
        add(vocabulary, row -> Stream.of(row.text("aliases").split("\\|")));
        add(vocabulary, row -> Stream.of(row.text("name"), row.text("name").replaceFirst(" \\(.*", "")));
    }

    private void add(List<FactRow> vocabulary, Function<FactRow, Stream<String>> namesOf) {
        Map<String, List<FactRow>> ofRank = new TreeMap<>();
        for (FactRow row : vocabulary) {
            namesOf.apply(row).filter(name -> !name.isEmpty()).forEach(name -> {
                names.add(name);
                List<FactRow> meant = ofRank.computeIfAbsent(key(name), _ -> new ArrayList<>());
                if (!meant.contains(row)) {
                    meant.add(row);
                }
            });
        }
        ofRank.forEach((name, meant) -> {
            List<FactRow> groups = meant.stream()
                    .filter(row -> row.text("kind").equals("group"))
                    .toList();
            if (meant.size() == 1) {
                idByName.putIfAbsent(name, meant.getFirst().text("id"));
            } else if (groups.size() == 1) {
                idByName.putIfAbsent(name, groups.getFirst().text("id"));
            }
        });
    }

    /** The id of what is meant by a name; empty if nothing is, or several are. */
    Optional<String> idOf(String name) {
        return Optional.ofNullable(idByName.get(key(name)));
    }

    /** The stage that a name stands for beside its mineral; empty for most. */
    static Optional<String> stageOf(String name) {
        return Optional.ofNullable(STAGE_BY_FORM.get(key(name)));
    }

    /** Names that are spelt nearly so, best first. */
    List<String> nearest(String name) {
        return Nearest.among(names, name).stream()
                .flatMap(near -> idOf(near).stream())
                .distinct()
                .toList();
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '-').replace('_', '-');
    }
}
