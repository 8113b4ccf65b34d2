package org.mineralwatch.scoring;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.mineralwatch.scoring.domain.Baseline;
import org.mineralwatch.scoring.domain.Cell;
import org.mineralwatch.scoring.domain.KnownEvents;
import org.mineralwatch.scoring.domain.Score;
import org.mineralwatch.scoring.domain.ScoreModel;
import org.mineralwatch.scoring.domain.ScoreModels;
import org.mineralwatch.scoring.domain.Whole;
import org.mineralwatch.scoring.domain.World;
import org.mineralwatch.scoring.outbound.PolicyEventRecordStore;

/** Scores of many cells as one: groups, economies, rankings, and economies side by side. Computed when asked for. */
@ApplicationScoped
public class ReadWholes {
    /** All minerals of an economy. */
    public static final String ECONOMY = "economy";

    private final ScoreModels models;
    private final PolicyEventRecordStore records;
    private final Clock clock;

    ReadWholes(ScoreModels models, PolicyEventRecordStore records, Clock clock) {
        this.models = models;
        this.records = records;
        this.clock = clock;
    }

    /**
     * A whole of one economy.
     *
     * @param of id of a group, or {@link #ECONOMY}
     * @param whole empty where no weight is known
     */
    public record OfConsumer(String consumer, String of, Optional<Whole> whole) {}

    /**
     * A place in a ranking.
     *
     * @param rank from 1; equal scores have equal ranks
     * @param before points on the earlier day; the same day if none is given
     * @param rankBefore rank on the earlier day
     */
    public record Ranked(int rank, Cell cell, double points, int rankBefore, double before) {}

    /** Groups that have members with cells, in order. */
    public SortedSet<String> groups() {
        Baseline baseline = models.knownOn(LocalDate.now(clock)).baseline();
        World world = baseline.world();
        SortedSet<String> groups = new TreeSet<>();
        for (Cell cell : baseline.cells().keySet()) {
            world.groups().values().stream()
                    .filter(group -> world.isUnder(cell.mineral(), group))
                    .forEach(groups::add);
        }
        return groups;
    }

    /**
     * Wholes of every consumer and group that fit.
     *
     * @param of ids of groups, or {@link #ECONOMY}
     */
    public List<OfConsumer> wholes(
            List<String> consumers, List<String> of, Whole.Weighting weighting, LocalDate at, LocalDate known) {
        Baseline baseline = models.knownOn(known).baseline();
        ToDoubleFunction<Cell> points = points(at, known);
        List<OfConsumer> wholes = new ArrayList<>();
        for (String consumer : consumers) {
            for (String name : of) {
                List<Cell> cells = cells(known, cell -> cell.consumer().equals(consumer) && isOf(cell, name, baseline));
                wholes.add(new OfConsumer(consumer, name, Whole.of(cells, points, weighting, baseline)));
            }
        }
        return wholes;
    }

    private static boolean isOf(Cell cell, String name, Baseline baseline) {
        return name.equals(ECONOMY) || baseline.world().isUnder(cell.mineral(), name);
    }

    /**
     * Cells by score, the highest first, each with its place on another day.
     *
     * @param byMineral whether of each mineral only the stage with the highest score counts
     * @param since the other day, as known then
     */
    public List<Ranked> ranking(
            Predicate<Cell> fits,
            boolean byMineral,
            LocalDate at,
            LocalDate known,
            LocalDate since,
            LocalDate knownSince) {
        Map<Cell, Ranked> earlier = new HashMap<>();
        Map<String, Ranked> earlierByMineral = new HashMap<>();
        for (Ranked one : ranked(fits, byMineral, since, knownSince)) {
            earlier.put(one.cell(), one);
            earlierByMineral.put(one.cell().consumer() + "/" + one.cell().mineral(), one);
        }
        return ranked(fits, byMineral, at, known).stream()
                .map(now -> {
                    Ranked then = byMineral
                            ? earlierByMineral.getOrDefault(
                                    now.cell().consumer() + "/" + now.cell().mineral(), now)
                            : earlier.getOrDefault(now.cell(), now);
                    return new Ranked(now.rank(), now.cell(), now.points(), then.rank(), then.points());
                })
                .toList();
    }

    private List<Ranked> ranked(Predicate<Cell> fits, boolean byMineral, LocalDate at, LocalDate known) {
        ToDoubleFunction<Cell> points = points(at, known);
        List<Cell> cells = cells(known, fits);
        if (byMineral) {
            List<Cell> highest = new ArrayList<>();
            for (String consumer : cells.stream().map(Cell::consumer).distinct().toList()) {
                highest.addAll(Whole.highestOfEachMineral(
                        cells.stream()
                                .filter(cell -> cell.consumer().equals(consumer))
                                .toList(),
                        points));
            }
            cells = highest;
        }
        List<Cell> sorted = cells.stream()
                .sorted(Comparator.comparingDouble(points).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
        List<Ranked> ranking = new ArrayList<>(sorted.size());
        for (int i = 0; i < sorted.size(); i++) {
            double here = points.applyAsDouble(sorted.get(i));
            boolean tied = i > 0 && ranking.get(i - 1).points() == here;
            int rank = tied ? ranking.get(i - 1).rank() : i + 1;
            ranking.add(new Ranked(rank, sorted.get(i), here, rank, here));
        }
        return ranking;
    }

    /** The cells of one mineral in full, the highest score first. */
    public List<Score> comparison(Predicate<Cell> fits, LocalDate at, LocalDate known) {
        KnownEvents events = records.upToDate().knownOn(known);
        ScoreModel model = models.knownOn(known);
        return cells(known, fits).stream()
                .map(cell -> model.score(cell, events, at))
                .sorted(Comparator.comparingDouble(Score::points).reversed().thenComparing(Score::cell))
                .toList();
    }

    private List<Cell> cells(LocalDate known, Predicate<Cell> fits) {
        return models.knownOn(known).baseline().cells().keySet().stream()
                .filter(fits)
                .toList();
    }

    /** Points of cells, each computed once. */
    private ToDoubleFunction<Cell> points(LocalDate at, LocalDate known) {
        KnownEvents events = records.upToDate().knownOn(known);
        ScoreModel model = models.knownOn(known);
        Map<Cell, Double> points = new HashMap<>();
        return cell ->
                points.computeIfAbsent(cell, one -> model.exposure(one, events).pointsAt(at));
    }
}
