package org.mineralwatch.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mineralwatch.scoring.domain.CellBaseline.Sourcing;

/** What one percent more from a supplier does to a score is what the score is with that percent moved. */
class AlternativeTest {
    private static final LocalDate AT = LocalDate.of(2026, 11, 28);
    private static final ScoreModel MODEL = new ScoreModel(GoldenFixtures.realBaseline());
    private static final KnownEvents KNOWN =
            KnownEvents.resolve(TimelineFixtures.realRecords(), LocalDate.of(2026, 7, 31));

    @ParameterizedTest
    @ValueSource(
            strings = {"US/gallium/refining", "US/cobalt/refining", "EU/magnesium/refining", "US/yttrium/refining"})
    void theMarginalIsThatOfAMixWithOnePercentMoved(String key) {
        CellBaseline cell = MODEL.baseline().find(Cell.of(key)).orElseThrow();
        Exposure exposure = MODEL.exposure(cell.cell(), KNOWN);

        List<Alternative> alternatives = exposure.alternativesAt(AT);

        assertThat(alternatives).isNotEmpty().isSortedAccordingTo(Comparator.comparing(Alternative::marginal));
        Sourcing sourcing = Objects.requireNonNull(cell.sourcing());
        for (Alternative alternative : alternatives) {
            SortedMap<String, Double> moved = new TreeMap<>();
            double all =
                    sourcing.mix().values().stream().mapToDouble(share -> share).sum();
            sourcing.mix().forEach((supplier, share) -> moved.put(supplier, 0.99 * share / all));
            moved.merge(alternative.supplier(), 0.01, Double::sum);
            double points = MODEL.exposureOf(cell.with(new Sourcing(moved, sourcing.importReliance())), KNOWN)
                    .pointsAt(AT);
            assertThat(alternative.marginal()).isCloseTo(points - exposure.pointsAt(AT), within(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"US/samarium/refining", "JP/gallium/refining"})
    void whereTheSourcingIsNotKnownTheMarginalIsThatOfWorldProduction(String key) {
        Exposure exposure = MODEL.exposure(Cell.of(key), KNOWN);

        List<Alternative> alternatives = exposure.alternativesAt(AT);

        assertThat(alternatives)
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.sourcing()).isNull());
        assertThat(alternatives)
                .allSatisfy(one -> assertThat(one.availability()).isBetween(0.0, 1.0));
    }
}
