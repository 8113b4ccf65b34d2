package org.mineralwatch.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.mineralwatch.scoring.domain.CellFixtures.ANY_WORLD;
import static org.mineralwatch.scoring.domain.CellFixtures.cell;
import static org.mineralwatch.scoring.domain.CellFixtures.cellOfBloc;
import static org.mineralwatch.scoring.domain.CellFixtures.firstRecordsOf;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mineralwatch.scoring.domain.Effect.Cover;
import org.mineralwatch.scoring.domain.Effect.Licensing;
import org.mineralwatch.scoring.domain.Effect.News;
import org.mineralwatch.scoring.domain.Effect.PriceMeasure;
import org.mineralwatch.scoring.domain.Effect.Quota;

/**
 * How much of a supply an event takes away as time goes by: 60 percent of dysprosium is refined in China, 30 in Germany, 10
 * by producers without a name.
 */
class EventTimingTest {
    private static final double ROUNDING = 1e-12;
    private static final double LEAK_TO_ALL = 0.05;
    private static final LocalDate ANNOUNCED = LocalDate.of(2023, 1, 1);
    private static final LocalDate TODAY = LocalDate.of(2025, 1, 1);

    private static final Map<String, Double> MADE_IN = Map.of("CN", 0.6, "DE", 0.3, "ZZ", 0.1);
    private static final CellBaseline AMERICA = cell("US/dysprosium/refining", MADE_IN);
    private static final CellBaseline EUROPE = cellOfBloc(
            "EU/dysprosium/refining", Map.of("CN", 0.6, "EU", 0.3, "ZZ", 0.1), Map.of("DE", 0.75, "FR", 0.25));

    @Test
    void ninetyDaysAheadHalfOfAQuarterIsCharged() {
        PolicyEvent ahead = PolicyEvent.of(
                        "ahead", EventType.EXPORT_BAN, LocalDate.of(2024, 12, 1), "CN", List.of("dysprosium"))
                .effectiveFrom(TODAY.plusDays(90))
                .build();

        assertThat(loss(AMERICA, ahead)).isCloseTo(0.6 * (1 - LEAK_TO_ALL) * 0.25 * 0.5, within(ROUNDING));
    }

    @Test
    void anAnnouncedSuccessorAddsNothingWhileTheMeasureItReplacesIsInForce() {
        PolicyEvent next = PolicyEvent.of(
                        "next", EventType.EXPORT_BAN, LocalDate.of(2024, 12, 1), "CN", List.of("dysprosium"))
                .effectiveFrom(TODAY.plusDays(30))
                .supersedes(List.of("ban"))
                .build();

        assertThat(loss(AMERICA, ban().build(), next)).isEqualTo(loss(AMERICA, ban().build()));
        assertThat(loss(AMERICA, next)).isPositive();
    }

    @Test
    void anEasingForOthersEasesNothing() {
        assertThat(loss(
                        AMERICA,
                        ban().build(),
                        easing().targets(Parties.of("JP")).build()))
                .isEqualTo(loss(AMERICA, ban().build()));
    }

    @Test
    void aFullEasingForTheBuyerLiftsTheLoss() {
        assertThat(loss(
                        AMERICA,
                        ban().build(),
                        easing().targets(Parties.of("US")).build()))
                .isZero();
    }

    @Test
    void anEasingAlsoReachesTheBuyerThatGrantsIt() {
        PolicyEvent tariff = PolicyEvent.of("ban", EventType.IMPORT_RESTRICTION, ANNOUNCED, "US", List.of("dysprosium"))
                .build();
        PolicyEvent pause = PolicyEvent.of("pause", EventType.EASING, ANNOUNCED, "US", List.of("dysprosium"))
                .targets(Parties.of("CN"))
                .suspends(List.of(Suspension.ofAll("ban")))
                .build();

        assertThat(loss(AMERICA, tariff)).isPositive();
        assertThat(loss(AMERICA, tariff, pause)).isZero();
    }

