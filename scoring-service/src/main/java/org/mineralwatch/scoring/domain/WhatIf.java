package org.mineralwatch.scoring.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.mineralwatch.scoring.domain.CellBaseline.Sourcing;
import org.mineralwatch.scoring.domain.ScenarioOutcome.MovedCell;
import org.mineralwatch.scoring.domain.ScenarioOutcome.Step;

/** Compares scores with what they would be in a scenario. Keeps and changes nothing. */
public final class WhatIf {
    /** Below this many points a cell does not move: the same terms in another order round off otherwise. */
    private static final double NEGLIGIBLE = 1e-9;

    private final ScoreModel model;
    private final ReachedCells reached;
    private final BaselineRule rule;

    public WhatIf(ScoreModel model, ReachedCells reached, BaselineRule rule) {
        this.model = model;
        this.reached = reached;
        this.rule = rule;
    }

    /** Shares as supposed, or why they cannot be. */
    public sealed interface Supply {
        /** Cells with other shares, by key. */
        record Supposed(Map<Cell, CellBaseline> cells) implements Supply {}

        record Impossible(List<Fault> faults) implements Supply {
            public Impossible {
                faults = List.copyOf(faults);
            }
        }
    }

    /** Builds the cells that overrides change: those of world production first, then single sourcings on top. */
    public Supply supply(List<SupplyOverride> overrides) {
        Map<Cell, CellBaseline> cells = new HashMap<>();
        List<Fault> faults = new ArrayList<>();
        Map<String, Integer> overridden = new HashMap<>();
        for (boolean ofWorld : new boolean[] {true, false}) {
            for (int i = 0; i < overrides.size(); i++) {
                SupplyOverride override = overrides.get(i);
                if ((override.consumer() == null) != ofWorld) {
                    continue;
                }
                String what = (ofWorld ? "*" : override.consumer()) + "/" + override.mineral() + "/" + override.stage();
                Integer first = overridden.putIfAbsent(what, i);
                if (first != null) {
                    faults.add(new Fault(
                            "/supply/" + i,
                            what + " is overridden already by item " + first + ": name all its shares in one"));
                } else if (ofWorld) {
                    supposeProduction(override, "/supply/" + i, cells, faults);
                } else {
                    supposeSourcing(override, "/supply/" + i, cells, faults);
                }
            }
        }
        return faults.isEmpty() ? new Supply.Supposed(Map.copyOf(cells)) : new Supply.Impossible(faults);
    }

    private void supposeProduction(
            SupplyOverride override, String place, Map<Cell, CellBaseline> cells, List<Fault> faults) {
        List<Cell> there = model.baseline().cells().keySet().stream()
                .filter(cell -> cell.mineral().equals(override.mineral()) && cell.stage() == override.stage())
                .toList();
        if (there.isEmpty()) {
            faults.add(noSuchCell(override, place));
            return;
        }
        Optional<List<CellBaseline>> supposed = rule.cellsWith(override);
        if (supposed.isEmpty()) {
            faults.add(nobodyForTheRest(override, place));
        } else {
            supposed.get().forEach(cell -> cells.put(cell.cell(), cell));
        }
    }

    private void supposeSourcing(
            SupplyOverride override, String place, Map<Cell, CellBaseline> cells, List<Fault> faults) {
        Cell key = new Cell(
                Require.present(override.consumer(), "consumer", override), override.mineral(), override.stage());
        CellBaseline cell = cells.getOrDefault(key, model.baseline().cells().get(key));
        if (cell == null) {
            faults.add(noSuchCell(override, place));
            return;
        }
        Sourcing sourcing = cell.sourcing();
        if (sourcing == null) {
            faults.add(new Fault(
                    place + "/consumer",
                    "it is not known where " + key
                            + " buys, so there is no mix to change: leave `consumer` out to change world production"));
            return;
        }
        boolean sound = true;
        for (String supplier : override.shares().keySet()) {
            if (model.baseline().world().isMember(supplier, key.consumer())) {
                sound = false;
                faults.add(new Fault(
                        place + "/shares/" + supplier,
                        supplier + " is part of " + key.consumer() + ", one supplier in its own cells: write "
                                + key.consumer(),
                        List.of(key.consumer())));
            }
        }
        if (sound) {
            override.in(Mixes.normalised(sourcing.mix()))
                    .ifPresentOrElse(
                            mix -> cells.put(key, cell.with(new Sourcing(mix, sourcing.importReliance()))),
                            () -> faults.add(nobodyForTheRest(override, place)));
        }
    }

