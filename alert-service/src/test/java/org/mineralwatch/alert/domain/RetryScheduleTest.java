package org.mineralwatch.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryScheduleTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final RetrySchedule SCHEDULE =
            new RetrySchedule(List.of(Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofMinutes(30)));

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void twoHundredAndSomethingIsSuccess(int status) {
        assertThat(SCHEDULE.after(answered(status, ""), 1, NOW, 0.5)).isEqualTo(new Verdict.Delivered());
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 301, 302, 307, 308, 400, 401, 404, 409, 422, 429, 500, 502, 503, 504})
    void anythingElseIsTriedAgain(int status) {
        assertThat(SCHEDULE.after(answered(status, ""), 1, NOW, 0.5))
                .isEqualTo(new Verdict.RetryAt(NOW.plusSeconds(5)));
    }

    @Test
    void noAnswerIsTriedAgain() {
        var failed = new AttemptResult.Failed(AttemptResult.Failure.TIMEOUT, "");

        assertThat(SCHEDULE.after(failed, 2, NOW, 0.5)).isEqualTo(new Verdict.RetryAt(NOW.plusSeconds(300)));
    }

    @Test
    void goneIsGoneForGood() {
        assertThat(SCHEDULE.after(answered(410, "120"), 1, NOW, 0.5)).isEqualTo(new Verdict.Gone());
    }

    @Test
    void theAttemptAfterTheLastDelayIsTheLast() {
        assertThat(SCHEDULE.after(answered(500, ""), 3, NOW, 0.5)).isInstanceOf(Verdict.RetryAt.class);
        assertThat(SCHEDULE.after(answered(500, ""), 4, NOW, 0.5)).isEqualTo(new Verdict.Exhausted());
        assertThat(SCHEDULE.after(answered(503, "60"), 4, NOW, 0.5)).isEqualTo(new Verdict.Exhausted());
        assertThat(SCHEDULE.after(answered(200, ""), 4, NOW, 0.5)).isEqualTo(new Verdict.Delivered());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429 | 120 | 120",
                "503 | 120 | 120",
                "503 | 2 | 5",
                "429 | Sat, 21 Nov 2026 12:10:00 GMT | 600",
                "429 | Sat, 21 Nov 2026 11:00:00 GMT | 5",
                "429 | 315360000 | 86400",
                "429 | 99999999999999999999 | 86400",
                "429 | Thu, 21 Nov 2036 12:00:00 GMT | 5",
                "429 | Fri, 21 Nov 2036 12:00:00 GMT | 86400",
                "429 | soon | 5",
                "429 | -7 | 5",
                "500 | 120 | 5"
            })
    void patienceIsGrantedWithinReason(int status, String retryAfter, long seconds) {
        assertThat(SCHEDULE.after(answered(status, retryAfter), 1, NOW, 0.5))
                .isEqualTo(new Verdict.RetryAt(NOW.plusSeconds(seconds)));
    }

    private static AttemptResult answered(int status, String retryAfter) {
        return new AttemptResult.Answered(status, retryAfter, "", "");
    }
}
