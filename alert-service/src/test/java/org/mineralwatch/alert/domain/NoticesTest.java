package org.mineralwatch.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mineralwatch.alert.domain.AlertFixtures.SAMARIUM;
import static org.mineralwatch.alert.domain.AlertFixtures.SOMEBODY;
import static org.mineralwatch.alert.domain.AlertFixtures.somebody;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** When a dated change is told of beforehand, and when that is taken back. */
class NoticesTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-21");
    private static final LocalDate LAPSE = TODAY.plusDays(40);
    private static final Threshold EIGHTY = new Threshold(80, Direction.RISING, 77);
    private static final DatedChange CONDITION =
            new DatedChange(List.of(Period.ofDays(1), Period.ofDays(30), Period.ofDays(7)), Optional.of(EIGHTY));
    private static final Lookout LOOKOUT = new Lookout(SOMEBODY, 0, SAMARIUM, Zone.of(EIGHTY));

    private List<Notice> notices = List.of();
    private final List<String> told = new ArrayList<>();
    private final List<UUID> ids = new ArrayList<>();
    private int withdrawn;
    private long sequence;
    private ScoreChange present = change(TODAY, false);

    @Test
    void eachMomentBeforeTheDateIsToldOnce() {
        seen(TODAY, lapse());

        for (LocalDate day = TODAY; !day.isAfter(LAPSE.plusDays(3)); day = day.plusDays(1)) {
            woken(day);
            woken(day);
        }

        assertThat(told).containsExactly("P30D on 2026-12-01", "P7D on 2026-12-24", "P1D on 2026-12-30");
        assertThat(notices).isEmpty();
        assertThat(withdrawn).isZero();
    }

    @Test
    void ofTheMomentsThatPassedUnseenTheLastIsTold() {
        seen(TODAY, lapse());

        woken(LAPSE.minusDays(3));
        woken(LAPSE.minusDays(1));

        assertThat(told).containsExactly("P7D on 2026-12-28", "P1D on 2026-12-30");
    }

    @Test
    void aDateThatIsSeenLateIsToldAtOnce() {
        seen(LAPSE.minusDays(5), lapse());

        assertThat(told).containsExactly("P7D on 2026-12-26");
    }

    @Test
    void aDateThatHasComeIsNotToldBeforehand() {
        seen(TODAY, lapse());

        woken(LAPSE);

        assertThat(told).isEmpty();
        assertThat(notices).isEmpty();
    }

    @Test
    void onlyADateThatCrossesIsTold() {
        seen(LAPSE.minusDays(1), new DateAhead(LAPSE, 85, 90, List.of("act")));
        seen(LAPSE.minusDays(1), new DateAhead(LAPSE, 60, 79, List.of("act")));
        seen(LAPSE.minusDays(1), new DateAhead(LAPSE, 85, 60, List.of("act")));

        assertThat(told).isEmpty();
    }

    @Test
    void whatIsNotAheadAnyMoreIsTakenBackWhereItWasTold() {
        seen(TODAY, lapse());
        seen(TODAY.plusDays(1));
        assertThat(withdrawn).isZero();

        seen(LAPSE.minusDays(7), lapse());
        woken(LAPSE.minusDays(1));
        seen(LAPSE.minusDays(1));

        assertThat(told).hasSize(2);
        assertThat(withdrawn).isEqualTo(2);
    }

    @Test
    void aDateThatMovesIsTakenBackAndToldAnew() {
        seen(LAPSE.minusDays(7), lapse());

        seen(LAPSE.minusDays(6), new DateAhead(LAPSE.plusDays(1), 70, 85, List.of("act")));

        assertThat(told).containsExactly("P7D on 2026-12-24", "P7D on 2026-12-25");
        assertThat(withdrawn).isEqualTo(1);
    }

    @Test
    void aForecastThatTremblesOnTheEdgeIsNotTakenBack() {
        seen(LAPSE.minusDays(7), lapse());

        seen(LAPSE.minusDays(6), new DateAhead(LAPSE, 70, 79, List.of("act")));

        assertThat(withdrawn).isZero();
        assertThat(notices).hasSize(1);
    }

    @Test
    void aNewBaselineTellsNothingAndTakesNothingBack() {
        baseline(LAPSE.minusDays(7), lapse());
        assertThat(told).isEmpty();
        woken(LAPSE.minusDays(1));
        assertThat(told).containsExactly("P1D on 2026-12-30");

        baseline(LAPSE.minusDays(1));
        assertThat(withdrawn).isZero();
        seen(LAPSE.minusDays(1));

        assertThat(withdrawn).isEqualTo(1);
    }

    @Test
    void whatWasTakenBackIsToldAgainWhenItIsBack() {
        seen(LAPSE.minusDays(7), lapse());
        seen(LAPSE.minusDays(6));
        seen(LAPSE.minusDays(5), lapse());

        assertThat(told).hasSize(2);
        assertThat(ids).doesNotHaveDuplicates();
    }

    private static DateAhead lapse() {
        return new DateAhead(LAPSE, 70, 85, List.of("2025-11-09-truce"));
    }

    private void seen(LocalDate day, DateAhead... ahead) {
        present = change(day, false, ahead);
        apply(
                Notices.on(present, List.of(LOOKOUT), notices, somebody(CONDITION), Audience.Sight.KNOWN, noon(day)),
                day);
    }

    private void baseline(LocalDate day, DateAhead... ahead) {
        present = change(day, true, ahead);
        apply(
                Notices.on(present, List.of(LOOKOUT), notices, somebody(CONDITION), Audience.Sight.KNOWN, noon(day)),
                day);
    }

    private void woken(LocalDate day) {
        List<Notice> due = notices.stream()
                .filter(notice -> !notice.dueAt().isAfter(noon(day)))
                .toList();
        apply(Notices.due(due, present, somebody(CONDITION), noon(day)), day);
    }

    private void apply(Notices changed, LocalDate day) {
        List<Notice> now = new ArrayList<>(notices);
        now.removeIf(notice -> changed.over().contains(notice)
                || changed.kept().stream().anyMatch(kept -> kept.key().equals(notice.key())));
        now.addAll(changed.kept());
        notices = now;
        withdrawn += changed.withdrawn().size();
        for (Firing firing : changed.firings()) {
            told.add(((DatedCrossing) firing.occasion()).before() + " on " + day);
            ids.add(firing.alertId());
        }
    }

    private ScoreChange change(LocalDate day, boolean rebase, DateAhead... ahead) {
        return new ScoreChange(SAMARIUM, ++sequence, noon(day), 70, rebase, List.of(ahead), List.of(), "{}", "");
    }

    private static Instant noon(LocalDate day) {
        return day.atTime(12, 0).toInstant(ZoneOffset.UTC);
    }
}
