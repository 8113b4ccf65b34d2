package org.mineralwatch.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mineralwatch.scoring.domain.Explanation.Restriction;
import org.mineralwatch.scoring.domain.Explanation.Supplier;

/** Every value that a score is explained by leads to it, for every cell there is. */
class ExplanationTest {
    private static final double ROUNDING = 1e-9;
    private static final ScoreModel MODEL = new ScoreModel(GoldenFixtures.realBaseline());
    private static final KnownEvents KNOWN =
            KnownEvents.resolve(TimelineFixtures.realRecords(), LocalDate.of(2026, 7, 31));

    @ParameterizedTest
    @ValueSource(strings = {"2022-01-01", "2025-05-15", "2026-11-21", "2031-03-01"})
    void allSumsAreExactInEveryCell(String at) {
        for (Cell cell : MODEL.baseline().cells().keySet()) {
            Explanation why = MODEL.exposure(cell, KNOWN).explanationAt(LocalDate.parse(at));

            assertThat(why.score()).isEqualTo(MODEL.score(cell, KNOWN, LocalDate.parse(at)));
            assertPointsAdd(why);
            assertFormulaHolds(why);
        }
    }

    private static void assertPointsAdd(Explanation why) {
        Score score = why.score();
        double covers =
                why.covers().stream().mapToDouble(Explanation.Cover::points).sum();
        double suppliers =
                why.suppliers().stream().mapToDouble(Supplier::points).sum();
        double structural =
                why.suppliers().stream().mapToDouble(Supplier::structural).sum();
        Map<String, Double> byEvent = why.restrictions().stream()
                .collect(Collectors.groupingBy(Restriction::event, Collectors.summingDouble(Restriction::points)));
        why.covers().forEach(cover -> byEvent.merge(cover.event(), cover.points(), Double::sum));

        assertThat(structural).isCloseTo(score.baseline(), within(ROUNDING));
        assertThat(suppliers + covers).isCloseTo(score.points(), within(ROUNDING));
        assertThat(covers).isCloseTo(score.alternativeSupply(), within(ROUNDING));
        assertThat(byEvent.keySet()).isEqualTo(score.byEvent().keySet());
        byEvent.forEach(
                (event, points) -> assertThat(points).isCloseTo(score.byEvent().get(event), within(ROUNDING)));
        why.suppliers()
                .forEach(supplier -> assertThat(supplier.points())
                        .isCloseTo(score.bySupplier().get(supplier.code()), within(ROUNDING)));
    }

    private static void assertFormulaHolds(Explanation why) {
        Explanation.Formula formula = why.formula();
        double weights =
                formula.mixes().stream().mapToDouble(Explanation.Mix::weight).sum();
        double index = formula.mixes().stream()
                .mapToDouble(mix -> mix.weight() * mix.index())
                .sum();
        double production =
                why.suppliers().stream().mapToDouble(Supplier::production).sum();

        assertThat(weights).isCloseTo(1.0, within(ROUNDING));
        assertThat(production).isCloseTo(1.0, within(ROUNDING));
        assertThat(formula.exposedDemand())
                .isCloseTo((1.0 - formula.recycling()) * formula.substitution(), within(ROUNDING));
        assertThat(formula.uncovered() * index).isCloseTo(formula.index(), within(ROUNDING));
        assertThat(100.0 * formula.exposedDemand() * Math.sqrt(formula.index()))
                .isCloseTo(why.score().points(), within(ROUNDING));
        assertThat(100.0 * formula.exposedDemand() * Math.sqrt(formula.indexWithoutEvents()))
                .isCloseTo(why.score().baseline(), within(ROUNDING));
        for (Supplier supplier : why.suppliers()) {
            double arriving = why.restrictions().stream()
                    .filter(restriction -> restriction.supplier().equals(supplier.code()))
                    .mapToDouble(restriction -> 1.0 - restriction.loss())
                    .reduce(1.0, (a, b) -> a * b);
            assertThat(supplier.availability()).isCloseTo(arriving, within(ROUNDING));
            assertThat(supplier.hazard())
                    .isCloseTo(0.25 * (supplier.governanceRisk() + supplier.unwillingness()), within(ROUNDING));
            assertThat(supplier.missing())
                    .isCloseTo(1.0 - (1.0 - supplier.hazard()) * supplier.availability(), within(ROUNDING));
            assertThat(supplier.structurallyMissing())
                    .isCloseTo(supplier.hazard() * supplier.availability(), within(ROUNDING));
        }
        for (Restriction restriction : why.restrictions()) {
            double left = restriction.reliefs().values().stream()
                    .reduce(1.0, (unrelieved, relief) -> unrelieved * (1.0 - relief));
            assertThat(restriction.loss()).isCloseTo(restriction.raw() * left, within(ROUNDING));
        }
    }
}
