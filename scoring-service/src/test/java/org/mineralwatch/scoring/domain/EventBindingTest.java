package org.mineralwatch.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.mineralwatch.scoring.domain.CellFixtures.ANY_WORLD;
import static org.mineralwatch.scoring.domain.CellFixtures.cell;
import static org.mineralwatch.scoring.domain.CellFixtures.cellOfBloc;
import static org.mineralwatch.scoring.domain.CellFixtures.cellUpstream;
import static org.mineralwatch.scoring.domain.CellFixtures.firstRecordsOf;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mineralwatch.scoring.domain.Effect.Ban;
import org.mineralwatch.scoring.domain.Effect.Outage;

/**
 * Which supply an event takes away, and how much: 60 percent of dysprosium is refined in China, 30 in Germany, 10 by
 * producers without a name.
 */
class EventBindingTest {
    private static final double ROUNDING = 1e-12;
    private static final double LEAK_TO_ALL = 0.05;
    private static final double LEAK_TO_NAMED = 0.15;
    private static final LocalDate ANNOUNCED = LocalDate.of(2023, 1, 1);
    private static final LocalDate TODAY = LocalDate.of(2025, 1, 1);

    private static final Map<String, Double> MADE_IN = Map.of("CN", 0.6, "DE", 0.3, "ZZ", 0.1);
    private static final CellBaseline AMERICA = cell("US/dysprosium/refining", MADE_IN);
    private static final CellBaseline AMERICA_ON_BURMESE_ORE =
            cellUpstream("US/dysprosium/refining", MADE_IN, "CN", Map.of("MM", 0.4, "CN", 0.6));
    private static final CellBaseline EUROPE = cellOfBloc(
            "EU/dysprosium/refining", Map.of("CN", 0.6, "EU", 0.3, "ZZ", 0.1), Map.of("DE", 0.75, "FR", 0.25));

    @Test
    void aBanOnAllTakesTheSuppliersShareButForTheLeak() {
        assertThat(loss(AMERICA, ban().build())).isCloseTo(0.6 * (1 - LEAK_TO_ALL), within(ROUNDING));
    }

    @Test
    void fiveFieldsAreEnough() {
        PolicyEvent five = PolicyEvent.of(
                        "five", EventType.EXPORT_BAN, LocalDate.of(2024, 6, 1), "CN", List.of("dysprosium"))
                .build();

        assertThat(loss(AMERICA, five)).isCloseTo(0.6 * (1 - LEAK_TO_ALL), within(ROUNDING));
    }

    @Test
    void aGroupStandsForItsMembersHoweverManyNamesMatch() {
        PolicyEvent once = banOn("rare-earths").build();
        PolicyEvent thrice =
                banOn("rare-earths-heavy", "rare-earths", "dysprosium").build();

        assertThat(loss(AMERICA, once)).isPositive().isEqualTo(loss(AMERICA, thrice));
    }

    @Test
    void aMemberDoesNotStandForItsGroup() {
        assertThat(loss(cell("US/rare-earths/refining", MADE_IN), ban().build()))
                .isZero();
    }

    @Test
    void aListStandsForNothing() {
        assertThat(loss(AMERICA, banOn("critical-minerals").build())).isZero();
    }

    @Test
    void anotherStageIsNotHit() {
        assertThat(loss(AMERICA, ban().stages(List.of(Stage.MINING)).build())).isZero();
    }

    @Test
    void tagsAreNoStages() {
        assertThat(loss(AMERICA, ban().stages(List.of(Stage.TECHNOLOGY)).build()))
                .isZero();
    }

    @Test
    void aMeasureAimedAtOthersIsNone() {
        assertThat(loss(AMERICA, ban().targets(Parties.of("JP")).build())).isZero();
    }

    @Test
    void aMeasureAimedAtNamedConsumersLeaksMore() {
        assertThat(loss(AMERICA, ban().targets(Parties.of("US", "JP")).build()))
                .isCloseTo(0.6 * (1 - LEAK_TO_NAMED), within(ROUNDING));
    }

    @Test
    void standingWeighsTheLoss() {
        PolicyEvent signed = ban().standing(Standing.SIGNED)
                .effectiveFrom(LocalDate.of(2024, 1, 1))
                .build();

        assertThat(loss(AMERICA, signed)).isCloseTo(0.5 * 0.6 * (1 - LEAK_TO_ALL), within(ROUNDING));
    }

    @Test
    void withoutADateOnlyAnEnactedMeasureIsInForce() {
        assertThat(loss(AMERICA, ban().standing(Standing.SIGNED).build())).isZero();
    }

    @Test
    void theLastDayCountsAndTheNextDoesNot() {
        assertThat(loss(AMERICA, ban().effectiveUntil(TODAY).build())).isPositive();
        assertThat(loss(AMERICA, ban().effectiveUntil(TODAY.minusDays(1)).build()))
                .isZero();
    }

    @Test
    void anImportMeasureIsReadFromTheBuyersSide() {
        PolicyEvent tariff = PolicyEvent.of(
                        "tariff", EventType.IMPORT_RESTRICTION, ANNOUNCED, "US", List.of("dysprosium"))
                .targets(Parties.of("CN"))
                .build();

        assertThat(loss(AMERICA, tariff)).isCloseTo(0.6 * (1 - 1 / Math.sqrt(1.25)), within(ROUNDING));
        assertThat(loss(EUROPE, tariff)).isZero();
    }

