package org.mineralwatch.scoring.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.scoring.domain.CellBaseline.Bloc;
import org.mineralwatch.scoring.domain.CellBaseline.Upstream;
import org.mineralwatch.scoring.domain.World.Country;

/** Single cells in a small world, and what happens to them. */
final class CellFixtures {
    /** A world of no particular governance or ties, with the members and groups of the rules under test. */
    static final World ANY_WORLD = new World(
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(Map.of("EU", new TreeSet<>(List.of("DE", "FR")))),
            new TreeMap<>(Map.of("dysprosium", "rare-earths-heavy", "rare-earths-heavy", "rare-earths")));

    private CellFixtures() {}

    static CellBaseline cell(String key, Map<String, Double> production) {
        return cell(key, production, 0.0, null, null);
    }

    static CellBaseline cell(String key, Map<String, Double> production, double eolRir) {
        return cell(key, production, eolRir, null, null);
    }

    static CellBaseline cellOfBloc(String key, Map<String, Double> production, Map<String, Double> members) {
        return cell(key, production, 0.0, new Bloc(0.3, new TreeMap<>(members)), null);
    }

    /** Of which one supplier makes part of its output from others' ore. */
    static CellBaseline cellUpstream(
            String key, Map<String, Double> production, String refiner, Map<String, Double> origins) {
        SortedMap<String, SortedMap<String, Double>> shares = new TreeMap<>();
        shares.put(refiner, new TreeMap<>(origins));
        return cell(key, production, 0.0, null, new Upstream(Stage.MINING, shares));
    }

    private static CellBaseline cell(
            String key,
            Map<String, Double> production,
            double eolRir,
            @Nullable Bloc bloc,
            @Nullable Upstream upstream) {
        return new CellBaseline(
                Cell.of(key), Grade.B, 2025, null, new TreeMap<>(production), null, eolRir, 1.0, bloc, upstream);
    }

    /** A world in which every country is governed alike and stands alike to the US. */
    static World worldOf(double governanceRisk, Tie tie, List<String> countries) {
        SortedMap<String, Country> governance = new TreeMap<>();
        SortedMap<String, Tie> ties = new TreeMap<>();
        for (String country : countries) {
            governance.put(country, Country.of(governanceRisk));
            ties.put(country, tie);
        }
        SortedMap<String, SortedMap<String, Tie>> byConsumer = new TreeMap<>();
        byConsumer.put("US", ties);
        return new World(governance, byConsumer, new TreeMap<>(), new TreeMap<>());
    }

    /** The score in the light of all records. */
    static Score score(World world, CellBaseline cell, LocalDate at, EventRecord... records) {
        return scoreAsKnown(world, cell, at, LocalDate.of(2100, 1, 1), records);
    }

    static Score scoreAsKnown(World world, CellBaseline cell, LocalDate at, LocalDate known, EventRecord... records) {
        ScoreModel model = new ScoreModel(Baseline.of(world, List.of(cell)));
        return model.score(cell.cell(), KnownEvents.resolve(List.of(records), known), at);
    }

    static EventRecord[] firstRecordsOf(PolicyEvent... events) {
        List<EventRecord> records = new ArrayList<>();
        Arrays.stream(events).forEach(event -> records.add(EventRecord.firstOf(event)));
        return records.toArray(EventRecord[]::new);
    }
}
