package org.mineralwatch.alert.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;

/**
 * What somebody does not want to be told for a while. What it matches is raised, published and kept as ever; its webhook is
 * held back.
 *
 * @param comment why, for those who find it later; empty where nobody said
 * @param until when it ends by itself; empty where it is to be released
 * @param untilClears whether what has cleared is told again when it next fires
 * @param unlessWorse by so many points a score must be worse than it was when the silence began to be told all the same
 * @param endedAt empty as long as it holds
 */
public record Silence(
        UUID id,
        Instant createdAt,
        String comment,
        Matcher matcher,
        Optional<Instant> until,
        boolean untilClears,
        OptionalDouble unlessWorse,
        Optional<Instant> endedAt) {

    /**
     * What it matches; what is empty leaves that side open.
     *
     * @param mineral as it was named: a mineral or a group
     * @param minerals its id, or those of all members of the group
     */
    public record Matcher(
            Optional<String> consumer,
            Optional<String> mineral,
            Set<String> minerals,
            Optional<String> stage,
            Optional<UUID> subscription,
            Optional<AlertType> type) {
        public Matcher {
            minerals = Set.copyOf(minerals);
        }

        /** True where every side leaves everything open. */
        public boolean isOpen() {
            return consumer.isEmpty()
                    && minerals.isEmpty()
                    && stage.isEmpty()
                    && subscription.isEmpty()
                    && type.isEmpty();
        }

        private boolean matches(Alert alert) {
            return subscription.filter(id -> !id.equals(alert.subscription())).isEmpty()
                    && type.filter(wanted -> wanted != alert.type()).isEmpty()
                    && matchesCells(alert);
        }

        /** A group is held back where all it tells of is. */
        private boolean matchesCells(Alert alert) {
            if (consumer.isEmpty() && minerals.isEmpty() && stage.isEmpty()) {
                return true;
            }
            var cells = alert.occasion().cells();
            return !cells.isEmpty() && cells.stream().map(Cell::parse).allMatch(this::matches);
        }

        private boolean matches(Cell cell) {
            return consumer.filter(code -> !code.equals(cell.consumer())).isEmpty()
                    && (minerals.isEmpty() || minerals.contains(cell.mineral()))
                    && stage.filter(name -> !name.equals(cell.stage())).isEmpty();
        }
    }

    /** What the score of a cell was when a silence began. */
    @FunctionalInterface
    public interface ScoreThen {
        OptionalDouble of(String cell, Instant moment);
    }

    /** True where it holds an alert back. */
    public boolean holdsBack(Alert alert, ScoreThen scoreThen) {
        return matcher.matches(alert) && !isWorse(alert, scoreThen);
    }

    /** Falling is worse to who watches for a fall, rising to everybody else. */
    private boolean isWorse(Alert alert, ScoreThen scoreThen) {
        if (unlessWorse.isEmpty() || alert.type() == AlertType.CLEARED) {
            return false;
        }
        return switch (alert.occasion()) {
            case ScoreChange change -> isWorse(alert.condition(), change, scoreThen);
            case Movement movement -> isWorse(alert.condition(), movement.change(), scoreThen);
            case ActGroup group ->
                group.members().stream().anyMatch(member -> isWorse(member.condition(), member.change(), scoreThen));
            case DatedCrossing _, PolicyEvent _, Withdrawal _ -> false;
        };
    }

    private boolean isWorse(Condition condition, ScoreChange change, ScoreThen scoreThen) {
        OptionalDouble then = scoreThen.of(change.subject(), createdAt);
        if (then.isEmpty()) {
            return false;
        }
        double risen = change.score() - then.getAsDouble();
        boolean falls = condition instanceof Threshold threshold && threshold.direction() == Direction.FALLING;
        return (falls ? -risen : risen) >= unlessWorse.getAsDouble();
    }
}
