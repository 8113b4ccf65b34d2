package org.mineralwatch.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.mineralwatch.scoring.domain.ActAhead.Move;
import org.mineralwatch.scoring.domain.Effect.Ban;
import org.mineralwatch.scoring.domain.Effect.Cover;
import org.mineralwatch.scoring.domain.Turn.Kind;

class LegalCalendarTest {
    private static final ScoreModel MODEL = new ScoreModel(GoldenFixtures.realBaseline());
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final LocalDate JANUARY = LocalDate.of(2027, 1, 10);
    private static final Cell GALLIUM = Cell.of("US/gallium/refining");

    @Test
    void theTruceThatEndsOn27NovemberIsAheadForGalliumGermaniumAndAntimony() {
        KnownEvents known = KnownEvents.resolve(TimelineFixtures.realRecords(), TODAY);

        List<ActAhead> acts = new LegalCalendar(MODEL, known).ahead(cellsOf("US"), TODAY, TODAY.plusDays(90));

        ActAhead lapse = acts.stream()
                .filter(act -> act.event().equals("2025-11-09-cn-a72-suspends-us-ban"))
                .findFirst()
                .orElseThrow();
        assertThat(lapse.date()).isEqualTo(LocalDate.of(2026, 11, 28));
        assertThat(lapse.kinds()).containsExactly(Kind.SUSPENSION_LAPSES);
        assertThat(lapse.moves())
                .extracting(move -> move.cell().mineral())
                .contains("gallium", "germanium", "antimony");
        Move gallium = lapse.moves().stream()
                .filter(move -> move.cell().equals(GALLIUM))
                .findFirst()
                .orElseThrow();
        assertThat(gallium.before()).isEqualTo(66.9146207246, within(GoldenFixtures.TOLERANCE));
        assertThat(gallium.after()).isEqualTo(75.17141122188995, within(GoldenFixtures.TOLERANCE));
    }

    @Test
    void theRealCalendarListsEveryTurnOfEveryCellOnceInOrder() {
        KnownEvents known = KnownEvents.resolve(TimelineFixtures.realRecords(), TODAY);
        LocalDate until = TODAY.plusYears(10);

        List<ActAhead> acts = new LegalCalendar(MODEL, known).ahead(cellsOf("EU"), TODAY, until);

        assertThat(acts)
                .isSortedAccordingTo(Comparator.comparing(ActAhead::date)
                        .thenComparing(Comparator.comparingDouble(ActAhead::largestMove)
                                .reversed()));
        Set<String> listed = new TreeSet<>();
        acts.forEach(act -> act.moves()
                .forEach(move -> assertThat(listed.add(act.date() + " " + act.event() + " " + move.cell()))
                        .isTrue()));
        Set<String> turns = new TreeSet<>();
        cellsOf("EU")
                .forEach(cell -> MODEL.exposure(cell, known).calendar().turns().stream()
                        .filter(turn ->
                                turn.date().isAfter(TODAY) && !turn.date().isAfter(until))
                        .forEach(turn -> turns.add(turn.date() + " " + turn.event() + " " + cell)));
        assertThat(listed).isNotEmpty().isEqualTo(turns);
    }

    @Test
    void aDateIsAheadFromTomorrowToTheLastOne() {
        LegalCalendar calendar = calendarOf(ban("ban").build());

        assertThat(calendar.ahead(List.of(GALLIUM), JANUARY.minusDays(1), JANUARY))
                .hasSize(1);
        assertThat(calendar.ahead(List.of(GALLIUM), JANUARY, JANUARY.plusDays(1)))
                .isEmpty();
        assertThat(calendar.ahead(List.of(GALLIUM), TODAY, JANUARY.minusDays(1)))
                .isEmpty();
    }

    @Test
    void ofTwoActsOnOneDayEachNamesTheOther() {
        PolicyEvent small = ban("another").effect(new Ban(0.1, 0.0)).build();
        PolicyEvent elsewhere = PolicyEvent.of("elsewhere", EventType.EXPORT_BAN, TODAY, "CN", List.of("antimony"))
                .effect(new Ban(0.05, 0.0))
                .effectiveFrom(JANUARY)
                .build();

        List<ActAhead> acts = calendarOf(ban("ban").build(), small, elsewhere)
                .ahead(List.of(GALLIUM, Cell.of("US/antimony/refining")), TODAY, JANUARY);

        assertThat(acts).extracting(ActAhead::event).containsExactly("ban", "elsewhere", "another");
        Move large = acts.get(0).moves().getFirst();
        Move apart = acts.get(1).moves().getFirst();
        Move little = acts.get(2).moves().getFirst();
        assertThat(large.alsoTurnedBy()).containsExactly("another");
        assertThat(little.alsoTurnedBy()).containsExactly("ban");
        assertThat(apart.alsoTurnedBy()).isEmpty();
        assertThat(large.part()).isGreaterThan(little.part());
        assertThat(large.part() + little.part() + large.drift())
                .isEqualTo(large.change(), within(GoldenFixtures.TOLERANCE))
                .isEqualTo(little.change(), within(GoldenFixtures.TOLERANCE));
        assertThat(apart.part()).isEqualTo(apart.change(), within(GoldenFixtures.TOLERANCE));
    }

    @Test
    void theStartOfSupplyIsAheadThoughItMovesNothingOnItsDay() {
        PolicyEvent mine = PolicyEvent.of("mine", EventType.STATE_FINANCE, TODAY, "US", List.of("gallium"))
                .effect(new Cover(CoverKind.INVESTMENT, PerConsumer.ofAll(0.5), 1.0, 2.0, "AU"))
                .leadTimeYears(1.0)
                .build();

        List<ActAhead> acts = calendarOf(mine).ahead(List.of(GALLIUM), TODAY, TODAY.plusYears(2));

        assertThat(acts).hasSize(1);
        assertThat(acts.getFirst().date()).isEqualTo(TODAY.plusDays(365));
        assertThat(acts.getFirst().kinds()).containsExactly(Kind.RAMP_STARTS);
        assertThat(acts.getFirst().moves().getFirst().change()).isZero();
    }

    private static List<Cell> cellsOf(String consumer) {
        return MODEL.baseline().cells().keySet().stream()
                .filter(cell -> cell.consumer().equals(consumer))
                .toList();
    }

    private static PolicyEvent.Builder ban(String id) {
        return PolicyEvent.of(id, EventType.EXPORT_BAN, TODAY, "CN", List.of("gallium"))
                .effectiveFrom(JANUARY);
    }

    private static LegalCalendar calendarOf(PolicyEvent... events) {
        List<EventRecord> records =
                Arrays.stream(events).map(EventRecord::firstOf).toList();
        return new LegalCalendar(MODEL, KnownEvents.resolve(records, TODAY));
    }
}