    private Fault noSuchCell(SupplyOverride override, String place) {
        SortedSet<String> stages = new TreeSet<>();
        SortedSet<String> minerals = new TreeSet<>();
        for (Cell cell : model.baseline().cells().keySet()) {
            minerals.add(cell.mineral());
            if (cell.mineral().equals(override.mineral())) {
                stages.add(cell.stage().toString());
            }
        }
        return stages.isEmpty()
                ? new Fault(
                        place + "/mineral",
                        override.mineral()
                                + " has no cells: it has no production figures, or is a group whose members have",
                        Nearest.among(minerals, override.mineral()))
                : new Fault(
                        place + "/stage",
                        "no cell of " + override.mineral() + " at " + override.stage() + "; there are: "
                                + String.join(", ", stages),
                        List.copyOf(stages));
    }

    private static Fault nobodyForTheRest(SupplyOverride override, String place) {
        return new Fault(
                place + "/shares",
                "the shares add to less than 1, and nobody else supplies " + override.mineral() + " at "
                        + override.stage() + ": name who has the rest, or ZZ for unnamed producers");
    }

    /**
     * Compares every cell that the scenario can move, and no other.
     *
     * @param scenario without faults
     * @param supposed the cells that its overrides change
     * @param fits cells to look at
     */
    public ScenarioOutcome compare(
            Scenario scenario, Supply.Supposed supposed, KnownEvents known, Horizon horizon, Predicate<Cell> fits) {
        KnownEvents after = scenario.in(known);
        SortedSet<Cell> touched = reached.touchedBy(scenario.changed(), known, after);
        touched.addAll(supposed.cells().keySet());
        touched.removeIf(fits.negate());
        // Each cell by itself, so on all processors: somebody waits for the answer.
        List<MovedCell> moved = touched.parallelStream()
                .flatMap(cell -> compare(cell, supposed, known, after, horizon).stream())
                .sorted(MovedCell.LARGEST_FIRST)
                .toList();
        return new ScenarioOutcome(touched.size(), moved);
    }

    private Optional<MovedCell> compare(
            Cell cell, Supply.Supposed supposed, KnownEvents known, KnownEvents after, Horizon horizon) {
        CellBaseline other = supposed.cells().get(cell);
        return compare(
                model.exposure(cell, known),
                other == null ? model.exposure(cell, after) : model.exposureOf(other, after),
                horizon);
    }

    private static Optional<MovedCell> compare(Exposure before, Exposure after, Horizon horizon) {
        List<Step> course = new ArrayList<>();
        Step largest = null;
        for (LocalDate day : horizon.days(before, after)) {
            Step step = new Step(day, before.pointsAt(day), after.pointsAt(day));
            if (Math.abs(step.change()) > NEGLIGIBLE) {
                course.add(step);
                if (largest == null || Math.abs(step.change()) > Math.abs(largest.change())) {
                    largest = step;
                }
            }
        }
        return largest == null ? Optional.empty() : Optional.of(moved(before, after, largest.at(), course));
    }

    private static MovedCell moved(Exposure before, Exposure after, LocalDate day, List<Step> course) {
        Score was = before.scoreAt(day);
        Score is = after.scoreAt(day);
        SortedMap<String, Double> byEvent = new TreeMap<>(is.byEvent());
        was.byEvent().forEach((event, points) -> byEvent.merge(event, -points, Double::sum));
        byEvent.values().removeIf(points -> points == 0.0);
        return new MovedCell(day, was, is, is.baseline() - was.baseline(), byEvent, after.alternativesAt(day), course);
    }
}
