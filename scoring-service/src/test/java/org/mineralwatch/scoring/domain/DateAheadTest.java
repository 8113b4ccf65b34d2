package org.mineralwatch.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The dates told with a score are those of the legal calendar, cell by cell. */
class DateAheadTest {
    private static final ScoreModel MODEL = new ScoreModel(GoldenFixtures.realBaseline());
    private static final LocalDate TODAY = LocalDate.parse("2026-11-21");

    @Test
    void whatIsTheLegalCalendarOfOneCell() {
        KnownEvents known = KnownEvents.resolve(TimelineFixtures.realRecords(), TODAY);
        Cell gallium = Cell.of("US/gallium/refining");

        List<DateAhead> ahead = DateAhead.of(MODEL.exposure(gallium, known), TODAY);

        List<ActAhead> acts =
                new LegalCalendar(MODEL, known).ahead(List.of(gallium), TODAY, TODAY.plusDays(DateAhead.DAYS_TOLD));
        assertThat(ahead).isNotEmpty();
        assertThat(ahead).extracting(DateAhead::at).isSorted().doesNotHaveDuplicates();
        for (DateAhead date : ahead) {
            List<ActAhead> ofDate =
                    acts.stream().filter(act -> act.date().equals(date.at())).toList();
            assertThat(date.events())
                    .containsExactlyElementsOf(
                            new TreeSet<>(ofDate.stream().map(ActAhead::event).toList()));
            assertThat(ofDate.getFirst().moves().getFirst().before()).isEqualTo(date.before());
            assertThat(ofDate.getFirst().moves().getFirst().after()).isEqualTo(date.after());
        }
        assertThat(acts)
                .extracting(ActAhead::date)
                .containsAll(ahead.stream().map(DateAhead::at).toList());
    }
}
