package org.mineralwatch.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.mineralwatch.scoring.domain.RandomTimelines.Timeline;

class KnownEventsPropertiesTest {

    @Property(tries = 300)
    void whatIsAddedRecordByRecordInAnyOrderIsWhatIsResolvedAtOnce(
            @ForAll("timelines") Timeline timeline,
            @ForAll("timelines") Timeline later,
            @ForAll("days") LocalDate known,
            @ForAll("days") LocalDate at,
            @ForAll Random random) {
        List<EventRecord> records = new ArrayList<>(timeline.records());
        records.addAll(later.records());
        KnownEvents atOnce = KnownEvents.resolve(records, known);
        Collections.shuffle(records, random);

        KnownEvents grown = KnownEvents.resolve(List.of(), known);
        for (int from = 0; from < records.size(); ) {
            int to = Math.min(records.size(), from + 1 + random.nextInt(3));
            grown = grown.and(records.subList(from, to));
            from = to;
        }

        assertThat(grown.size()).isEqualTo(atOnce.size());
        for (EventRecord record : records) {
            assertThat(grown.find(record.id())).isEqualTo(atOnce.find(record.id()));
            assertThat(grown.successorsOf(record.id()))
                    .extracting(LiveEvent::id)
                    .isEqualTo(atOnce.successorsOf(record.id()).stream()
                            .map(LiveEvent::id)
                            .toList());
        }
        ScoreModel model = timeline.model();
        for (Cell cell : timeline.cells()) {
            Exposure one = model.exposure(cell, grown);
            Exposure other = model.exposure(cell, atOnce);
            assertThat(one.scoreAt(at)).isEqualTo(other.scoreAt(at));
            assertThat(one.calendar().turns()).isEqualTo(other.calendar().turns());
        }
    }

    @Property(tries = 100)
    void whatWasKnownBeforeStaysAsItWas(
            @ForAll("timelines") Timeline timeline,
            @ForAll("timelines") Timeline later,
            @ForAll("days") LocalDate known,
            @ForAll("days") LocalDate at) {
        ScoreModel model = timeline.model();
        KnownEvents before = KnownEvents.resolve(timeline.records(), known);
        List<Score> scores = scores(timeline, model, before, at);

        before.and(later.records());

        assertThat(scores(timeline, model, before, at)).isEqualTo(scores);
    }

    @Provide
    Arbitrary<Timeline> timelines() {
        return RandomTimelines.timelines();
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return RandomTimelines.days();
    }

    private static List<Score> scores(Timeline timeline, ScoreModel model, KnownEvents events, LocalDate at) {
        return timeline.cells().stream()
                .map(cell -> model.score(cell, events, at))
                .toList();
    }
}