    @Test
    void anEasingHasTheWeightOfItsStanding() {
        PolicyEvent signed =
                easing().standing(Standing.SIGNED).effectiveFrom(ANNOUNCED).build();

        assertThat(loss(AMERICA, ban().build(), signed)).isCloseTo(0.5 * 0.6 * (1 - LEAK_TO_ALL), within(ROUNDING));
    }

    @Test
    void aPeaceIsThereForAllBuyers() {
        PolicyEvent peace = PolicyEvent.of("peace", EventType.PEACE_AGREEMENT, ANNOUNCED, "CN", List.of("dysprosium"))
                .targets(Parties.of("JP"))
                .suspends(List.of(Suspension.ofAll("ban")))
                .build();

        assertThat(loss(AMERICA, ban().build(), peace)).isZero();
    }

    @Test
    void aSuspensionLapsesByItself() {
        PolicyEvent lapsed = easing().effectiveUntil(TODAY.minusDays(1)).build();

        assertThat(loss(AMERICA, ban().build(), lapsed)).isEqualTo(loss(AMERICA, ban().build()));
    }

    @Test
    void afterAFullSuspensionLicencesHaveToBeAppliedForAgain() {
        PolicyEvent licences = ban().effect(Licensing.DEFAULT).build();
        PolicyEvent lapsed = easing().effectiveUntil(TODAY.minusDays(1)).build();

        assertThat(loss(AMERICA, licences)).isCloseTo(0.6 * 0.15, within(1e-9));
        assertThat(loss(AMERICA, licences, lapsed)).isCloseTo(0.6 * 0.75, within(ROUNDING));
    }

    @Test
    void afterAPartialSuspensionTheyNeedNot() {
        PolicyEvent licences = ban().effect(Licensing.DEFAULT).build();
        PolicyEvent lapsed = easing().effectiveUntil(TODAY.minusDays(1))
                .suspends(List.of(new Suspension("ban", 0.9)))
                .build();

        assertThat(loss(AMERICA, licences, lapsed)).isEqualTo(loss(AMERICA, licences));
    }

    @Test
    void anEndStopsTheWholeEventWhateverMineralTheEndingNames() {
        PolicyEvent end = PolicyEvent.of("end", EventType.EASING, ANNOUNCED, "CN", List.of("gallium"))
                .ends(List.of("ban"))
                .build();

        assertThat(loss(AMERICA, ban().build(), end)).isZero();
    }

    @Test
    void onlyABindingActEndsAnother() {
        PolicyEvent promise = PolicyEvent.of("end", EventType.EASING, ANNOUNCED, "CN", List.of("dysprosium"))
                .standing(Standing.SIGNED)
                .effectiveFrom(ANNOUNCED)
                .ends(List.of("ban"))
                .build();

        assertThat(loss(AMERICA, ban().build(), promise)).isEqualTo(loss(AMERICA, ban().build()));
    }

    @Test
    void whatIsWithdrawnIsNotThereNorIsWhatItEnds() {
        PolicyEvent withdrawn =
                easing().standing(Standing.WITHDRAWN).ends(List.of("ban")).build();

        assertThat(loss(AMERICA, ban().standing(Standing.WITHDRAWN).build())).isZero();
        assertThat(loss(AMERICA, ban().build(), withdrawn)).isEqualTo(loss(AMERICA, ban().build()));
    }

    @Test
    void aLicensingRegimeHoldsThenHalvesTowardsItsRest() {
        PolicyEvent licences = PolicyEvent.of(
                        "licences", EventType.EXPORT_LICENSING, TODAY.minusDays(65), "CN", List.of("dysprosium"))
                .build();

        assertThat(loss(AMERICA, licences)).isCloseTo(0.6 * (0.15 + 0.6 / 2), within(ROUNDING));
        assertThat(lossOn(TODAY.minusDays(15), AMERICA, licences)).isCloseTo(0.6 * 0.75, within(ROUNDING));
    }

    @Test
    void deniedUseGetsNoLicenceAtAll() {
        PolicyEvent licences = ban().effect(
                        new Licensing(1.0, 0.75, 50.0, 15.0, 0.15, PerConsumer.of(Map.of("US", 0.4, "*", 0.1))))
                .build();

        assertThat(loss(AMERICA, licences)).isCloseTo(0.6 * (0.4 + 0.6 * 0.15), within(1e-9));
    }

