package org.mineralwatch.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.mineralwatch.scoring.domain.Whole.Member;
import org.mineralwatch.scoring.domain.Whole.Weighting;

/** Groups and economies, against the reference figures and against sums by hand. */
class WholeTest {
    private static final JsonNode GOLDEN = GoldenFixtures.golden("golden-real.json");
    private static final ScoreModel MODEL = new ScoreModel(GoldenFixtures.realBaseline());
    private static final LocalDate TODAY = LocalDate.parse(GOLDEN.get("today").textValue());
    private static final KnownEvents KNOWN = KnownEvents.resolve(
            TimelineFixtures.realRecords(),
            LocalDate.parse(GOLDEN.get("knowledge").textValue()));
    private static final ToDoubleFunction<Cell> POINTS =
            cell -> MODEL.exposure(cell, KNOWN).pointsAt(TODAY);

    @Test
    void groupsAreThoseOfTheReference() {
        for (JsonNode golden : GOLDEN.get("groups")) {
            String group = golden.get("group").textValue();
            List<Cell> cells = cellsOf(golden.get("consumer").textValue()).stream()
                    .filter(cell -> MODEL.baseline().world().isUnder(cell.mineral(), group))
                    .toList();

            Whole whole =
                    Whole.of(cells, POINTS, Weighting.EQUAL, MODEL.baseline()).orElseThrow();

            List<String> members = new ArrayList<>();
            golden.get("members").forEach(member -> members.add(member.textValue()));
            assertThat(whole.members())
                    .extracting(member -> member.cell().mineral())
                    .containsExactlyInAnyOrderElementsOf(members);
            assertThat(whole.mean())
                    .isCloseTo(golden.at("/expected/mean").doubleValue(), within(GoldenFixtures.TOLERANCE));
            assertThat(whole.worst().points())
                    .isCloseTo(golden.at("/expected/worst").doubleValue(), within(GoldenFixtures.TOLERANCE));
        }
    }

    @Test
    void whatMembersBringAddsToTheMeanOfEveryEconomy() {
        for (String consumer : List.of("US", "EU", "JP", "KR", "GB", "IN", "CN")) {
            for (Weighting weighting : Weighting.values()) {
                Whole.of(cellsOf(consumer), POINTS, weighting, MODEL.baseline()).ifPresent(whole -> {
                    assertThat(whole.members().stream()
                                    .mapToDouble(Member::part)
                                    .sum())
                            .isCloseTo(whole.mean(), within(1e-9));
                    assertThat(whole.members().stream()
                                    .mapToDouble(Member::weight)
                                    .sum())
                            .isCloseTo(1.0, within(1e-9));
                    assertThat(whole.mean()).isBetween(0.0, whole.worst().points());
                });
            }
        }
    }

    @Test
    void importWeightsAreTheRelianceOfTheStageThatCounts() {
        Whole whole = Whole.of(cellsOf("US"), POINTS, Weighting.IMPORTS, MODEL.baseline())
                .orElseThrow();

        double all = 0.0;
        double weighted = 0.0;
        for (Cell cell : Whole.highestOfEachMineral(cellsOf("US"), POINTS)) {
            CellBaseline.Sourcing sourcing =
                    MODEL.baseline().find(cell).orElseThrow().sourcing();
            if (sourcing == null) {
                assertThat(whole.unweighted()).contains(cell.mineral());
            } else {
                all += sourcing.importReliance();
                weighted += sourcing.importReliance() * POINTS.applyAsDouble(cell);
            }
        }
        assertThat(whole.mean()).isCloseTo(weighted / all, within(1e-9));
    }

    @Test
    void withoutAnyKnownWeightThereIsNoWhole() {
        assertThat(Whole.of(cellsOf("KR"), POINTS, Weighting.IMPORTS, MODEL.baseline()))
                .isEmpty();
        assertThat(Whole.of(List.of(), POINTS, Weighting.EQUAL, MODEL.baseline()))
                .isEmpty();
    }

    private static List<Cell> cellsOf(String consumer) {
        return MODEL.baseline().cells().keySet().stream()
                .filter(cell -> cell.consumer().equals(consumer))
                .toList();
    }
}
