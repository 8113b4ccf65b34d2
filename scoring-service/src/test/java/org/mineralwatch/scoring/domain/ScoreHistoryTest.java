package org.mineralwatch.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.mineralwatch.scoring.domain.ScoreHistory.Step;

/** The real timeline, told day by day. */
class ScoreHistoryTest {
    private static final ScoreModels MODELS = new ScoreModels(Map.of(LocalDate.EPOCH, GoldenFixtures.realBaseline()));
    private static final RecordedEvents RECORDED = RecordedEvents.NONE.and(TimelineFixtures.realRecords(), 1);
    private static final Cell GALLIUM = Cell.of("US/gallium/refining");
    private static final LocalDate FIRST = LocalDate.of(2023, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2026, 12, 31);

    @Test
    void theTruceForGalliumLapsesByTheCalendar() {
        Step lapse = gallium(LAST).stream()
                .filter(step -> step.valued().score().at().equals(LocalDate.of(2026, 11, 28)))
                .findFirst()
                .orElseThrow();

        assertThat(lapse.cause()).isEqualTo(new Cause.Calendar(List.of("2025-11-09-cn-a72-suspends-us-ban")));
        assertThat(lapse.withoutNews()).isEmpty();
        assertThat(lapse.valued().score().points()).isEqualTo(75.17141122188995, within(GoldenFixtures.TOLERANCE));
    }

    @Test
    void aheadOfTodayTheTruceLapsesAsFarAsIsKnownToday() {
        LocalDate today = LocalDate.of(2026, 11, 21);

        Step lapse = gallium(today).getLast();

        assertThat(lapse.valued().known()).isEqualTo(today);
        assertThat(lapse.valued().score().at()).isAfterOrEqualTo(LocalDate.of(2026, 11, 28));
        assertThat(lapse.valued().score().points()).isEqualTo(75.17141122188995, within(GoldenFixtures.TOLERANCE));
    }

    @Test
    void anActMovesGalliumOnTheDayItBecameKnown() {
        List<Step> steps = gallium(LAST);

        assertThat(steps.getFirst().cause()).isInstanceOf(Cause.Rebase.class);
        assertThat(steps)
                .filteredOn(step -> step.cause() instanceof Cause.Events(List<Cause.EventRevision> revisions)
                        && revisions.contains(new Cause.EventRevision("2024-12-03-cn-ban-ga-ge-sb-us", 1)))
                .extracting(step -> step.valued().score().at())
                .containsExactly(LocalDate.of(2024, 12, 3));
    }

    @Test
    void aDayMoreThanThereAreIsRefused() {
        var history = new ScoreHistory(MODELS, RECORDED, GALLIUM::equals, FIRST, FIRST, LAST);
        history.next();

        assertThatThrownBy(history::next).isInstanceOf(NoSuchElementException.class);
    }

    private static List<Step> gallium(LocalDate today) {
        var history = new ScoreHistory(MODELS, RECORDED, GALLIUM::equals, FIRST, LAST, today);
        List<Step> steps = new ArrayList<>();
        history.forEachRemaining(steps::addAll);
        return steps;
    }
}
