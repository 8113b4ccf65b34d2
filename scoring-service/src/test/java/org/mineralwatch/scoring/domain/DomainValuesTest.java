package org.mineralwatch.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mineralwatch.scoring.domain.Effect.Ban;
import org.mineralwatch.scoring.domain.Effect.Outage;
import org.mineralwatch.scoring.domain.Effect.PriceMeasure;

class DomainValuesTest {
    private static final LocalDate TODAY = LocalDate.of(2025, 1, 1);

    @Test
    void aCellIsReadAsItIsWritten() {
        Cell cell = new Cell("US", "magnet-rare-earths", Stage.MAGNET);

        assertThat(cell).hasToString("US/magnet-rare-earths/magnet");
        assertThat(Cell.of("US/magnet-rare-earths/magnet")).isEqualTo(cell);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "US/gallium",
                "US/gallium/refining/",
                "us/gallium/refining",
                "US/Gallium/refining",
                "US/gallium/smelting"
            })
    void nothingElseIsACell(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Cell.of(text));
    }

    @Test
    void aTagHasNoCells() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cell.of("US/gallium/semi-finished"))
                .withMessage("stage without scores: semi-finished");
    }

    @ParameterizedTest
    @CsvSource({
        "0, LOW",
        "19.999999, LOW",
        "20, MODERATE",
        "40, ELEVATED",
        "59.999999, ELEVATED",
        "60, SEVERE",
        "80, CRITICAL",
        "100, CRITICAL"
    })
    void anEdgeBelongsToTheBandAboveIt(double points, Band band) {
        assertThat(Band.of(points)).isEqualTo(band);
    }

    @Test
    void anEventOfFiveFieldsHasTheDefaultsOfItsType() {
        PolicyEvent event = banOn("gallium").build();

        assertThat(event.standing()).isEqualTo(Standing.ENACTED);
        assertThat(event.grade()).isEqualTo(Grade.C);
        assertThat(event.targets()).isEqualTo(Parties.EVERYONE);
        assertThat(event.effect()).isEqualTo(new Ban(1.0, null));
    }

    @Test
    void anEventNamesTheFieldThatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> banOn("gallium")
                        .effectiveFrom(TODAY)
                        .effectiveUntil(TODAY.minusDays(1))
                        .build())
                .withMessage("effectiveUntil before effectiveFrom: 2024-12-31");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> banOn("Gallium").build())
                .withMessage("minerals: Gallium");
        assertThatIllegalArgumentException().isThrownBy(() -> banOn().build()).withMessage("minerals: []");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> banOn("gallium").leadTimeYears(61.0).build())
                .withMessage("leadTimeYears: 61.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> banOn("gallium").ends(List.of("no id")).build())
                .withMessage("ends: no id");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PolicyEvent.of("ban", EventType.EXPORT_BAN, TODAY, "China", List.of("gallium"))
                        .build())
                .withMessage("actor: China");
    }

    @Test
    void parametersOfAnEffectStayInTheirRanges() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ban(1.1, null))
                .withMessage("scope: 1.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ban(1.0, -0.1))
                .withMessage("leak: -0.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Outage(Double.NaN, 1.0))
                .withMessage("loss: NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Outage(0.5, 0.0))
                .withMessage("halfLifeDays: 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PriceMeasure(1.0, 21.0, 0.5))
                .withMessage("rate: 21.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Suspension("ban", 1.5))
                .withMessage("relief: 1.5");
    }

    @Test
    void aNumberPerConsumerFallsBackOnThatOfTheOthers() {
        PerConsumer denied = PerConsumer.of(Map.of("US", 0.7, "*", 0.1));

        assertThat(denied.forConsumer("US")).isEqualTo(0.7);
        assertThat(denied.forConsumer("JP")).isEqualTo(0.1);
        assertThat(PerConsumer.of(Map.of("US", 0.7)).forConsumer("JP")).isZero();
    }

    @Test
    void aRecordIsOfItsOwnEvent() {
        PolicyEvent event = banOn("gallium").build();

        assertThatIllegalArgumentException().isThrownBy(() -> new EventRecord("other", 1, TODAY, event));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventRecord.of(event, 0, TODAY))
                .withMessage("revision: 0");
    }

    @Test
    void aGroupCannotContainItself() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new World(
                        new TreeMap<>(),
                        new TreeMap<>(),
                        new TreeMap<>(),
                        new TreeMap<>(Map.of("gallium", "germanium", "germanium", "gallium"))))
                .withMessageStartingWith("group within itself");
    }

    @Test
    void aCellNeedsSuppliersAndPassesOnTheirMaterialAlone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CellFixtures.cell("US/gallium/mining", Map.of("CN", 0.0)))
                .withMessageStartingWith("production");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        CellFixtures.cellUpstream("US/gallium/refining", Map.of("CN", 1.0), "JP", Map.of("MM", 1.0)))
                .withMessage("upstream of no supplier: JP");
    }

    @Test
    void aModelKnowsOnlyTheCellsOfItsBaseline() {
        ScoreModel model = new ScoreModel(GoldenFixtures.workedBaseline());
        KnownEvents nothing = KnownEvents.resolve(List.of(), TODAY);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.score(Cell.of("US/gold/mining"), nothing, TODAY))
                .withMessage("no such cell: US/gold/mining");
    }

    @Test
    void anAggregateOfNothingIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> Aggregate.of(List.of()));
    }

    @Test
    void heavierMembersWeighMore() {
        Aggregate aggregate = Aggregate.of(List.of(new Aggregate.Member(3.0, 40.0), new Aggregate.Member(1.0, 80.0)));

        assertThat(aggregate).isEqualTo(new Aggregate(50.0, 80.0));
    }

    private static PolicyEvent.Builder banOn(String... minerals) {
        return PolicyEvent.of("ban", EventType.EXPORT_BAN, TODAY, "CN", List.of(minerals));
    }
}
