package org.mineralwatch.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.mineralwatch.scoring.domain.RandomTimelines.Timeline;
import org.mineralwatch.scoring.domain.ScoreHistory.Step;

class ScoreHistoryPropertiesTest {
    private static final int DAYS = 150;

    /** All that is said of a cell, but for the days it is of. */
    private record Said(Score score, Grade grade, String version, Optional<LocalDate> next, List<DateAhead> ahead) {
        static Said of(Valued valued, List<DateAhead> ahead) {
            return new Said(
                    onOneDay(valued.score()), valued.grade(), valued.baselineVersion(), valued.nextChange(), ahead);
        }

        private static Score onOneDay(Score score) {
            return new Score(
                    score.cell(),
                    LocalDate.EPOCH,
                    score.points(),
                    score.baseline(),
                    score.band(),
                    score.missing(),
                    score.availability(),
                    score.cover(),
                    score.eventLoss(),
                    score.byEvent(),
                    score.bySupplier(),
                    score.bySupplierStructural(),
                    score.heldBack(),
                    score.alternativeSupply(),
                    score.interval());
        }
    }

    @Property(tries = 40)
    void eachStepIsTheScoreOfItsDayAsKnownThenAndBetweenThemNothingMoves(
            @ForAll("timelines") Timeline timeline, @ForAll("timelines") Timeline other, @ForAll Random random) {
        List<EventRecord> records = timeline.records();
        LocalDate from = RandomTimelines.FIRST_DAY.plusDays(random.nextInt(300) - 30);
        LocalDate today = from.plusDays(random.nextInt(DAYS + 60));
        LocalDate rebased = from.plusDays(random.nextInt(DAYS));
        ScoreModels models = new ScoreModels(Map.of(LocalDate.EPOCH, timeline.baseline(), rebased, other.baseline()));
        RecordedEvents recorded = RecordedEvents.NONE.and(records, 1);
        var history = new ScoreHistory(models, recorded, _ -> true, from, from.plusDays(DAYS), today);

        Map<Cell, Said> told = new HashMap<>();
        LocalDate day = from;
        while (history.hasNext()) {
            List<Step> steps = history.next();
            assertThat(steps).extracting(Step::cell).isSorted();
            steps.forEach(step -> told.put(step.cell(), Said.of(step.valued(), step.ahead())));
            KnownEvents known = KnownEvents.resolve(records, day.isAfter(today) ? today : day);
            ScoreModel model = models.knownOn(known.known());
            for (Cell cell : model.baseline().cells().keySet()) {
                assertThat(told.get(cell))
                        .as("%s on %s", cell, day)
                        .isEqualTo(Said.of(
                                Valued.of(model, cell, known, day), DateAhead.of(model.exposure(cell, known), day)));
            }
            day = day.plusDays(1);
        }
        assertThat(day).isEqualTo(from.plusDays(DAYS + 1));
    }

    @Property(tries = 40)
    void whatBecameKnownIsNamedWhereItMovesACellAndNowhereElse(
            @ForAll("timelines") Timeline timeline, @ForAll Random random) {
        List<EventRecord> records = timeline.records();
        LocalDate from = RandomTimelines.FIRST_DAY.plusDays(random.nextInt(100));
        LocalDate to = from.plusDays(DAYS);
        ScoreModels models = new ScoreModels(Map.of(LocalDate.EPOCH, timeline.baseline()));
        var history = new ScoreHistory(models, RecordedEvents.NONE.and(records, 1), _ -> true, from, to, to);
        history.next();

        for (LocalDate day = from.plusDays(1); history.hasNext(); day = day.plusDays(1)) {
            Map<Cell, Step> steps = new TreeMap<>();
            history.next().forEach(step -> steps.put(step.cell(), step));
            KnownEvents known = KnownEvents.resolve(records, day);
            KnownEvents before = KnownEvents.resolve(records, day.minusDays(1));
            Set<Cause.EventRevision> ofDay = ofDay(records, day);
            ScoreModel model = models.knownOn(day);
            for (Cell cell : timeline.cells()) {
                Said without =
                        Said.of(Valued.of(model, cell, before, day), DateAhead.of(model.exposure(cell, before), day));
                Said with = Said.of(Valued.of(model, cell, known, day), DateAhead.of(model.exposure(cell, known), day));
                Optional<Step> step = Optional.ofNullable(steps.get(cell));
                if (!without.equals(with)) {
                    assertThat(step.flatMap(Step::withoutNews).map(one -> Said.of(one.valued(), one.ahead())))
                            .contains(without);
                    assertThat(step.map(Step::cause)).containsInstanceOf(Cause.Events.class);
                }
                if (step.map(Step::cause).orElse(null) instanceof Cause.Events(List<Cause.EventRevision> revisions)) {
                    assertThat(revisions).isNotEmpty().doesNotHaveDuplicates().isSubsetOf(ofDay);
                }
            }
        }
    }

    private static Set<Cause.EventRevision> ofDay(List<EventRecord> records, LocalDate day) {
        Set<Cause.EventRevision> ofDay = new HashSet<>();
        for (EventRecord record : new ArrayList<>(records)) {
            if (record.knownAt().equals(day)) {
                ofDay.add(new Cause.EventRevision(record.id(), record.revision()));
            }
        }
        return ofDay;
    }

    @Provide
    Arbitrary<Timeline> timelines() {
        return RandomTimelines.timelines();
    }
}
