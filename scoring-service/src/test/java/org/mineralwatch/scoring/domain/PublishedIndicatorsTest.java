package org.mineralwatch.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.mineralwatch.scoring.domain.GoldenFixtures.TOLERANCE;
import static org.mineralwatch.scoring.domain.GoldenFixtures.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mineralwatch.scoring.domain.PublishedIndicators.EuSupplier;
import org.mineralwatch.scoring.domain.PublishedIndicators.EuSupplyRisk;
import org.mineralwatch.scoring.domain.PublishedIndicators.GeoPolRisk;

/** Numbers that others published, from the inputs that they published. */
class PublishedIndicatorsTest {
    private static final double PRINTED_TENTH = 0.05;
    private static final double PRINTED_PERCENT = 0.005;
    private static final List<OptionalDouble> UNKNOWN = List.of(OptionalDouble.empty());

    @TestFactory
    Stream<DynamicTest> geoPolRiskEndToEnd() {
        return anchors("geopolrisk", "name", row -> {
            List<GeoPolRisk.Import> imports = new ArrayList<>();
            row.get("imports")
                    .forEach(pair -> imports.add(new GeoPolRisk.Import(
                            pair.get(0).doubleValue(), pair.get(1).doubleValue())));
            GeoPolRisk risk = GeoPolRisk.of(
                    numbers(row.get("production")),
                    row.get("domesticT").doubleValue(),
                    imports,
                    row.get("price").doubleValue());

            JsonNode expected = row.get("expected");
            assertThat(expected).hasSize(7);
            assertRelative(risk.hhi(), expected.get("hhi"));
            assertRelative(risk.numerator(), expected.get("numerator"));
            assertRelative(risk.totalTrade(), expected.get("totalTrade"));
            assertRelative(risk.wta(), expected.get("wta"));
            assertRelative(risk.score(), expected.get("score"));
            assertRelative(risk.midpoint(), expected.get("midpoint"));
            assertRelative(risk.cf(), expected.get("cf"));
        });
    }

    @TestFactory
    Stream<DynamicTest> geoPolRiskOfTheNotebook() {
        return anchors("geopolriskRows", "name", row -> {
            double score = row.get("hhi").doubleValue() * row.get("importRisk").doubleValue();
            double cf = row.get("cf").doubleValue();

            assertThat(score).isCloseTo(row.get("score").doubleValue(), within(1.5e-6));
            assertThat(GeoPolRisk.characterisationFactor(score, row.get("price").doubleValue()))
                    .isCloseTo(cf, within(Math.max(1.5e-6, 2e-3 * cf)));
        });
    }

    @TestFactory
    Stream<DynamicTest> concentrationOfWorldMining() {
        return anchors(
                "hhi",
                "name",
                row -> assertThat(PublishedIndicators.hhi(numbers(row.get("quantities"))))
                        .isCloseTo(
                                row.get("expected").doubleValue(),
                                within(row.get("tolerance").doubleValue())));
    }

    @TestFactory
    Stream<DynamicTest> normalisedConcentrationOfEuCriticalMaterials() {
        return anchors(
                "hhiNormalised",
                "name",
                row -> assertThat(PublishedIndicators.normalisedHhi(numbers(row.get("quantities"))))
                        .isCloseTo(row.get("expected").doubleValue(), within(1e-12)));
    }

    @TestFactory
    Stream<DynamicTest> governanceRiskOfCountries() {
        return anchors(
                "wgi",
                "name",
                row -> assertThat(Hazard.governanceRisk(row.get("estimate").doubleValue()))
                        .isCloseTo(row.get("expected").doubleValue(), within(1e-12)));
    }

    @TestFactory
    Stream<DynamicTest> concentrationWeightedByGovernanceAndTrade() {
        return anchors("euHhiWgiT", "name", row -> {
            List<EuSupplier> suppliers = new ArrayList<>();
            row.get("rows")
                    .forEach(r -> suppliers.add(new EuSupplier(
                            r.get(0).doubleValue(),
                            r.get(1).doubleValue(),
                            r.get(2).doubleValue())));

            assertThat(PublishedIndicators.euConcentration(suppliers))
                    .isCloseTo(row.get("expected").doubleValue(), within(1e-12));
        });
    }

    /** Inputs and results are printed rounded: the range over the rounding of the inputs must meet that of the result. */
    @TestFactory
    Stream<DynamicTest> supplyRiskOfTheEu2017Table() {
        return anchors("eu2017", "mineral", row -> {
            DoubleSummaryStatistics range = rangeOf(row);

            assertThat(range.getMin()).isCloseTo(row.get("low").doubleValue(), within(TOLERANCE));
            assertThat(range.getMax()).isCloseTo(row.get("high").doubleValue(), within(TOLERANCE));
            double published = row.get("published").doubleValue();
            assertThat(range.getMin()).isLessThanOrEqualTo(published + PRINTED_TENTH);
            assertThat(range.getMax()).isGreaterThanOrEqualTo(published - PRINTED_TENTH);
        });
    }

    /** The formula is linear in each input while the others stand still, so its extremes lie at corners. */
    private static DoubleSummaryStatistics rangeOf(JsonNode row) {
        String used = row.get("supplyData").textValue();
        DoubleSummaryStatistics range = new DoubleSummaryStatistics();
        for (OptionalDouble global : used.equals("EUSonly") ? UNKNOWN : concentrations(row.get("hhiGs"))) {
            for (OptionalDouble european : used.equals("GSonly") ? UNKNOWN : concentrations(row.get("hhiEu"))) {
                for (double ir : used.equals("GS+EUS") ? ends(row.get("ir"), PRINTED_PERCENT, 1.0) : new double[] {0}) {
                    for (double eolRir : ends(row.get("eolRir"), PRINTED_PERCENT, 1.0)) {
                        for (double siSr : ends(row.get("siSr"), PRINTED_TENTH, 1.0)) {
                            range.accept(new EuSupplyRisk(global, european, ir, eolRir, siSr).value());
                        }
                    }
                }
            }
        }
        return range;
    }

    private static List<OptionalDouble> concentrations(JsonNode printed) {
        double[] ends = ends(printed, PRINTED_TENTH, Double.MAX_VALUE);
        return List.of(OptionalDouble.of(ends[0]), OptionalDouble.of(ends[1]));
    }

    private static double[] ends(JsonNode printed, double half, double most) {
        double value = printed.doubleValue();
        return new double[] {Math.max(0.0, value - half), Math.min(most, value + half)};
    }

    private static Stream<DynamicTest> anchors(String table, String name, Consumer<JsonNode> check) {
        JsonNode rows = golden("golden.json").get("anchors").get(table);
        assertThat(rows).as(table).isNotEmpty();
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> DynamicTest.dynamicTest(row.get(name).textValue(), () -> check.accept(row)));
    }

    private static List<Double> numbers(JsonNode array) {
        List<Double> numbers = new ArrayList<>();
        array.forEach(number -> numbers.add(number.doubleValue()));
        return numbers;
    }

    private static void assertRelative(double actual, JsonNode expected) {
        double value = expected.doubleValue();
        assertThat(actual).isCloseTo(value, within(TOLERANCE * Math.max(1.0, Math.abs(value))));
    }
}
