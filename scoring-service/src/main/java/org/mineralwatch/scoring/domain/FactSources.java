package org.mineralwatch.scoring.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds the rows of the fact tables behind the figures of a cell: what {@link BaselineRule} reads, with the sources that
 * the rows name.
 */
public final class FactSources {
    private static final String SUPPLY = "supply";
    private static final String RELIANCE = "reliance";
    private static final String IMPORT_SOURCES = "import_sources";
    private static final String GOVERNANCE = "governance";
    private static final String TIES = "ties";
    private static final String RECYCLING = "recycling_substitution";
    private static final String UPSTREAM = "upstream";

    private final SortedMap<String, List<FactRow>> tables;
    private final Map<String, List<FactRow>> byKey = new HashMap<>();

    /** @param tables rows by table, in the order of their lines */
    public FactSources(SortedMap<String, List<FactRow>> tables) {
        SortedMap<String, List<FactRow>> copy = new TreeMap<>();
        tables.forEach((name, rows) -> copy.put(name, List.copyOf(rows)));
        this.tables = Collections.unmodifiableSortedMap(copy);
        tables.values()
                .forEach(rows -> rows.forEach(row -> byKey.computeIfAbsent(keyOf(row), _ -> new ArrayList<>())
                        .add(row)));
    }

    /** All rows by table. */
    public SortedMap<String, List<FactRow>> tables() {
        return tables;
    }

    /** What a figure of a cell is. */
    public enum Figure {
        PRODUCTION,
        IMPORT_RELIANCE,
        SOURCING,
        GOVERNANCE,
        TIE,
        RECYCLING_AND_SUBSTITUTION,
        UPSTREAM
    }

    /** The rows behind each figure of a cell, in the order of the tables; a figure without rows is a default. */
    public SortedMap<Figure, List<FactRow>> of(CellBaseline cell, World world) {
        SortedMap<Figure, List<FactRow>> sources = new TreeMap<>();
        sources.put(Figure.PRODUCTION, production(cell));
        if (cell.sourcing() != null) {
            List<FactRow> reliance = reliance(cell.cell());
            sources.put(Figure.IMPORT_RELIANCE, reliance);
            boolean netExporter = !reliance.isEmpty() && reliance.getFirst().has("qualifier", "E");
            sources.put(Figure.SOURCING, netExporter ? List.of() : importSources(cell.cell()));
        }
        SortedSet<String> suppliers = suppliers(cell);
        sources.put(Figure.GOVERNANCE, governance(suppliers, cell));
        sources.put(Figure.TIE, ties(cell.cell().consumer(), suppliers));
        sources.put(
                Figure.RECYCLING_AND_SUBSTITUTION, rows(RECYCLING, cell.cell().mineral()));
        if (cell.upstream() != null) {
            sources.put(Figure.UPSTREAM, upstream(cell, world));
        }
        sources.values().removeIf(List::isEmpty);
        return sources;
    }

    private List<FactRow> production(CellBaseline cell) {
        String of = cell.productionOf() == null ? cell.cell().mineral() : cell.productionOf();
        return rows(SUPPLY, of, cell.cell().stage().toString()).stream()
                .filter(row -> row.year() == cell.year())
                .toList();
    }

    private List<FactRow> reliance(Cell cell) {
        List<FactRow> usable = rows(
                        RELIANCE, cell.consumer(), cell.mineral(), cell.stage().toString())
                .stream()
                .filter(row -> row.has("is_primary", "true") && !row.has("qualifier", "NA"))
                .toList();
        int newest = usable.stream().mapToInt(FactRow::year).max().orElse(0);
        return usable.stream()
                .filter(row -> row.year() == newest)
                .reduce((_, later) -> later)
                .map(List::of)
                .orElse(List.of());
    }

    private List<FactRow> importSources(Cell cell) {
        return rows(
                        IMPORT_SOURCES,
                        cell.consumer(),
                        cell.mineral(),
                        cell.stage().toString())
                .stream()
                .filter(row -> row.has("is_primary", "true"))
                .toList();
    }

    /** Of each supplier the newest estimate; of a bloc's own supply those of the members behind it. */
    private List<FactRow> governance(Collection<String> suppliers, CellBaseline cell) {
        SortedSet<String> countries = new TreeSet<>();
        for (String supplier : suppliers) {
            CellBaseline.Bloc bloc = cell.bloc();
            if (supplier.equals(cell.cell().consumer()) && bloc != null) {
                bloc.members().keySet().forEach(member -> countries.add(GovernanceRule.estimatedAs(member)));
            } else {
                countries.add(GovernanceRule.estimatedAs(supplier));
            }
        }
        return countries.stream()
                .flatMap(
                        country -> rows(GOVERNANCE, country).stream()
                                .reduce((one, other) -> other.year() > one.year() ? other : one)
                                .stream())
                .toList();
    }

    private List<FactRow> ties(String consumer, Collection<String> suppliers) {
        return suppliers.stream()
                .flatMap(supplier -> rows(TIES, consumer, supplier).stream())
                .toList();
    }

    private List<FactRow> upstream(CellBaseline cell, World world) {
        SortedSet<String> passing = cell.upstream() == null
                ? new TreeSet<>()
                : new TreeSet<>(cell.upstream().shares().keySet());
        return rows(UPSTREAM, cell.cell().mineral(), cell.cell().stage().toString()).stream()
                .filter(row -> passing.contains(row.text("supplier"))
                        || (passing.contains(cell.cell().consumer())
                                && world.isMember(
                                        row.text("supplier"), cell.cell().consumer())))
                .toList();
    }

    private static SortedSet<String> suppliers(CellBaseline cell) {
        SortedSet<String> suppliers = new TreeSet<>(cell.production().keySet());
        if (cell.sourcing() != null) {
            suppliers.addAll(cell.sourcing().mix().keySet());
        }
        return suppliers;
    }

    private List<FactRow> rows(String table, String... key) {
        return byKey.getOrDefault(table + " " + String.join(" ", key), List.of());
    }

    private static String keyOf(FactRow row) {
        String key = switch (row.table()) {
            case SUPPLY, UPSTREAM -> mineralOf(row) + " " + row.text("stage");
            case RELIANCE, IMPORT_SOURCES -> row.text("consumer") + " " + mineralOf(row) + " " + row.text("stage");
            case GOVERNANCE -> row.text("country");
            case TIES -> row.text("consumer") + " " + row.text("supplier");
            case RECYCLING -> mineralOf(row);
            default -> "";
        };
        return row.table() + " " + key;
    }

    private static String mineralOf(FactRow row) {
        return row.columns().containsKey("mineral_id") ? row.text("mineral_id") : row.text("mineral");
    }
}
