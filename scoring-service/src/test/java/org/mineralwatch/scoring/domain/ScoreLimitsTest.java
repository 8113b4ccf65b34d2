package org.mineralwatch.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.mineralwatch.scoring.domain.CellFixtures.cell;
import static org.mineralwatch.scoring.domain.CellFixtures.firstRecordsOf;
import static org.mineralwatch.scoring.domain.CellFixtures.scoreAsKnown;
import static org.mineralwatch.scoring.domain.CellFixtures.worldOf;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mineralwatch.scoring.domain.Effect.Outage;
import org.mineralwatch.scoring.domain.World.Country;

/** Scores that can be had without the model. */
class ScoreLimitsTest {
    private static final LocalDate TODAY = LocalDate.of(2025, 1, 1);
    private static final double ROUNDING = 1e-12;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 10})
    void equalSuppliersScoreByTheRootOfTheirNumber(int n) {
        List<String> suppliers = suppliers(n);
        CellBaseline cell = cell("US/gallium/mining", equalShares(suppliers), 0.1);

        Score score = CellFixtures.score(worldOf(0.6, Tie.RIVAL, suppliers), cell, TODAY);

        assertThat(score.points()).isCloseTo(90 * Math.sqrt(0.4 / n), within(ROUNDING));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 10})
    void whenAllAreCutOffTheScoreIsTheExposedPartOfDemand(int n) {
        List<String> suppliers = suppliers(n);
        CellBaseline cell = cell("US/gallium/mining", equalShares(suppliers), 0.1);
        PolicyEvent[] outages = suppliers.stream()
                .map(supplier -> PolicyEvent.of(
                                "off-" + supplier, EventType.DISRUPTION, TODAY, supplier, List.of("gallium"))
                        .effect(new Outage(1.0, Outage.NO_RECOVERY))
                        .build())
                .toArray(PolicyEvent[]::new);

        Score score = CellFixtures.score(worldOf(0.6, Tie.RIVAL, suppliers), cell, TODAY, firstRecordsOf(outages));

        assertThat(score.points()).isCloseTo(90.0, within(ROUNDING));
        assertThat(score.eventLoss()).isCloseTo(0.9, within(ROUNDING));
    }

    @Test
    void namesOfSuppliersDoNotMatter() {
        Score score =
                CellFixtures.score(world("CN", "AU"), cell("US/gallium/mining", Map.of("CN", 3.0, "AU", 1.0)), TODAY);
        Score renamed =
                CellFixtures.score(world("AU", "CN"), cell("US/gallium/mining", Map.of("AU", 3.0, "CN", 1.0)), TODAY);

        assertThat(renamed.points()).isCloseTo(score.points(), within(ROUNDING));
        assertThat(renamed.bySupplier().get("AU"))
                .isNotNull()
                .isCloseTo(score.bySupplier().getOrDefault("CN", 0.0), within(ROUNDING));
    }

    @Test
    void whatARetractionOrAWithdrawalTakesBackCountsUntilItIsKnown() {
        LocalDate february = LocalDate.of(2025, 2, 1);
        PolicyEvent.Builder ban = PolicyEvent.of("ban", EventType.EXPORT_BAN, TODAY, "CN", List.of("gallium"));
        EventRecord posted = EventRecord.firstOf(ban.build());
        EventRecord retracted = EventRecord.retraction("ban", 2, february);
        EventRecord withdrawn = EventRecord.of(ban.standing(Standing.WITHDRAWN).build(), 2, february);
        World world = world("CN", "AU");
        CellBaseline cell = cell("US/gallium/mining", Map.of("CN", 3.0, "AU", 1.0));
        Score untouched = CellFixtures.score(world, cell, TODAY);

        for (EventRecord taken : List.of(retracted, withdrawn)) {
            Score before = scoreAsKnown(world, cell, TODAY, february.minusDays(1), posted, taken);
            Score after = scoreAsKnown(world, cell, TODAY, february, posted, taken);

            assertThat(before.points()).isGreaterThan(untouched.points());
            assertThat(after).isEqualTo(untouched);
        }
    }

    @Test
    void ofTwoRecordsThatMustNotBothExistTheSameOneCountsInEitherOrder() {
        EventRecord one =
                EventRecord.firstOf(PolicyEvent.of("ban", EventType.EXPORT_BAN, TODAY, "CN", List.of("gallium"))
                        .build());
        EventRecord other =
                EventRecord.firstOf(PolicyEvent.of("ban", EventType.EXPORT_BAN, TODAY, "AU", List.of("gallium"))
                        .build());
        World world = world("CN", "AU");
        CellBaseline cell = cell("US/gallium/mining", Map.of("CN", 3.0, "AU", 1.0));

        assertThat(CellFixtures.score(world, cell, TODAY, one, other))
                .isEqualTo(CellFixtures.score(world, cell, TODAY, other, one));
    }

    private static List<String> suppliers(int n) {
        return IntStream.range(0, n).mapToObj(i -> "A" + (char) ('A' + i)).toList();
    }

    private static Map<String, Double> equalShares(List<String> suppliers) {
        SortedMap<String, Double> shares = new TreeMap<>();
        suppliers.forEach(supplier -> shares.put(supplier, 1.0));
        return shares;
    }

    /** One badly governed rival and one well governed ally of the US. */
    private static World world(String rival, String ally) {
        SortedMap<String, SortedMap<String, Tie>> ties = new TreeMap<>();
        ties.put("US", new TreeMap<>(Map.of(rival, Tie.RIVAL, ally, Tie.ALLY)));
        return new World(
                new TreeMap<>(Map.of(rival, Country.of(0.6), ally, Country.of(0.2))),
                ties,
                new TreeMap<>(),
                new TreeMap<>());
    }
}
