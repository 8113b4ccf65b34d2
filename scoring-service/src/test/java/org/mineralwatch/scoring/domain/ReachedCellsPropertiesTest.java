package org.mineralwatch.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.mineralwatch.scoring.domain.RandomTimelines.Timeline;

class ReachedCellsPropertiesTest {

    @Property(tries = 400)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void everyOtherCellHasTheSameScoreToTheLastBit(
            @ForAll("timelines") Timeline timeline,
            @ForAll("records") EventRecord changed,
            @ForAll("days") LocalDate known,
            @ForAll("days") LocalDate at) {
        ScoreModel model = timeline.model();
        List<EventRecord> records = new ArrayList<>(timeline.records());
        KnownEvents before = KnownEvents.resolve(records, known);
        records.add(changed);
        KnownEvents after = KnownEvents.resolve(records, known);

        Set<Cell> touched = new ReachedCells(model).touchedBy(changed, before, after);

        // A property of cells left alone says little where nothing is ever touched.
        Statistics.collect(touched.isEmpty());
        Statistics.coverage(coverage -> coverage.check(false).percentage(percent -> percent > 15.0));
        for (Cell cell : timeline.cells()) {
            if (!touched.contains(cell)) {
                assertSameAround(model.exposure(cell, before), model.exposure(cell, after), at);
            }
        }
    }

    @Property(tries = 200)
    void aBatchTouchesWhatChangesFromItsFirstRecordToItsLast(
            @ForAll("timelines") Timeline timeline,
            @ForAll("timelines") Timeline later,
            @ForAll("days") LocalDate known,
            @ForAll("days") LocalDate knownLater,
            @ForAll("days") LocalDate at) {
        ScoreModel model = timeline.model();
        List<EventRecord> records = new ArrayList<>(timeline.records());
        KnownEvents before = KnownEvents.resolve(records, known);
        records.addAll(later.records());
        KnownEvents after = KnownEvents.resolve(records, knownLater);
        Set<String> ids = records.stream().map(EventRecord::id).collect(Collectors.toSet());

        Set<Cell> touched = new ReachedCells(model).touchedBy(ids, before, after);

        for (Cell cell : timeline.cells()) {
            if (!touched.contains(cell)) {
                assertSameAround(model.exposure(cell, before), model.exposure(cell, after), at);
            }
        }
    }

    @Provide
    Arbitrary<Timeline> timelines() {
        return RandomTimelines.timelines();
    }

    @Provide
    Arbitrary<EventRecord> records() {
        return RandomTimelines.eventRecords();
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return RandomTimelines.days();
    }

    /** On the day and, since a change may show on another, through the years around it. */
    private static void assertSameAround(Exposure before, Exposure after, LocalDate at) {
        assertThat(after.scoreAt(at)).isEqualTo(before.scoreAt(at));
        for (int days = -900; days <= 900; days += 60) {
            LocalDate day = at.plusDays(days);
            assertThat(after.pointsAt(day)).isEqualTo(before.pointsAt(day));
        }
        assertThat(after.calendar().turns()).isEqualTo(before.calendar().turns());
    }
}
