package org.mineralwatch.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mineralwatch.scoring.domain.Effect.Ban;
import org.mineralwatch.scoring.domain.Effect.Cover;
import org.mineralwatch.scoring.domain.Effect.Licensing;
import org.mineralwatch.scoring.domain.Effect.Outage;
import org.mineralwatch.scoring.domain.Turn.Kind;

class ScoreCalendarTest {
    private static final ScoreModel MODEL = new ScoreModel(GoldenFixtures.realBaseline());
    private static final Cell GALLIUM = Cell.of("US/gallium/refining");
    private static final LocalDate MARCH = LocalDate.of(2025, 3, 1);
    private static final LocalDate APRIL = LocalDate.of(2025, 4, 1);
    private static final LocalDate NOVEMBER = LocalDate.of(2025, 11, 1);

    @Test
    void theTruceOnGalliumIsTheNextToTurnIt() {
        LocalDate today = LocalDate.of(2026, 11, 21);
        LocalDate lapse = LocalDate.of(2026, 11, 28);
        ScoreCalendar calendar = MODEL.exposure(GALLIUM, KnownEvents.resolve(TimelineFixtures.realRecords(), today))
                .calendar();

        assertThat(calendar.nextChange(today)).contains(lapse);
        assertThat(calendar.turning(lapse.minusDays(1), lapse)).containsExactly("2025-11-09-cn-a72-suspends-us-ban");
    }

    @Test
    void aBanTurnsTheScoreWhenAnnouncedInForceAndLapsed() {
        ScoreCalendar calendar = calendarOf(
                ban("ban").effectiveFrom(APRIL).effectiveUntil(NOVEMBER).build());

        assertThat(calendar.turns())
                .containsExactly(
                        turn(MARCH, "ban", Kind.ANNOUNCED, "ban"),
                        turn(APRIL, "ban", Kind.ENTERS_INTO_FORCE, "ban"),
                        turn(NOVEMBER.plusDays(1), "ban", Kind.LAPSES, "ban"));
    }

    @Test
    void licensingAlsoTurnsItOnTheDayTheQueueStartsToClear() {
        ScoreCalendar calendar =
                calendarOf(ban("licences").effect(Licensing.DEFAULT).build());

        assertThat(calendar.turns())
                .containsExactly(
                        turn(MARCH, "licences", Kind.ENTERS_INTO_FORCE, "licences"),
                        turn(MARCH.plusDays(50), "licences", Kind.HOLD_ENDS, "licences"));
    }

    @Test
    void afterAFullSuspensionTheQueueFormsAgain() {
        PolicyEvent licences = ban("licences").effect(Licensing.DEFAULT).build();
        PolicyEvent truce =
                truce("truce").suspends(List.of(Suspension.ofAll("licences"))).build();

        assertThat(calendarOf(licences, truce).turns())
                .containsExactly(
                        turn(MARCH, "licences", Kind.ENTERS_INTO_FORCE, "licences"),
                        turn(APRIL, "truce", Kind.SUSPENSION_BEGINS, "licences"),
                        turn(NOVEMBER.plusDays(1), "truce", Kind.SUSPENSION_LAPSES, "licences"),
                        turn(NOVEMBER.plusDays(51), "licences", Kind.HOLD_ENDS, "licences"));
    }

    @Test
    void aSuspensionThatIsEndedTurnsTheScoreWithTheEventThatEndsIt() {
        PolicyEvent truce =
                truce("truce").suspends(List.of(Suspension.ofAll("ban"))).build();
        PolicyEvent end = PolicyEvent.of("end", EventType.EASING, MARCH, "CN", List.of("tungsten"))
                .effectiveFrom(LocalDate.of(2025, 6, 1))
                .ends(List.of("truce"))
                .build();

        assertThat(calendarOf(ban("ban").build(), truce, end).turns())
                .contains(turn(LocalDate.of(2025, 6, 1), "end", Kind.SUSPENSION_LAPSES, "ban"))
                .noneMatch(turn -> turn.date().isAfter(LocalDate.of(2025, 6, 1)));
    }

    @Test
    void aSuspensionForOthersIsNoTurn() {
        PolicyEvent truce = truce("truce")
                .targets(Parties.of("JP"))
                .suspends(List.of(Suspension.ofAll("ban")))
                .build();

        assertThat(calendarOf(ban("ban").build(), truce).turns())
                .noneMatch(turn -> turn.event().equals("truce"));
    }

    @Test
    void anEndedMeasureTurnsTheScoreWithTheEventThatEndsIt() {
        PolicyEvent next =
                ban("next").effectiveFrom(APRIL).supersedes(List.of("ban")).build();

        assertThat(calendarOf(ban("ban").build(), next).turns())
                .containsExactly(
                        turn(MARCH, "ban", Kind.ENTERS_INTO_FORCE, "ban"),
                        turn(APRIL, "next", Kind.ENTERS_INTO_FORCE, "next"),
                        turn(APRIL, "next", Kind.ENDED, "ban"));
    }

