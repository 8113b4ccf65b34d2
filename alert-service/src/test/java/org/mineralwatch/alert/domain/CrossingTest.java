package org.mineralwatch.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mineralwatch.alert.domain.AlertFixtures.SAMARIUM;
import static org.mineralwatch.alert.domain.AlertFixtures.SUBSCRIBED;
import static org.mineralwatch.alert.domain.AlertFixtures.change;
import static org.mineralwatch.alert.domain.AlertFixtures.rebase;
import static org.mineralwatch.alert.domain.AlertFixtures.watching;

import org.junit.jupiter.api.Test;

class CrossingTest {
    private static final WatchedThreshold WATCHED =
            watching(SAMARIUM, Threshold.withDefaultRearm(80, Direction.RISING));

    @Test
    void aChangeIsRaised() {
        var told = new Crossing(WATCHED, change(SAMARIUM, 2, 85)).told(SUBSCRIBED);

        assertThat(told).map(Firing::type).hasValue(AlertType.RAISED);
    }

    @Test
    void aRebaseIsNoNews() {
        var told = new Crossing(WATCHED, rebase(SAMARIUM, 2, 85)).told(SUBSCRIBED);

        assertThat(told).isEmpty();
    }

    @Test
    void whatWasRecordedBeforeTheSubscriptionStoodAlready() {
        var late = change(SAMARIUM, 2, 85);

        assertThat(new Crossing(WATCHED, late).told(late.recordedAt().plusNanos(1)))
                .map(Firing::type)
                .hasValue(AlertType.STANDING);
        assertThat(new Crossing(WATCHED, late).told(late.recordedAt()))
                .map(Firing::type)
                .hasValue(AlertType.RAISED);
    }

    @Test
    void aRebaseFromBeforeTheSubscriptionIsNoNewsOfACellThatHadBeenSeen() {
        var late = rebase(SAMARIUM, 2, 85);

        assertThat(new Crossing(WATCHED, late).told(late.recordedAt().plusNanos(1)))
                .isEmpty();
    }

    @Test
    void aRebaseFromBeforeTheSubscriptionStoodAlreadyInACellThatHadNotBeenSeen() {
        var first = rebase(SAMARIUM, 1, 85);

        assertThat(new Crossing(WATCHED, first)
                        .toldAtFirstSight(first.recordedAt().plusNanos(1)))
                .map(Firing::type)
                .hasValue(AlertType.STANDING);
        assertThat(new Crossing(WATCHED, first).toldAtFirstSight(first.recordedAt()))
                .isEmpty();
    }
}
