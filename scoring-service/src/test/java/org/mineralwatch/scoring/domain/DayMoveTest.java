package org.mineralwatch.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.mineralwatch.scoring.domain.Effect.Ban;
import org.mineralwatch.scoring.domain.RandomTimelines.Timeline;

/** Each act has its own part of the day's move, and the parts are all of it. */
class DayMoveTest {
    private static final double ROUNDING = 1e-9;
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final LocalDate JANUARY = LocalDate.of(2027, 1, 1);
    private static final Cell GALLIUM = Cell.of("US/gallium/refining");
    private static final ScoreModel MODEL = new ScoreModel(GoldenFixtures.realBaseline());

    @Property(tries = 60)
    void partsAndDriftAddToTheMoveOfEveryTurn(@ForAll("timelines") Timeline timeline) {
        KnownEvents known = KnownEvents.resolve(timeline.records(), LocalDate.of(2100, 1, 1));
        ScoreModel model = timeline.model();

        for (Cell cell : timeline.cells()) {
            Exposure exposure = model.exposure(cell, known);
            exposure.calendar().turns().stream()
                    .map(Turn::date)
                    .distinct()
                    .forEach(day -> assertAllOfIt(exposure, day));
        }
    }

    @Test
    void partsAndDriftAddToTheMoveOfEveryTurnOfTheRealTimeline() {
        KnownEvents known = KnownEvents.resolve(TimelineFixtures.realRecords(), TODAY);

        for (Cell cell : MODEL.baseline().cells().keySet()) {
            Exposure exposure = MODEL.exposure(cell, known);
            exposure.calendar().turns().stream()
                    .map(Turn::date)
                    .distinct()
                    .forEach(day -> assertAllOfIt(exposure, day));
        }
    }

    @Test
    void likeActsHaveLikeParts() {
        DayMove move = moveInJanuary(ban("one", 0.3).build(), ban("other", 0.3).build());

        assertThat(move.byAct().get("one")).isPositive().isCloseTo(move.byAct().get("other"), within(ROUNDING));
        assertThat(move.drift()).isZero();
    }

    @Test
    void anActThatTurnsNothingOnTheDayHasNoPart() {
        PolicyEvent before = ban("before", 0.3).effectiveFrom(TODAY).build();

        DayMove move = moveInJanuary(ban("one", 0.3).build(), before);

        assertThat(move.byAct()).containsOnlyKeys("one");
    }

    @Test
    void aTotalLossOnBothDaysLeavesNothingToOthers() {
        PolicyEvent total = ban("total", 1.0).effectiveFrom(TODAY).build();

        DayMove move = moveInJanuary(ban("one", 0.3).build(), total);

        assertThat(move.byAct().get("one")).isZero();
    }

    @Test
    void whereOneActTakesThePlaceOfAnotherTheMoveIsItsAlone() {
        PolicyEvent old = ban("old", 0.3).effectiveFrom(TODAY).build();
        PolicyEvent successor = ban("successor", 0.5).supersedes(List.of("old")).build();

        DayMove move = moveInJanuary(old, successor);

        assertThat(move.byAct()).containsOnlyKeys("successor");
        assertThat(move.byAct().get("successor")).isPositive();
    }

    @Test
    void aBanThatEntersAndATruceThatLapsesOnOneDayPartTheMoveBySize() {
        PolicyEvent suspended = ban("suspended", 0.8).effectiveFrom(TODAY).build();
        PolicyEvent truce = PolicyEvent.of("truce", EventType.EASING, TODAY, "CN", List.of("gallium"))
                .effectiveUntil(JANUARY.minusDays(1))
                .suspends(List.of(Suspension.ofAll("suspended")))
                .build();

        DayMove move = moveInJanuary(suspended, truce, ban("small", 0.1).build());

        assertThat(move.byAct()).containsOnlyKeys("small", "truce");
        assertThat(move.byAct().get("truce")).isGreaterThan(5 * move.byAct().getOrDefault("small", 0.0));
    }

    @Provide
    Arbitrary<Timeline> timelines() {
        return RandomTimelines.timelines();
    }

    private static void assertAllOfIt(Exposure exposure, LocalDate day) {
        DayMove move = exposure.moveTo(day);

        double parts = move.drift()
                + move.byAct().values().stream().mapToDouble(points -> points).sum();
        assertThat(parts).isCloseTo(exposure.pointsAt(day) - exposure.pointsAt(day.minusDays(1)), within(ROUNDING));
    }

    private static PolicyEvent.Builder ban(String id, double scope) {
        return PolicyEvent.of(id, EventType.EXPORT_BAN, TODAY, "CN", List.of("gallium"))
                .effect(new Ban(scope, 0.0))
                .effectiveFrom(JANUARY);
    }

    private static DayMove moveInJanuary(PolicyEvent... events) {
        KnownEvents known = KnownEvents.resolve(List.of(CellFixtures.firstRecordsOf(events)), TODAY);
        return MODEL.exposure(GALLIUM, known).moveTo(JANUARY);
    }
}
