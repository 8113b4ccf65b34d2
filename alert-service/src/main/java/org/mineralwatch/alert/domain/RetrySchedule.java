package org.mineralwatch.alert.domain;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * When a delivery is tried again.
 *
 * @param delays how long to wait after the first attempt, the second, and so on; after one more attempt it is at its end
 */
public record RetrySchedule(List<Duration> delays) {
    /** So much of a delay is left to chance, so that endpoints that fell together are not met together. */
    private static final double JITTER = 0.1;

    /** An endpoint may ask for patience, but not until nobody remembers. */
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(24);

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVICE_UNAVAILABLE = 503;
    private static final int GONE = 410;

    public RetrySchedule {
        delays = List.copyOf(delays);
        if (delays.stream().anyMatch(Duration::isNegative)) {
            throw new IllegalArgumentException("delays: negative: " + delays);
        }
    }

    /**
     * What follows from an attempt. Only a 2xx is success: a redirect is not followed, for it would lead where nobody
     * checked.
     *
     * @param attempt the number of the attempt, from 1
     * @param now the moment it ended
     * @param chance 0 to 1, where in the jitter the next attempt falls
     */
    public Verdict after(AttemptResult result, int attempt, Instant now, double chance) {
        return switch (result) {
            case AttemptResult.Failed _ -> retry(attempt, now, chance, Duration.ZERO);
            case AttemptResult.Answered answered -> after(answered, attempt, now, chance);
        };
    }

    /** Whether all its delays have gone by since an endpoint took the last request. */
    public boolean isOver(Instant since, Instant now) {
        return !since.plus(delays.stream().reduce(Duration.ZERO, Duration::plus))
                .isAfter(now);
    }

    /** The same result, with a word where the endpoint asked for patience, be it granted or too much. */
    public AttemptResult explained(AttemptResult result, Instant now) {
        return switch (result) {
            case AttemptResult.Failed _ -> result;
            case AttemptResult.Answered answered -> explained(answered, wanted(answered.retryAfter(), now));
        };
    }

    private static AttemptResult explained(AttemptResult.Answered answered, Duration wanted) {
        if (wanted.compareTo(LONGEST_RETRY_AFTER) > 0) {
            return answered.noting("it asked to be left alone for longer than a day, and a day is granted");
        }
        return asksForPatience(answered) && wanted.isPositive()
                ? answered.noting("it asked to be left alone for " + wanted.truncatedTo(ChronoUnit.SECONDS))
                : answered;
    }

    private static boolean asksForPatience(AttemptResult.Answered answered) {
        return answered.status() == TOO_MANY_REQUESTS || answered.status() == SERVICE_UNAVAILABLE;
    }

    private Verdict after(AttemptResult.Answered answered, int attempt, Instant now, double chance) {
        int status = answered.status();
        if (status >= 200 && status < 300) {
            return new Verdict.Delivered();
        }
        if (status == GONE) {
            return new Verdict.Gone();
        }
        return retry(
                attempt, now, chance, asksForPatience(answered) ? asked(answered.retryAfter(), now) : Duration.ZERO);
    }

    private Verdict retry(int attempt, Instant now, double chance, Duration atLeast) {
        if (attempt > delays.size()) {
            return new Verdict.Exhausted();
        }
        Duration delay = withJitter(delays.get(attempt - 1), chance);
        return new Verdict.RetryAt(now.plus(delay.compareTo(atLeast) < 0 ? atLeast : delay));
    }

    private static Duration withJitter(Duration delay, double chance) {
        double factor = 1 - JITTER + 2 * JITTER * chance;
        return Duration.ofMillis(Math.round(delay.toMillis() * factor));
    }

    /** What {@code Retry-After} asks for: seconds or a date; nothing where it cannot be read. */
    private static Duration asked(String retryAfter, Instant now) {
        Duration wanted = wanted(retryAfter, now);
        if (wanted.isNegative()) {
            return Duration.ZERO;
        }
        return wanted.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : wanted;
    }

    private static Duration wanted(String retryAfter, Instant now) {
        return seconds(retryAfter)
                .or(() -> date(retryAfter).map(until -> Duration.between(now, until)))
                .orElse(Duration.ZERO);
    }

    private static Optional<Duration> seconds(String retryAfter) {
        String digits = retryAfter.strip();
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        // More than nine digits is more than thirty years: whatever it is, it is over the longest.
        return Optional.of(
                digits.length() > 9 ? LONGEST_RETRY_AFTER.multipliedBy(2) : Duration.ofSeconds(Long.parseLong(digits)));
    }

    private static Optional<Instant> date(String retryAfter) {
        try {
            return Optional.of(ZonedDateTime.parse(retryAfter.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}
