package org.mineralwatch.alert.domain;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A score that moves by at least so many points within a duration, wherever it stands. What has been told does not count
 * again: the next move is measured from the score that was told.
 *
 * @param points more than 0, at most 100
 * @param within a minute to 90 days
 * @param directions which ways count; at least one
 */
public record Move(double points, Duration within, Set<Direction> directions) implements Condition {
    public static final Duration SHORTEST = Duration.ofMinutes(1);
    public static final Duration LONGEST = Duration.ofDays(90);

    public Move {
        directions = Set.copyOf(directions);
        if (!(points > 0 && points <= 100)) {
            throw new IllegalArgumentException("points: not above 0 and up to 100: " + points);
        }
        if (within.compareTo(SHORTEST) < 0 || within.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("within: not within " + SHORTEST + " to " + LONGEST + ": " + within);
        }
        if (directions.isEmpty()) {
            throw new IllegalArgumentException("directions: none");
        }
    }

    /** The one way that counts; empty where both do. */
    public Optional<Direction> direction() {
        return directions.size() == 1 ? Optional.of(directions.iterator().next()) : Optional.empty();
    }
}