    @Test
    void aQuotaTakesWhatItDoesNotLetThrough() {
        PolicyEvent quota =
                ban().effect(Quota.ofAmount(1.0, 18_125, 77, 220_000)).build();

        assertThat(loss(AMERICA, quota)).isCloseTo(0.6 * (1 - 18_125 * 365.0 / 77 / 220_000), within(ROUNDING));
    }

    @Test
    void aPriceMeasureTakesWhatTheElasticityMakesOfIt() {
        PolicyEvent tax = ban().effect(new PriceMeasure(0.5, 0.21, 0.5)).build();

        assertThat(loss(AMERICA, tax)).isCloseTo(0.6 * 0.5 * (1 - 1 / 1.1), within(ROUNDING));
    }

    @Test
    void hostileNewsIsHalfForgottenInAMonth() {
        PolicyEvent news = PolicyEvent.of(
                        "news", EventType.POLICY_FRAMEWORK, TODAY.minusDays(30), "CN", List.of("dysprosium"))
                .effect(new News(-6.0, 30.0))
                .build();

        assertThat(loss(AMERICA, news)).isCloseTo(0.6 * 0.15 * 0.6 / 2, within(ROUNDING));
    }

    @Test
    void alternativeSupplyCoversDemandFromItsLeadTimeOn() {
        PolicyEvent mine = PolicyEvent.of("mine", EventType.STATE_FINANCE, ANNOUNCED, "US", List.of("dysprosium"))
                .effect(new Cover(CoverKind.INVESTMENT, PerConsumer.ofAll(0.5), 0.8, 0.0, "US"))
                .leadTimeYears(1.0)
                .build();
        double ownHazard = 0.25 * 0.5;

        assertThat(coverOn(ANNOUNCED.plusDays(364), AMERICA, mine)).isZero();
        assertThat(coverOn(ANNOUNCED.plusDays(365), AMERICA, mine))
                .isCloseTo(0.8 * 0.5 * (1 - ownHazard), within(ROUNDING));
        assertThat(coverOn(TODAY, EUROPE, mine)).isZero();
    }

    @Test
    void aFindHelpsItsTargetsAndIsHostedByTheActor() {
        PolicyEvent find = PolicyEvent.of("find", EventType.DISCOVERY, ANNOUNCED, "AU", List.of("dysprosium"))
                .effect(new Cover(CoverKind.DISCOVERY, PerConsumer.ofAll(1.0), 1.0, 2.0, null))
                .targets(Parties.of("EU"))
                .leadTimeYears(1.0)
                .build();
        double neutralHazard = 0.25 * (0.5 + 0.5);
        double ramped = 366.0 / 730.0;

        assertThat(coverOn(TODAY, EUROPE, find)).isCloseTo(ramped * (1 - neutralHazard), within(ROUNDING));
        assertThat(coverOn(TODAY, AMERICA, find)).isZero();
    }

    private static PolicyEvent.Builder ban() {
        return PolicyEvent.of("ban", EventType.EXPORT_BAN, ANNOUNCED, "CN", List.of("dysprosium"));
    }

    private static PolicyEvent.Builder easing() {
        return PolicyEvent.of("easing", EventType.EASING, ANNOUNCED, "CN", List.of("dysprosium"))
                .suspends(List.of(Suspension.ofAll("ban")));
    }

    private static double loss(CellBaseline cell, PolicyEvent... events) {
        return lossOn(TODAY, cell, events);
    }

    private static double lossOn(LocalDate at, CellBaseline cell, PolicyEvent... events) {
        return CellFixtures.score(ANY_WORLD, cell, at, firstRecordsOf(events)).eventLoss();
    }

    private static double coverOn(LocalDate at, CellBaseline cell, PolicyEvent... events) {
        return CellFixtures.score(ANY_WORLD, cell, at, firstRecordsOf(events)).cover();
    }
}
