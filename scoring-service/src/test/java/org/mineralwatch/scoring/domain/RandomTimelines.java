package org.mineralwatch.scoring.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.scoring.domain.CellBaseline.Bloc;
import org.mineralwatch.scoring.domain.CellBaseline.Sourcing;
import org.mineralwatch.scoring.domain.CellBaseline.Upstream;
import org.mineralwatch.scoring.domain.Effect.Ban;
import org.mineralwatch.scoring.domain.Effect.Cover;
import org.mineralwatch.scoring.domain.Effect.Licensing;
import org.mineralwatch.scoring.domain.Effect.News;
import org.mineralwatch.scoring.domain.Effect.Outage;
import org.mineralwatch.scoring.domain.Effect.PriceMeasure;
import org.mineralwatch.scoring.domain.Effect.Quota;
import org.mineralwatch.scoring.domain.World.Country;

/**
 * Worlds, cells and records as chance makes them, small enough that everything meets everything: few countries, minerals
 * and ids, all dates within three years.
 */
final class RandomTimelines {
    static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);
    static final int DAYS = 1100;

    private static final List<String> CONSUMERS = List.of("EU", "JP", "US");
    private static final List<String> COUNTRIES = List.of("CD", "CN", "DE", "EU", "FR", "JP", "MM", "US");
    private static final List<String> MINERALS =
            List.of("gallium", "dysprosium", "rare-earths-heavy", "rare-earths", "critical-minerals");
    private static final List<Stage> STAGES = List.of(Stage.MINING, Stage.REFINING, Stage.TECHNOLOGY);
    private static final List<String> IDS = List.of("e0", "e1", "e2", "e3", "e4", "e5", "e6", "e7", "e8", "e9");

    private static final List<EventType> OFTEN = List.of(
            EventType.EXPORT_BAN,
            EventType.EXPORT_LICENSING,
            EventType.IMPORT_RESTRICTION,
            EventType.DISRUPTION,
            EventType.STATE_FINANCE,
            EventType.EASING);

    private final Random random;

    private RandomTimelines(Random random) {
        this.random = random;
    }

    /** A world with cells of two minerals and a group, and what was recorded in it. */
    record Timeline(Baseline baseline, List<EventRecord> records) {
        ScoreModel model() {
            return new ScoreModel(baseline);
        }

        Set<Cell> cells() {
            return baseline.cells().keySet();
        }
    }

    static Arbitrary<Timeline> timelines() {
        return Arbitraries.randomValue(random -> {
            RandomTimelines chance = new RandomTimelines(random);
            return new Timeline(chance.baseline(), chance.records(12));
        });
    }

    static Arbitrary<EventRecord> eventRecords() {
        return Arbitraries.randomValue(random -> new RandomTimelines(random).record());
    }

    static Arbitrary<LocalDate> days() {
        return Arbitraries.randomValue(random -> FIRST_DAY.plusDays(random.nextInt(DAYS + 800) - 30));
    }

    private Baseline baseline() {
        SortedMap<String, Country> countries = new TreeMap<>();
        COUNTRIES.forEach(country -> countries.put(country, Country.of(random.nextDouble())));
        SortedMap<String, SortedMap<String, Tie>> ties = new TreeMap<>();
        CONSUMERS.forEach(consumer -> {
            SortedMap<String, Tie> ofConsumer = new TreeMap<>();
            some(COUNTRIES).forEach(supplier -> ofConsumer.put(supplier, one(List.of(Tie.values()))));
            ties.put(consumer, ofConsumer);
        });
        World world = new World(
                countries,
                ties,
                new TreeMap<>(Map.of("EU", new TreeSet<>(List.of("DE", "FR")))),
                new TreeMap<>(Map.of("dysprosium", "rare-earths-heavy", "rare-earths-heavy", "rare-earths")));
        List<CellBaseline> cells = new ArrayList<>();
        for (String consumer : CONSUMERS) {
            for (String mineral : List.of("gallium", "dysprosium", "rare-earths")) {
                cells.add(cell(new Cell(consumer, mineral, Stage.MINING)));
                cells.add(cell(new Cell(consumer, mineral, Stage.REFINING)));
            }
        }
        return Baseline.of(world, cells);
    }

    private CellBaseline cell(Cell cell) {
        SortedMap<String, Double> production = mix(cell.consumer());
        Sourcing sourcing = random.nextBoolean() ? new Sourcing(mix(cell.consumer()), random.nextDouble()) : null;
        double french = random.nextDouble();
        Bloc bloc = cell.consumer().equals("EU")
                ? new Bloc(random.nextDouble(), new TreeMap<>(Map.of("DE", 1.0 - french, "FR", french)))
                : null;
        return new CellBaseline(
                cell,
                one(List.of(Grade.values())),
                2025,
                null,
                production,
                sourcing,
                0.5 * random.nextDouble(),
                1.0 - 0.3 * random.nextDouble(),
                bloc,
                cell.stage() == Stage.REFINING && random.nextBoolean() ? upstream(production) : null);
    }

    private SortedMap<String, Double> mix(String consumer) {
        SortedMap<String, Double> mix = new TreeMap<>();
        mix.put("CN", 0.01 + random.nextDouble());
        some(List.of("CD", "MM", "US", "JP", CellBaseline.UNNAMED))
                .forEach(supplier -> mix.put(supplier, random.nextDouble()));
        some(consumer.equals("EU") ? List.of("EU") : List.of("DE", "FR"))
                .forEach(supplier -> mix.put(supplier, random.nextDouble()));
        return mix;
    }

    private Upstream upstream(SortedMap<String, Double> production) {
        SortedMap<String, SortedMap<String, Double>> shares = new TreeMap<>();
        for (String refiner : some(production.keySet())) {
            if (!refiner.equals(CellBaseline.UNNAMED)) {
                SortedMap<String, Double> origins = new TreeMap<>();
                some(List.of("CD", "CN", "DE", "MM")).forEach(origin -> origins.put(origin, random.nextDouble() / 2.0));
                shares.put(refiner, origins);
            }
        }
        return new Upstream(Stage.MINING, shares);
    }

    private List<EventRecord> records(int most) {
        List<EventRecord> records = new ArrayList<>();
        int count = random.nextInt(most + 1);
        for (int i = 0; i < count; i++) {
            records.add(record());
        }
        return records;
    }

    private EventRecord record() {
        String id = one(IDS);
        int revision = 1 + random.nextInt(3);
        return random.nextInt(10) == 0
                ? EventRecord.retraction(id, revision, knownDay())
                : EventRecord.of(event(id), revision, knownDay());
    }

    private PolicyEvent event(String id) {
        EventType type = one(random.nextInt(3) > 0 ? OFTEN : List.of(EventType.values()));
        LocalDate announced = day();
        LocalDate from = random.nextInt(3) == 0 ? null : announced.plusDays(random.nextInt(400) - 100);
        LocalDate until =
                random.nextInt(3) > 0 ? null : (from == null ? announced : from).plusDays(random.nextInt(400));
        return PolicyEvent.of(id, type, announced, one(COUNTRIES), atLeastOne(MINERALS))
                .effectiveFrom(from)
                .effectiveUntil(until)
                .targets(parties())
                .coActors(random.nextInt(4) == 0 ? some(COUNTRIES) : List.of())
                .stages(random.nextBoolean() ? List.of() : some(STAGES))
                .standing(random.nextInt(3) > 0 ? Standing.ENACTED : one(List.of(Standing.values())))
                .effect(effect(type))
                .suppliers(random.nextInt(6) == 0 ? parties() : null)
                .consumers(random.nextInt(6) == 0 ? parties() : null)
                .supersedes(random.nextInt(5) == 0 ? List.of(one(IDS)) : List.of())
                .ends(random.nextInt(5) == 0 ? List.of(one(IDS)) : List.of())
                .suspends(suspensions(type))
                .leadTimeYears(random.nextBoolean() ? null : random.nextDouble())
                .grade(one(List.of(Grade.values())))
                .build();
    }

    private List<Suspension> suspensions(EventType type) {
        boolean eases = type == EventType.EASING || type == EventType.PEACE_AGREEMENT;
        if (!eases && random.nextInt(4) > 0) {
            return List.of();
        }
        return List.of(
                new Suspension(one(IDS), random.nextBoolean() ? 1.0 : random.nextDouble()), Suspension.ofAll(one(IDS)));
    }

    private @Nullable Effect effect(EventType type) {
        if (type.defaultEffect() instanceof Effect.None) {
            return null;
        }
        return switch (random.nextInt(9)) {
            case 0 -> new Ban(random.nextDouble(), random.nextBoolean() ? null : random.nextDouble());
            case 1 ->
                new Licensing(
                        random.nextDouble(), random.nextDouble(), random.nextInt(80), 15.0, 0.15, PerConsumer.ZERO);
            case 2 -> new Quota(1.0, random.nextDouble());
            case 3 -> new PriceMeasure(1.0, 3.0 * random.nextDouble(), 0.5);
            case 4 -> new Outage(random.nextDouble(), random.nextBoolean() ? Outage.NO_RECOVERY : 30.0);
            case 5 -> new News(20.0 * random.nextDouble() - 10.0, 30.0);
            case 6 ->
                new Cover(
                        one(List.of(CoverKind.values())),
                        PerConsumer.of(Map.of("US", random.nextDouble(), "*", random.nextDouble())),
                        random.nextDouble(),
                        random.nextDouble(),
                        null);
            default -> null;
        };
    }

    private Parties parties() {
        return random.nextInt(3) == 0 ? Parties.EVERYONE : Parties.of(atLeastOne(COUNTRIES));
    }

    private LocalDate day() {
        return FIRST_DAY.plusDays(random.nextInt(DAYS));
    }

    /** Early, so that most records are known on most days. */
    private LocalDate knownDay() {
        return FIRST_DAY.plusDays(random.nextInt(DAYS / 4));
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private <T> List<T> some(Collection<T> values) {
        return values.stream().filter(value -> random.nextInt(3) == 0).toList();
    }

    private <T> Set<T> atLeastOne(List<T> values) {
        Set<T> chosen = new LinkedHashSet<>(some(values));
        chosen.add(one(values));
        return chosen;
    }
}
