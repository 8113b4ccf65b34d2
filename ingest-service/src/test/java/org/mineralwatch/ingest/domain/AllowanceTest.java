package org.mineralwatch.ingest.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.mineralwatch.ingest.domain.Allowance.Answer;

class AllowanceTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void aSecondsWorthMayComeAtOnceAndThenAsTimePasses() {
        Allowance used = granted(Allowance.of(10, NOON).take(10, NOON));

        assertThat(used.take(1, NOON)).isEqualTo(new Answer.Later(Duration.ofMillis(100)));
        assertThat(used.take(3, NOON.plusMillis(100))).isEqualTo(new Answer.Later(Duration.ofMillis(200)));
        assertThat(used.take(1, NOON.plusMillis(100))).isInstanceOf(Answer.Granted.class);
    }

    @Test
    void whatIsNotUsedDoesNotPileUp() {
        Allowance idle = Allowance.of(10, NOON);

        Allowance used = granted(idle.take(10, NOON.plusSeconds(3600)));

        assertThat(used.take(1, NOON.plusSeconds(3600))).isInstanceOf(Answer.Later.class);
    }

    @Test
    void moreThanASecondsWorthIsGrantedOnceAndPaidForAfterwards() {
        Allowance used = granted(Allowance.of(10, NOON).take(25, NOON));

        assertThat(used.take(1, NOON.plusSeconds(1))).isEqualTo(new Answer.Later(Duration.ofMillis(600)));
        assertThat(used.take(25, NOON.plusMillis(2500))).isInstanceOf(Answer.Granted.class);
    }

    @Test
    void aClockThatStepsBackGivesNothing() {
        Allowance used = granted(Allowance.of(10, NOON).take(10, NOON));

        assertThat(used.take(1, NOON.minusSeconds(60))).isInstanceOf(Answer.Later.class);
        assertThat(used.take(1, NOON.plusMillis(100))).isInstanceOf(Answer.Granted.class);
    }

    private static Allowance granted(Answer answer) {
        return switch (answer) {
            case Answer.Granted(Allowance left) -> left;
            case Answer.Later later -> throw new AssertionError(later.toString());
        };
    }
}
