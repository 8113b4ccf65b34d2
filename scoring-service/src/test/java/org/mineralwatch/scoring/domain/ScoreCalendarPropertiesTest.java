package org.mineralwatch.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.mineralwatch.scoring.domain.Effect.Ban;
import org.mineralwatch.scoring.domain.RandomTimelines.Timeline;

class ScoreCalendarPropertiesTest {

    @Property(tries = 60)
    void aScoreThatChangesHasEventsThatTurnIt(@ForAll("timelines") Timeline timeline, @ForAll("days") LocalDate at) {
        ScoreModel model = timeline.model();
        KnownEvents known = KnownEvents.resolve(timeline.records(), LocalDate.of(2040, 1, 1));

        for (Cell cell : timeline.cells()) {
            Exposure exposure = model.exposure(cell, known);
            ScoreCalendar calendar = exposure.calendar();
            for (int days = 1; days < 200; days++) {
                LocalDate day = at.plusDays(days);
                if (exposure.pointsAt(day) != exposure.pointsAt(day.minusDays(1))) {
                    assertThat(calendar.turning(day.minusDays(1), day))
                            .as("%s", day)
                            .isNotEmpty();
                }
            }
        }
    }

    /** To the last bit. */
    @Property(tries = 60)
    void whatHasEndedHasNoPartInWhatFollows(@ForAll("timelines") Timeline timeline, @ForAll("days") LocalDate from) {
        ScoreModel model = timeline.model();
        KnownEvents known = KnownEvents.resolve(timeline.records(), LocalDate.of(2040, 1, 1));

        for (Cell cell : timeline.cells()) {
            Exposure whole = model.exposure(cell, known);
            Exposure onward = model.exposureFrom(cell, known, from);
            assertThat(DateAhead.of(onward, from)).isEqualTo(DateAhead.of(whole, from));
            for (int days = 0; days < 400; days += 19) {
                LocalDate day = from.plusDays(days);
                assertThat(Valued.of(model, onward, known.known(), day))
                        .isEqualTo(Valued.of(model, whole, known.known(), day));
                assertThat(onward.calendar().turning(from, day.plusDays(1)))
                        .isEqualTo(whole.calendar().turning(from, day.plusDays(1)));
            }
        }
    }

    /** Where nothing drifts, the dated turns are all there is. */
    @Property(tries = 60)
    void aScoreMadeOfConstantLossesChangesOnItsTurnsAlone(@ForAll("timelines") Timeline timeline) {
        ScoreModel model = timeline.model();
        KnownEvents known = KnownEvents.resolve(
                timeline.records().stream()
                        .map(ScoreCalendarPropertiesTest::withoutDrift)
                        .toList(),
                LocalDate.of(2040, 1, 1));

        for (Cell cell : timeline.cells()) {
            Exposure exposure = model.exposure(cell, known);
            SortedSet<LocalDate> turns =
                    exposure.calendar().turns().stream().map(Turn::date).collect(Collectors.toCollection(TreeSet::new));
            double before = exposure.pointsAt(RandomTimelines.FIRST_DAY.minusDays(201));
            for (int days = -200; days < RandomTimelines.DAYS + 900; days++) {
                LocalDate day = RandomTimelines.FIRST_DAY.plusDays(days);
                double points = exposure.pointsAt(day);
                if (!turns.contains(day)) {
                    assertThat(points).as("%s on %s", cell, day).isEqualTo(before);
                }
                before = points;
            }
        }
    }

    @Property(tries = 60)
    void aCurveTellsTheScoreOfEveryDayAndWhatMovesIt(
            @ForAll("timelines") Timeline timeline, @ForAll("days") LocalDate from) {
        ScoreModel model = timeline.model();
        KnownEvents known = KnownEvents.resolve(timeline.records(), LocalDate.of(2040, 1, 1));
        LocalDate to = from.plusDays(400);

        for (Cell cell : timeline.cells()) {
            Exposure exposure = model.exposure(cell, known);
            List<CurvePoint> curve = exposure.curve(from, to);
            SortedMap<LocalDate, CurvePoint> byDay = new TreeMap<>();
            curve.forEach(point -> byDay.put(point.at(), point));

            assertThat(byDay).hasSameSizeAs(curve);
            assertThat(List.copyOf(byDay.values())).isEqualTo(curve);
            assertThat(byDay.firstKey()).isEqualTo(from);
            assertThat(curve.subList(1, curve.size()))
                    .allMatch(point ->
                            !point.turns().isEmpty() || !point.drifting().isEmpty());
            assertThat(curve.stream().flatMap(point -> point.turns().stream()))
                    .containsExactlyElementsOf(exposure.calendar().turns().stream()
                            .filter(turn ->
                                    !turn.date().isBefore(from) && !turn.date().isAfter(to))
                            .toList());
            for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
                CurvePoint held = byDay.headMap(day.plusDays(1)).lastEntry().getValue();
                assertThat(held.points())
                        .as("%s on %s", cell, day)
                        .isEqualTo(exposure.pointsAt(day), within(held.at().equals(day) ? 0.0 : 1e-6));
            }
        }
    }

    @Provide
    Arbitrary<Timeline> timelines() {
        return RandomTimelines.timelines();
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return RandomTimelines.days();
    }

    /** Every effect a ban, announced on its first day. */
    private static EventRecord withoutDrift(EventRecord record) {
        PolicyEvent event = record.event();
        if (event == null) {
            return record;
        }
        LocalDate from = event.effectiveFrom();
        PolicyEvent steady = PolicyEvent.of(
                        event.id(),
                        event.type(),
                        from == null || from.isAfter(event.announced()) ? event.announced() : from,
                        event.actor(),
                        event.minerals())
                .effectiveUntil(event.effectiveUntil())
                .targets(event.targets())
                .standing(event.standing())
                .effect(event.effect() instanceof Effect.None ? Effect.NONE : new Ban(0.5, null))
                .supersedes(event.supersedes())
                .suspends(event.suspends())
                .ends(event.ends())
                .build();
        return EventRecord.of(steady, record.revision(), record.knownAt());
    }
}
