package org.mineralwatch.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.mineralwatch.scoring.domain.RandomTimelines.Timeline;

class ImpactTest {

    @Property(tries = 60)
    void withoutAnEventEveryCellIsAsIfItHadNeverBeenRecorded(
            @ForAll("timelines") Timeline timeline, @ForAll("days") LocalDate at, @ForAll("days") LocalDate day) {
        ScoreModel model = timeline.model();
        KnownEvents known = KnownEvents.resolve(timeline.records(), day);

        for (String event : known.ids()) {
            Impact impact = Impact.of(event, model, new ReachedCells(model), known, at, _ -> true);

            List<EventRecord> others = timeline.records().stream()
                    .filter(record -> !record.id().equals(event))
                    .toList();
            KnownEvents without = KnownEvents.resolve(others, day);
            Map<Cell, Impact.OnCell> byCell = new TreeMap<>();
            impact.cells().forEach(one -> byCell.put(one.cell(), one));
            for (Cell cell : timeline.cells()) {
                Score score = model.score(cell, known, at);
                double otherwise = model.score(cell, without, at).points();
                Impact.OnCell one = byCell.get(cell);
                if (one == null) {
                    assertThat(score.points()).isEqualTo(otherwise);
                    assertThat(score.byEvent().getOrDefault(event, 0.0)).isZero();
                } else {
                    assertThat(one.score()).isEqualTo(score.points());
                    assertThat(one.without()).isEqualTo(otherwise);
                    assertThat(one.points()).isEqualTo(score.byEvent().getOrDefault(event, 0.0));
                    assertThat(one.heldBack()).isEqualTo(score.heldBack().getOrDefault(event, 0.0));
                }
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
}
