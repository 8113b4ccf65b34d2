package org.mineralwatch.scoring.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mineralwatch.scoring.domain.BaselineRule;
import org.mineralwatch.scoring.domain.Cell;
import org.mineralwatch.scoring.domain.CellBaseline;
import org.mineralwatch.scoring.domain.ReachedCells;
import org.mineralwatch.scoring.domain.ScoreModel;
import org.mineralwatch.scoring.domain.SupplyOverride;
import org.mineralwatch.scoring.domain.WhatIf;
import org.mineralwatch.scoring.domain.WhatIf.Supply;

/** Whatever shares are supposed, what comes of them is a distribution, in the cells of every consumer. */
class SupposedSupplyTest {
    private static final double ROUNDING = 1e-9;
    private static final BaselineRule RULE = new BaselineRule(new BaselineFacts().facts());
    private static final ScoreModel MODEL = new ScoreModel(RULE.baseline());
    private static final WhatIf WHAT_IF = new WhatIf(MODEL, new ReachedCells(MODEL), RULE);

    @Test
    void sharesAreADistributionWithThoseNamedAsTheyAreInEveryCell() {
        Random random = new Random(20261121);
        List<String> countries =
                List.copyOf(MODEL.baseline().world().countries().keySet());
        SortedSet<String> done = new TreeSet<>();
        for (CellBaseline cell : MODEL.baseline().cells().values()) {
            Cell key = cell.cell();
            if (!done.add(key.mineral() + key.stage())) {
                continue;
            }
            SortedMap<String, Double> shares = new TreeMap<>();
            for (int i = 0; i < 3; i++) {
                shares.put(countries.get(random.nextInt(countries.size())), random.nextDouble() / 3.0);
            }
            if (cell.production().size() < 5) {
                // Somebody must be left to have what these leave.
                shares.keySet().removeAll(cell.production().keySet());
            }
            shares.remove("EU");
            SupplyOverride override = new SupplyOverride(null, key.mineral(), key.stage(), shares);

            Map<Cell, CellBaseline> supposed = supposed(override);

            assertThat(supposed).hasSize(7);
            supposed.values().forEach(one -> assertDistribution(one, shares));
        }
    }

    @Test
    void sharesAsTheyAreChangeNothing() {
        for (CellBaseline cell : MODEL.baseline().cells().values()) {
            Cell key = cell.cell();
            if (key.consumer().equals("US")) {
                String largest = cell.production().entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .orElseThrow()
                        .getKey();
                SupplyOverride override = new SupplyOverride(
                        null,
                        key.mineral(),
                        key.stage(),
                        one(largest, cell.production().getOrDefault(largest, 0.0)));

                Map<Cell, CellBaseline> supposed = supposed(override);

                assertSame(Objects.requireNonNull(supposed.get(key)), cell);
            }
        }
    }

    @Test
    void aSourcingIsChangedInItsOwnCellAlone() {
        for (CellBaseline cell : MODEL.baseline().cells().values()) {
            CellBaseline.Sourcing sourcing = cell.sourcing();
            if (sourcing != null && sourcing.mix().size() > 1) {
                Cell key = cell.cell();
                String first = sourcing.mix().firstKey();

                Map<Cell, CellBaseline> supposed =
                        supposed(new SupplyOverride(key.consumer(), key.mineral(), key.stage(), one(first, 0.25)));

                assertThat(supposed).containsOnlyKeys(key);
                CellBaseline changed = supposed.get(key);
                assertThat(changed == null ? null : changed.sourcing())
                        .isNotNull()
                        .satisfies(other -> {
                            assertThat(sum(other.mix())).isCloseTo(1.0, within(ROUNDING));
                            assertThat(other.mix().get(first)).isCloseTo(0.25, within(ROUNDING));
                            assertThat(other.importReliance()).isEqualTo(sourcing.importReliance());
                        });
            }
        }
    }

    private static void assertDistribution(CellBaseline cell, SortedMap<String, Double> named) {
        assertThat(sum(cell.production())).as(cell.cell().toString()).isCloseTo(1.0, within(ROUNDING));
        SortedSet<String> members = MODEL.baseline().world().members().getOrDefault("EU", new TreeSet<>());
        named.forEach((supplier, share) -> {
            boolean folded = cell.cell().consumer().equals("EU") && members.contains(supplier);
            if (!folded) {
                assertThat(cell.production().getOrDefault(supplier, 0.0)).isCloseTo(share, within(ROUNDING));
            }
        });
        if (cell.sourcing() != null) {
            assertThat(sum(cell.sourcing().mix())).isCloseTo(1.0, within(1e-6));
        }
        if (cell.bloc() != null) {
            assertThat(sum(cell.bloc().members())).isCloseTo(1.0, within(ROUNDING));
        }
    }

    private static void assertSame(CellBaseline supposed, CellBaseline cell) {
        assertThat(supposed.production().keySet()).isEqualTo(cell.production().keySet());
        supposed.production()
                .forEach((supplier, share) ->
                        assertThat(share).isCloseTo(cell.production().getOrDefault(supplier, 0.0), within(ROUNDING)));
        assertThat(supposed.grade()).isEqualTo(cell.grade());
        assertThat(supposed.upstream()).isEqualTo(cell.upstream());
    }

    private static Map<Cell, CellBaseline> supposed(SupplyOverride override) {
        return switch (WHAT_IF.supply(new ArrayList<>(List.of(override)))) {
            case Supply.Supposed(Map<Cell, CellBaseline> cells) -> cells;
            case Supply.Impossible impossible -> throw new AssertionError(override + ": " + impossible.faults());
        };
    }

    private static SortedMap<String, Double> one(String supplier, double share) {
        return new TreeMap<>(Map.of(supplier, share));
    }

    private static double sum(@Nullable Map<String, Double> mix) {
        return mix == null
                ? 0.0
                : mix.values().stream().mapToDouble(share -> share).sum();
    }
}
