package org.mineralwatch.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.mineralwatch.alert.domain.AlertFixtures.SAMARIUM;
import static org.mineralwatch.alert.domain.AlertFixtures.SUBSCRIBED;
import static org.mineralwatch.alert.domain.AlertFixtures.change;
import static org.mineralwatch.alert.domain.AlertFixtures.rebase;
import static org.mineralwatch.alert.domain.AlertFixtures.somebody;
import static org.mineralwatch.alert.domain.AlertFixtures.watching;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is told as what, around the beginning of a subscription and around new baselines. */
class PassageTest {
    private static final Threshold EIGHTY = Threshold.withDefaultRearm(80, Direction.RISING);
    private static final Instant BEFORE = SUBSCRIBED.minusSeconds(60);

    @Test
    void aChangeIsRaisedAndClearedWhenItHasGoneBack() {
        assertThat(told(
                        Audience.Sight.KNOWN,
                        change(SAMARIUM, 2, 85),
                        change(SAMARIUM, 3, 79),
                        change(SAMARIUM, 4, 78)))
                .containsExactly("RAISED 2", "CLEARED 4");
    }

    @Test
    void aNewBaselineMovesSilentlyAndSoDoesTheWayBackFromIt() {
        assertThat(told(Audience.Sight.KNOWN, rebase(SAMARIUM, 2, 85), change(SAMARIUM, 3, 70)))
                .isEmpty();
    }

    @Test
    void whatANewBaselineEndedIsClearedByTheNextChangeInTheWorld() {
        assertThat(told(
                        Audience.Sight.KNOWN,
                        change(SAMARIUM, 2, 85),
                        rebase(SAMARIUM, 3, 60),
                        rebase(SAMARIUM, 4, 61),
                        change(SAMARIUM, 5, 62)))
                .containsExactly("RAISED 2", "CLEARED 5");
    }

    @Test
    void afterANewBaselineWorseIsMeasuredFromIt() {
        var worsening = new Threshold(80, Direction.RISING, 79, Duration.ZERO, 5, true);

        assertThat(told(
                        worsening,
                        Audience.Sight.KNOWN,
                        change(SAMARIUM, 2, 81),
                        rebase(SAMARIUM, 3, 90),
                        change(SAMARIUM, 4, 91),
                        change(SAMARIUM, 5, 95)))
                .containsExactly("RAISED 2", "RAISED 5");
    }

    @Test
    void whatWasRecordedBeforeTheSubscriptionStoodAlready() {
        assertThat(told(Audience.Sight.KNOWN, at(BEFORE, 2, 85, false))).containsExactly("STANDING 2");
        assertThat(told(Audience.Sight.KNOWN, at(SUBSCRIBED, 2, 85, false))).containsExactly("RAISED 2");
    }

    @Test
    void aBaselineFromBeforeTheSubscriptionIsNewsOnlyOfACellThatHadNotBeenSeen() {
        assertThat(told(Audience.Sight.KNOWN, at(BEFORE, 2, 85, true))).isEmpty();
        assertThat(told(Audience.Sight.FIRST, at(BEFORE, 2, 85, true))).containsExactly("STANDING 2");
        assertThat(told(Audience.Sight.FIRST, at(SUBSCRIBED, 2, 85, true))).isEmpty();
    }

    @Test
    void whatIsBeyondAsTheSubscriptionBeginsStands() {
        assertThat(told(Audience.Sight.BEGINNING, at(SUBSCRIBED.plusMillis(1), 2, 85, false)))
                .containsExactly("STANDING 2");
    }

    @Test
    void whatIsHeldFromBeforeTheSubscriptionStands() {
        var held = new Threshold(80, Direction.RISING, 79, Duration.ofMinutes(2), 0, true);
        List<WatchedThreshold> begun = Turns.of(
                        List.of(watching(SAMARIUM, held)),
                        List.of(at(BEFORE, 2, 85, false)),
                        Map.of(),
                        somebody(held),
                        Audience.Sight.BEGINNING)
                .all();

        var tooEarly = Turns.held(begun, present(), somebody(held), Audience.Sight.KNOWN, SUBSCRIBED);
        var after = Turns.held(begun, present(), somebody(held), Audience.Sight.KNOWN, BEFORE.plusSeconds(120));

        assertThat(tooEarly.firings()).isEmpty();
        assertThat(after.firings())
                .extracting(each -> each.firing().type(), each -> each.firing().trigger())
                .containsExactly(tuple(AlertType.STANDING, Trigger.HELD));
    }

    @Test
    void fromOneNamedBandToAnotherIsNotOver() {
        var entry = new BandEntry(Set.of(Band.SEVERE, Band.CRITICAL), 1, true);

        assertThat(told(
                        entry,
                        Audience.Sight.KNOWN,
                        change(SAMARIUM, 2, 65),
                        change(SAMARIUM, 3, 90),
                        change(SAMARIUM, 4, 70),
                        change(SAMARIUM, 5, 58)))
                .containsExactly("RAISED 2", "RAISED 3", "RAISED 4", "CLEARED 5");
    }

    private static Map<Cell, ScoreChange> present() {
        return Map.of(SAMARIUM, at(BEFORE, 2, 85, false));
    }

    private static ScoreChange at(Instant recordedAt, long sequence, double score, boolean rebase) {
        return new ScoreChange(SAMARIUM, sequence, recordedAt, score, rebase, List.of(), List.of(), "{}", "");
    }

    private static List<String> told(Audience.Sight sight, ScoreChange... changes) {
        return told(EIGHTY, sight, changes);
    }

    private static List<String> told(Condition condition, Audience.Sight sight, ScoreChange... changes) {
        return Turns.of(
                        AlertFixtures.subscription(AlertFixtures.everything(), condition)
                                .thresholdsOn(SAMARIUM),
                        List.of(changes),
                        Map.of(),
                        somebody(condition),
                        sight)
                .firings()
                .stream()
                .sorted((one, other) -> Integer.compare(one.place(), other.place()))
                .map(each -> each.firing().type() + " " + changes[each.place()].sequence())
                .toList();
    }
}
