package org.mineralwatch.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mineralwatch.scoring.domain.Effect.Licensing;
import org.mineralwatch.scoring.domain.World.Country;

/**
 * Samarium for the United States by hand: all of it is refined in China, a rival whose governance risk is 0.588, and one
 * percent is recycled. So every number below needs one line of arithmetic.
 */
class WorkedCaseTest {
    private static final double CHINAS_RISK = 0.5882147252559662;
    /** The queue of April is not quite gone in December: worth a hundred-thousandth of a point. */
    private static final double REST_OF_THE_QUEUE = 1e-4;

    private static final double CHINAS_HAZARD = 0.25 * (CHINAS_RISK + 1.0);

    /** Licensing since 4 April 2025; seven tenths of American use, the military part, get no licence. */
    private static final PolicyEvent NO_18 = event("CN-2025-18", EventType.EXPORT_LICENSING, "2025-04-04")
            .effect(new Licensing(1.0, 0.75, 50.0, 15.0, 0.15, PerConsumer.of(Map.of("US", 0.7))))
            .build();

    /** The extraterritorial rule of October 2025, which would have added to it from December. */
    private static final PolicyEvent NO_61 = event("CN-2025-61", EventType.EXPORT_LICENSING, "2025-10-09")
            .effectiveFrom(LocalDate.parse("2025-12-01"))
            .effect(new Licensing(1.0, 0.25, 50.0, 15.0, 0.15, PerConsumer.ZERO))
            .build();

    /** The truce suspends the second, and not the first. */
    private static final PolicyEvent NO_70 = event("CN-2025-70", EventType.EASING, "2025-11-07")
            .effectiveUntil(LocalDate.parse("2026-11-10"))
            .suspends(List.of(Suspension.ofAll("CN-2025-61")))
            .build();

    /** General licences promised to the US with the truce. */
    private static final PolicyEvent GENERAL_LICENCES = event("US-CN-GENLIC", EventType.EASING, "2025-11-01")
            .effectiveFrom(LocalDate.parse("2025-11-10"))
            .effectiveUntil(LocalDate.parse("2026-11-10"))
            .targets(Parties.of("US"))
            .suspends(List.of(new Suspension("CN-2025-18", 0.15)))
            .build();

    @Test
    void beforeAnyMeasureItIsTheHazardOfTheOneSupplier() {
        assertThat(pointsOn("2025-04-03"))
                .isCloseTo(99 * Math.sqrt(CHINAS_HAZARD), within(1e-12))
                .isCloseTo(62.38, within(0.005));
    }

    @Test
    void sixWeeksIntoLicensingAQuarterArrives() {
        double arrives = 1 - 0.75;

        assertThat(pointsOn("2025-05-15"))
                .isCloseTo(99 * Math.sqrt(1 - (1 - CHINAS_HAZARD) * arrives), within(1e-12))
                .isCloseTo(91.23, within(0.005));
    }

    @Test
    void inTheTruceTheDeniedPartAndTheRestOfTheBacklogAreMissing() {
        double lost = (0.7 + 0.3 * 0.15) * (1 - 0.15);

        assertThat(pointsOn("2025-12-15"))
                .isCloseTo(99 * Math.sqrt(1 - (1 - CHINAS_HAZARD) * (1 - lost)), within(REST_OF_THE_QUEUE))
                .isCloseTo(87.37, within(0.005));
    }

    @Test
    void afterTheLapseBothMeasuresActInFull() {
        double arrives = (1 - 0.745) * (1 - 0.25);

        assertThat(pointsOn("2026-11-11"))
                .isCloseTo(99 * Math.sqrt(1 - (1 - CHINAS_HAZARD) * arrives), within(REST_OF_THE_QUEUE))
                .isCloseTo(93.12, within(0.005));
    }

    private static double pointsOn(String date) {
        SortedMap<String, SortedMap<String, Tie>> ties = new TreeMap<>();
        ties.put("US", new TreeMap<>(Map.of("CN", Tie.RIVAL)));
        World world =
                new World(new TreeMap<>(Map.of("CN", Country.of(CHINAS_RISK))), ties, new TreeMap<>(), new TreeMap<>());
        CellBaseline samarium = CellFixtures.cell("US/samarium/refining", Map.of("CN", 1.0), 0.01);
        return CellFixtures.score(
                        world,
                        samarium,
                        LocalDate.parse(date),
                        CellFixtures.firstRecordsOf(NO_18, NO_61, NO_70, GENERAL_LICENCES))
                .points();
    }

    private static PolicyEvent.Builder event(String id, EventType type, String announced) {
        return PolicyEvent.of(id, type, LocalDate.parse(announced), "CN", List.of("samarium"));
    }
}
