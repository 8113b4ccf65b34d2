package org.mineralwatch.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.mineralwatch.alert.domain.CircuitBreaker.State;

class CircuitBreakerTest {
    private static final Instant NOW = Instant.parse("2026-11-28T00:00:00Z");
    private static final CircuitBreaker.Rule RULE =
            new CircuitBreaker.Rule(3, Duration.ofSeconds(5), Duration.ofSeconds(15));

    private final CircuitBreaker opened = refused(3);

    @Test
    void itOpensWhenSoManyInARowWereRefused() {
        assertThat(refused(2).state(NOW)).isEqualTo(State.CLOSED);
        assertThat(refused(3).state(NOW)).isEqualTo(State.OPEN);
    }

    @Test
    void oneThatIsTakenBetweenBeginsTheCountAnew() {
        var breaker = refused(2).taken().refused(RULE, NOW).refused(RULE, NOW);

        assertThat(breaker.state(NOW)).isEqualTo(State.CLOSED);
    }

    @Test
    void afterAWhileOneMayTry() {
        assertThat(opened.state(NOW.plusMillis(4999))).isEqualTo(State.OPEN);
        assertThat(opened.state(NOW.plusSeconds(5))).isEqualTo(State.HALF_OPEN);
        assertThat(opened.taken().state(NOW.plusSeconds(5))).isEqualTo(State.CLOSED);
    }

    @Test
    void eachTryInVainDoublesTheWhileUpToALimit() {
        var second = opened.refused(RULE, NOW.plusSeconds(5));
        var third = second.refused(RULE, NOW.plusSeconds(15));
        var fourth = third.refused(RULE, NOW.plusSeconds(30));

        assertThat(second.openUntil()).isEqualTo(NOW.plusSeconds(15));
        assertThat(third.openUntil()).isEqualTo(NOW.plusSeconds(30));
        assertThat(fourth.openUntil()).isEqualTo(NOW.plusSeconds(45));
    }

    @Test
    void whatWasOnItsWayAsItOpenedOpensItNoFurther() {
        assertThat(opened.refused(RULE, NOW.plusSeconds(1))).isEqualTo(opened);
    }

    @Test
    void aRuleThatNeverOpensOrOpensForNoTimeIsNone() {
        assertThatThrownBy(() -> new CircuitBreaker.Rule(0, Duration.ofSeconds(1), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CircuitBreaker.Rule(1, Duration.ZERO, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CircuitBreaker.Rule(1, Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static CircuitBreaker refused(int times) {
        var breaker = CircuitBreaker.CLOSED;
        for (int i = 0; i < times; i++) {
            breaker = breaker.refused(RULE, NOW);
        }
        return breaker;
    }
}
