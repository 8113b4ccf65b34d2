package org.mineralwatch.alert.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * What keeps us from asking an endpoint again and again that takes nothing. Closed, it lets all requests pass; once so many
 * in a row have failed, it is open and lets none pass for a while; then it is half open, and one request tries: taken, it
 * closes the breaker, otherwise the while is twice as long, up to a limit.
 *
 * @param failures how many requests in a row were not taken
 * @param openUntil until when no request passes; in the past while closed or half open
 * @param times how often in a row it has opened; 0 while it is closed
 */
public record CircuitBreaker(int failures, Instant openUntil, int times) {
    /** As it begins. */
    public static final CircuitBreaker CLOSED = new CircuitBreaker(0, Instant.MIN, 0);

    /**
     * When breakers open, and for how long.
     *
     * @param failures after how many in a row
     * @param first how long at first
     * @param longest how long at the most
     */
    public record Rule(int failures, Duration first, Duration longest) {
        private static final int MOST_DOUBLINGS = 30;

        public Rule {
            if (failures < 1 || !first.isPositive() || longest.compareTo(first) < 0) {
                throw new IllegalArgumentException("breaker: after " + failures + ", " + first + " to " + longest);
            }
        }

        private Duration open(int times) {
            Duration open = first.multipliedBy(1L << Math.min(times - 1, MOST_DOUBLINGS));
            return open.compareTo(longest) < 0 ? open : longest;
        }
    }

    /** How requests fare at it. */
    public enum State {
        CLOSED,
        OPEN,
        /** One may pass. */
        HALF_OPEN
    }

    public State state(Instant now) {
        if (times == 0) {
            return State.CLOSED;
        }
        return now.isBefore(openUntil) ? State.OPEN : State.HALF_OPEN;
    }

    /** As it is after a request was taken. */
    public CircuitBreaker taken() {
        return CLOSED;
    }

    /** As it is after a request was not taken; those that began before it opened do not open it further. */
    public CircuitBreaker refused(Rule rule, Instant now) {
        return switch (state(now)) {
            case CLOSED ->
                failures + 1 < rule.failures()
                        ? new CircuitBreaker(failures + 1, openUntil, 0)
                        : new CircuitBreaker(failures + 1, now.plus(rule.open(1)), 1);
            case OPEN -> this;
            case HALF_OPEN -> new CircuitBreaker(failures + 1, now.plus(rule.open(times + 1)), times + 1);
        };
    }
}