    @Test
    void anAnnouncedSuccessorStartsToCountWhenTheMeasureBeforeItLapses() {
        PolicyEvent before =
                ban("before").effectiveUntil(LocalDate.of(2025, 5, 31)).build();
        PolicyEvent next = ban("next")
                .effectiveFrom(NOVEMBER)
                .supersedes(List.of("before"))
                .build();

        assertThat(calendarOf(before, next).turns())
                .contains(turn(LocalDate.of(2025, 6, 1), "before", Kind.LAPSES, "next"))
                .doesNotContain(turn(MARCH, "next", Kind.ANNOUNCED, "next"));
    }

    @Test
    void alternativeSupplyTurnsTheScoreWhenItStartsAndWhenItIsComplete() {
        PolicyEvent mine = PolicyEvent.of("mine", EventType.STATE_FINANCE, MARCH, "US", List.of("gallium"))
                .effect(new Cover(CoverKind.INVESTMENT, PerConsumer.ofAll(0.5), 1.0, 2.0, "AU"))
                .leadTimeYears(4.0)
                .build();

        assertThat(calendarOf(mine).turns())
                .containsExactly(
                        turn(MARCH.plusDays(1461), "mine", Kind.RAMP_STARTS, "mine"),
                        turn(MARCH.plusDays(1461 + 730), "mine", Kind.RAMP_ENDS, "mine"));
    }

    @Test
    void whatHasDecayedEndsWithoutATurn() {
        PolicyEvent strike = PolicyEvent.of("strike", EventType.DISRUPTION, MARCH, "CN", List.of("gallium"))
                .effect(new Outage(0.5, 3.0))
                .effectiveUntil(NOVEMBER)
                .build();

        assertThat(calendarOf(strike).turns()).containsExactly(turn(MARCH, "strike", Kind.ENTERS_INTO_FORCE, "strike"));
    }

    @Test
    void aSupplierWithoutAShareTurnsNothing() {
        CellBaseline cell = CellFixtures.cell("US/gallium/refining", Map.of("CN", 1.0, "JP", 0.0));
        ScoreModel model = new ScoreModel(Baseline.of(CellFixtures.ANY_WORLD, List.of(cell)));
        PolicyEvent ban = PolicyEvent.of("ban", EventType.EXPORT_BAN, MARCH, "JP", List.of("gallium"))
                .build();
        KnownEvents known = KnownEvents.resolve(List.of(EventRecord.firstOf(ban)), NOVEMBER);

        assertThat(model.exposure(GALLIUM, known).calendar().turns()).isEmpty();
    }

    @Test
    void betweenTurnsTheDriftingEventsMoveTheScore() {
        PolicyEvent strike = PolicyEvent.of("strike", EventType.DISRUPTION, MARCH, "CN", List.of("gallium"))
                .build();
        PolicyEvent cut = ban("cut").effect(new Ban(0.2, 0.0)).build();
        ScoreCalendar calendar =
                calendarOf(strike, cut, ban("awaited").effectiveFrom(NOVEMBER).build());

        assertThat(calendar.turning(APRIL, APRIL.plusDays(1))).containsExactly("awaited", "strike");
        assertThat(calendar.turning(MARCH.minusDays(1), MARCH)).containsExactly("awaited", "cut", "strike");
    }

    @Test
    void nothingTurnsACellThatNoEventReaches() {
        ScoreCalendar calendar = calendarOf();

        assertThat(calendar.turns()).isEmpty();
        assertThat(calendar.nextChange(MARCH)).isEmpty();
        assertThat(calendar.turning(MARCH, NOVEMBER)).isEmpty();
    }

    private static Turn turn(LocalDate date, String event, Kind kind, String subject) {
        return new Turn(date, event, kind, subject);
    }

    private static PolicyEvent.Builder ban(String id) {
        return PolicyEvent.of(id, EventType.EXPORT_BAN, MARCH, "CN", List.of("gallium"));
    }

    private static PolicyEvent.Builder truce(String id) {
        return PolicyEvent.of(id, EventType.EASING, MARCH, "CN", List.of("gallium"))
                .effectiveFrom(APRIL)
                .effectiveUntil(NOVEMBER);
    }

    private static ScoreCalendar calendarOf(PolicyEvent... events) {
        List<EventRecord> records =
                Arrays.stream(events).map(EventRecord::firstOf).toList();
        return MODEL.exposure(GALLIUM, KnownEvents.resolve(records, LocalDate.of(2026, 1, 1)))
                .calendar();
    }
}
