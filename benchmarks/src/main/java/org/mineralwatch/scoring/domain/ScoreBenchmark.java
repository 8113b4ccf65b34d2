package org.mineralwatch.scoring.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.mineralwatch.scoring.domain.CellBaseline.Sourcing;
import org.mineralwatch.scoring.domain.World.Country;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One cell of 12 suppliers and two mixes under 8 restrictions, of which some decay. Stands in the package of what it times. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ScoreBenchmark {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final List<String> SUPPLIERS =
            List.of("AU", "BR", "CA", "CD", "CN", "ID", "JP", "KR", "RU", "US", "ZA");
    private static final int FACETS = 8;

    private final Cell cell = Cell.of("US/gallium/refining");
    private final ScoreModel model = new ScoreModel(Baseline.of(world(), List.of(baseline(cell))));
    private final KnownEvents known = KnownEvents.resolve(records(), TODAY);
    private final Exposure exposure = model.exposure(cell, known);
    private final CellStructure structure = model.structures().iterator().next();
    private final int[] hit = new int[FACETS];
    private final double[] losses = new double[FACETS];

    /** All suppliers differ in size, governance and tie. */
    public ScoreBenchmark() {
        for (int f = 0; f < FACETS; f++) {
            hit[f] = f;
            losses[f] = 0.1 * (f + 1);
        }
    }

    /** The score alone, on a day. */
    @Benchmark
    public double score() {
        return exposure.pointsAt(TODAY);
    }

    /** The Shapley values of all restrictions. */
    @Benchmark
    public double[] attribution() {
        return Shapley.values(structure, hit, losses, new double[0]);
    }

    /** The score with all that it is made of: attribution, interval, what is held back. */
    @Benchmark
    public Score scoreInFull() {
        return exposure.scoreAt(TODAY);
    }

    /** What a record costs in each cell it touches: the restrictions are looked up, the score is valued in full. */
    @Benchmark
    public Valued valued() {
        return Valued.of(model, cell, known, TODAY);
    }

    private static World world() {
        SortedMap<String, Country> countries = new TreeMap<>();
        SortedMap<String, Tie> ties = new TreeMap<>();
        for (int i = 0; i < SUPPLIERS.size(); i++) {
            countries.put(SUPPLIERS.get(i), Country.of(0.2 + 0.05 * i));
            ties.put(SUPPLIERS.get(i), Tie.values()[i % Tie.values().length]);
        }
        return new World(countries, new TreeMap<>(Map.of("US", ties)), new TreeMap<>(), new TreeMap<>());
    }

    private static CellBaseline baseline(Cell cell) {
        SortedMap<String, Double> production = new TreeMap<>();
        SortedMap<String, Double> sourcing = new TreeMap<>();
        for (int i = 0; i < SUPPLIERS.size(); i++) {
            production.put(SUPPLIERS.get(i), 1.0 + i);
            sourcing.put(SUPPLIERS.get(i), 20.0 - i);
        }
        production.put(CellBaseline.UNNAMED, 3.0);
        return new CellBaseline(
                cell, Grade.B, 2025, null, production, new Sourcing(sourcing, 0.8), 0.1, 0.9, null, null);
    }

    private static List<EventRecord> records() {
        List<Effect> effects = List.of(
                new Effect.Ban(0.8, null),
                Effect.Licensing.DEFAULT,
                new Effect.Outage(0.4, 90.0),
                new Effect.Quota(1, 0.3));
        List<EventRecord> records = new ArrayList<>();
        for (int f = 0; f < FACETS; f++) {
            records.add(EventRecord.firstOf(PolicyEvent.of(
                            "event-" + f,
                            EventType.EXPORT_BAN,
                            TODAY.minusDays(60),
                            SUPPLIERS.get(f),
                            List.of("gallium"))
                    .effect(effects.get(f % effects.size()))
                    .build()));
        }
        return records;
    }
}