    @Test
    void aSanctionOnEveryoneHitsEveryNamedSupplierButNotTheBuyerItself() {
        PolicyEvent sanction = PolicyEvent.of("sanction", EventType.SANCTION, ANNOUNCED, "US", List.of("dysprosium"))
                .effect(new Ban(1.0, 0.0))
                .build();
        CellBaseline withOwnSupply = cell("US/dysprosium/refining", Map.of("CN", 0.4, "DE", 0.3, "US", 0.2, "ZZ", 0.1));

        assertThat(loss(withOwnSupply, sanction)).isCloseTo(0.7, within(ROUNDING));
    }

    @Test
    void theEffectMayNameOtherSuppliersAndConsumers() {
        PolicyEvent elsewhere =
                ban().suppliers(Parties.of("DE")).consumers(Parties.of("US")).build();

        assertThat(loss(AMERICA, elsewhere)).isCloseTo(0.3 * (1 - LEAK_TO_NAMED), within(ROUNDING));
    }

    @Test
    void aBlocAmongTheSuppliersStandsForItsMembers() {
        PolicyEvent european = exportBanBy("EU").build();

        assertThat(loss(AMERICA, european)).isCloseTo(0.3 * (1 - LEAK_TO_ALL), within(ROUNDING));
    }

    @Test
    void aMemberAmongTheTargetsDoesNotStandForTheBloc() {
        assertThat(loss(EUROPE, ban().targets(Parties.of("DE")).build())).isZero();
    }

    @Test
    void aMembersExportBanDoesNotActInsideTheBloc() {
        assertThat(loss(EUROPE, exportBanBy("DE").build())).isZero();
    }

    @Test
    void anOutageHitsTheHomeMarketAndTheBlocByTheMembersShare() {
        PolicyEvent outage = PolicyEvent.of("outage", EventType.DISRUPTION, ANNOUNCED, "DE", List.of("dysprosium"))
                .effect(new Outage(0.4, Outage.NO_RECOVERY))
                .build();

        assertThat(loss(EUROPE, outage)).isCloseTo(0.3 * 0.75 * 0.4, within(ROUNDING));
        assertThat(loss(AMERICA, outage)).isCloseTo(0.3 * 0.4, within(ROUNDING));
    }

    @Test
    void aMemberListedApartInTheBlocsCellIsNoForeignSupplier() {
        CellBaseline apart = cellOfBloc("EU/dysprosium/refining", Map.of("CN", 0.7, "DE", 0.3), Map.of("FR", 1.0));

        assertThat(loss(apart, exportBanBy("DE").build())).isZero();
    }

    @Test
    void unnamedProducersAreHitByNothing() {
        PolicyEvent everywhere = exportBanBy("CN")
                .suppliers(Parties.EVERYONE)
                .effect(new Ban(1.0, 0.0))
                .build();

        assertThat(loss(AMERICA, everywhere)).isCloseTo(0.9, within(ROUNDING));
    }

    @Test
    void aBanOnOrePassesThroughTheRefinerThatBuysIt() {
        PolicyEvent onOre = exportBanBy("MM").stages(List.of(Stage.MINING)).build();

        assertThat(loss(AMERICA_ON_BURMESE_ORE, onOre)).isCloseTo(0.6 * 0.4 * (1 - LEAK_TO_ALL), within(ROUNDING));
    }

    @Test
    void aBanOnOreAimedAtTheRefinerPassesThrough() {
        PolicyEvent onOre = exportBanBy("MM")
                .stages(List.of(Stage.MINING))
                .targets(Parties.of("CN"))
                .build();

        assertThat(loss(AMERICA_ON_BURMESE_ORE, onOre)).isCloseTo(0.6 * 0.4 * (1 - LEAK_TO_NAMED), within(ROUNDING));
    }

    @Test
    void aBanOnOreAimedAtTheConsumerDoesNotPassThrough() {
        PolicyEvent onOre = exportBanBy("MM")
                .stages(List.of(Stage.MINING))
                .targets(Parties.of("US"))
                .build();

        assertThat(loss(AMERICA_ON_BURMESE_ORE, onOre)).isZero();
    }

    @Test
    void aBanOnOwnOreLeavesOwnRefineriesAlone() {
        assertThat(loss(
                        AMERICA_ON_BURMESE_ORE,
                        ban().stages(List.of(Stage.MINING)).build()))
                .isZero();
    }

    @Test
    void anOutageOfOwnOreStopsOwnRefineries() {
        PolicyEvent flood = PolicyEvent.of("flood", EventType.DISRUPTION, ANNOUNCED, "CN", List.of("dysprosium"))
                .stages(List.of(Stage.MINING))
                .effect(new Outage(0.5, Outage.NO_RECOVERY))
                .build();

        assertThat(loss(AMERICA_ON_BURMESE_ORE, flood)).isCloseTo(0.6 * 0.6 * 0.5, within(ROUNDING));
    }

    @Test
    void aSupplierReachedBothWaysIsHitDirectly() {
        PolicyEvent both = exportBanBy("MM").coActors(List.of("CN")).build();

        assertThat(loss(AMERICA_ON_BURMESE_ORE, both)).isCloseTo(0.6 * (1 - LEAK_TO_ALL), within(ROUNDING));
    }

    private static PolicyEvent.Builder ban() {
        return banOn("dysprosium");
    }

    private static PolicyEvent.Builder banOn(String... minerals) {
        return PolicyEvent.of("ban", EventType.EXPORT_BAN, ANNOUNCED, "CN", List.of(minerals));
    }

    private static PolicyEvent.Builder exportBanBy(String actor) {
        return PolicyEvent.of("ban", EventType.EXPORT_BAN, ANNOUNCED, actor, List.of("dysprosium"));
    }

    private static double loss(CellBaseline cell, PolicyEvent... events) {
        return CellFixtures.score(ANY_WORLD, cell, TODAY, firstRecordsOf(events))
                .eventLoss();
    }
}
