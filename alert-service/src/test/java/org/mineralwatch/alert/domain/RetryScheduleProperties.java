package org.mineralwatch.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class RetryScheduleProperties {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final RetrySchedule SCHEDULE =
            new RetrySchedule(List.of(Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofMinutes(30)));

    @Property
    void chanceMovesADelayByATenthAtMost(
            @ForAll @IntRange(min = 1, max = 3) int attempt, @ForAll @DoubleRange(min = 0, max = 1) double chance) {
        Duration delay = SCHEDULE.delays().get(attempt - 1);

        Verdict verdict = SCHEDULE.after(new AttemptResult.Answered(500, "", "", ""), attempt, NOW, chance);

        assertThat(((Verdict.RetryAt) verdict).when())
                .isCloseTo(NOW.plus(delay), within(delay.toMillis() / 10, ChronoUnit.MILLIS));
    }
}
