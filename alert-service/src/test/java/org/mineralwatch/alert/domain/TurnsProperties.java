package org.mineralwatch.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mineralwatch.alert.domain.AlertFixtures.SAMARIUM;
import static org.mineralwatch.alert.domain.AlertFixtures.SOMEBODY;
import static org.mineralwatch.alert.domain.AlertFixtures.SUBSCRIBED;
import static org.mineralwatch.alert.domain.AlertFixtures.somebody;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Over random histories of a score, taken in pieces of any size and with the time looked at in between: what is told is what
 * a naive reading of the whole history finds, no more and no less.
 */
class TurnsProperties {
    private static final Instant END = SUBSCRIBED.plus(Duration.ofDays(10));

    /**
     * A change of the score.
     *
     * @param minutes since the one before
     * @param taken whether the changes up to it are applied together
     * @param looked whether the time is looked at before the next one
     */
    record Step(double score, int minutes, boolean rebase, boolean taken, boolean looked) {}

    @Property
    void whatIsToldIsWhatANaiveReadingFinds(
            @ForAll("thresholds") Threshold threshold, @ForAll("histories") List<Step> history) {
        List<UUID> told = told(threshold, history);

        assertThat(told).isEqualTo(naive(threshold, changes(history)));
    }

    @Property
    void nothingIsToldTwice(
            @ForAll("thresholds") Threshold threshold, @ForAll("historiesWithBaselines") List<Step> history) {
        assertThat(told(threshold, history)).doesNotHaveDuplicates();
    }

    @Property
    void newBaselinesTellNothing(
            @ForAll("thresholds") Threshold threshold, @ForAll("historiesWithBaselines") List<Step> history) {
        List<Step> baselines = history.stream()
                .map(step -> new Step(step.score, step.minutes, true, step.taken, step.looked))
                .toList();

        assertThat(told(threshold, baselines)).isEmpty();
    }

    @Property
    void aBandIsToldWheneverItIsEnteredAfterItWasLeft(
            @ForAll("bands") BandEntry entry, @ForAll("histories") List<Step> history) {
        List<ScoreChange> changes = changes(history);
        List<UUID> expected = new ArrayList<>();
        boolean[] left = {true, true, true, true, true};
        for (ScoreChange change : changes) {
            Band band = Band.of(change.score());
            for (Band other : entry.bands()) {
                if (change.score() < other.from() - entry.rearm() || change.score() > other.upTo() + entry.rearm()) {
                    left[other.ordinal()] = true;
                }
            }
            if (entry.bands().contains(band) && left[band.ordinal()]) {
                left[band.ordinal()] = false;
                expected.add(id(entry, AlertType.RAISED, change, change.sequence()));
            }
        }

        List<UUID> told = taken(entry, history).stream()
                .filter(firing -> firing.type() == AlertType.RAISED)
                .map(Firing::alertId)
                .toList();

        assertThat(told).isEqualTo(expected);
    }

    private static List<UUID> told(Threshold threshold, List<Step> history) {
        return taken(threshold, history).stream().map(Firing::alertId).toList();
    }

    /** Applies the history as it comes, piece by piece. */
    private static List<Firing> taken(Condition condition, List<Step> history) {
        List<WatchedThreshold> watched = AlertFixtures.subscription(AlertFixtures.everything(), condition)
                .thresholdsOn(SAMARIUM);
        List<Firing> told = new ArrayList<>();
        List<ScoreChange> changes = changes(history);
        List<ScoreChange> piece = new ArrayList<>();
        Map<Cell, ScoreChange> before = Map.of();
        for (int i = 0; i < changes.size(); i++) {
            piece.add(changes.get(i));
            if (history.get(i).taken || i == changes.size() - 1) {
                Turns turns = Turns.of(watched, piece, before, somebody(condition), Audience.Sight.KNOWN);
                watched = turns.all();
                turns.firings().stream()
                        .sorted((one, other) -> Integer.compare(one.place(), other.place()))
                        .map(Turns.InOrder::firing)
                        .forEach(told::add);
                before = Map.of(SAMARIUM, piece.getLast());
                piece.clear();
                if (history.get(i).looked) {
                    Instant next =
                            i == changes.size() - 1 ? END : changes.get(i + 1).recordedAt();
                    watched = look(watched, before, next.minusMillis(1), condition, told);
                }
            }
        }
        look(watched, before, END, condition, told);
        return told;
    }

    private static List<WatchedThreshold> look(
            List<WatchedThreshold> watched,
            Map<Cell, ScoreChange> present,
            Instant now,
            Condition condition,
            List<Firing> told) {
        Turns held = Turns.held(watched, present, somebody(condition), Audience.Sight.KNOWN, now);
        held.firings().stream().map(Turns.InOrder::firing).forEach(told::add);
        return held.all();
    }

    /** Reads the whole history, looking back and forth in it as it likes. */
    private static List<UUID> naive(Threshold threshold, List<ScoreChange> changes) {
        List<UUID> told = new ArrayList<>();
        int i = 0;
        while (i < changes.size()) {
            ScoreChange entered = changes.get(i);
            if (!isReached(threshold, entered.score())) {
                i++;
                continue;
            }
            int out = i;
            while (out < changes.size() && isReached(threshold, changes.get(out).score())) {
                out++;
            }
            Instant until = out == changes.size() ? END : changes.get(out).recordedAt();
            Instant counts = entered.recordedAt().plus(threshold.hold());
            if (counts.isAfter(until)) {
                i = out;
                continue;
            }
            told.add(id(threshold, AlertType.RAISED, entered, entered.sequence()));
            int next = i + 1;
            while (next < changes.size()
                    && !threshold.hold().isZero()
                    && changes.get(next).recordedAt().isBefore(counts)) {
                next++;
            }
            double worst = changes.get(next - 1).score();
            while (next < changes.size()
                    && !hasGoneBack(threshold, changes.get(next).score())) {
                double score = changes.get(next).score();
                double further = threshold.direction() == Direction.RISING ? score - worst : worst - score;
                if (threshold.worsening() > 0 && further >= threshold.worsening()) {
                    told.add(id(
                            threshold,
                            AlertType.RAISED,
                            changes.get(next),
                            changes.get(next).sequence()));
                    worst = score;
                }
                next++;
            }
            if (next < changes.size() && threshold.tellsCleared()) {
                told.add(id(
                        threshold,
                        AlertType.CLEARED,
                        changes.get(next),
                        changes.get(next).sequence()));
            }
            i = next;
        }
        return told;
    }

    private static UUID id(Condition condition, AlertType type, ScoreChange change, long sequence) {
        return Firing.ofScore(SOMEBODY, 0, condition, type, Trigger.MET, change, sequence)
                .alertId();
    }

    private static boolean isReached(Threshold threshold, double score) {
        return threshold.direction() == Direction.RISING ? score >= threshold.at() : score <= threshold.at();
    }

    private static boolean hasGoneBack(Threshold threshold, double score) {
        return threshold.direction() == Direction.RISING ? score < threshold.rearm() : score > threshold.rearm();
    }

    private static List<ScoreChange> changes(List<Step> history) {
        List<ScoreChange> changes = new ArrayList<>();
        Instant now = SUBSCRIBED;
        for (Step step : history) {
            now = now.plus(Duration.ofMinutes(step.minutes));
            changes.add(new ScoreChange(
                    SAMARIUM, changes.size() + 1, now, step.score, step.rebase, List.of(), List.of(), "{}", ""));
        }
        return changes;
    }

    /** Halves, so that histories meet the levels often. */
    private static Arbitrary<Double> points() {
        return Arbitraries.integers().between(0, 40).map(halves -> halves / 2.0);
    }

    private static Arbitrary<List<Step>> histories(Arbitrary<Double> points, Arbitrary<Boolean> rebase) {
        return Combinators.combine(
                        points,
                        Arbitraries.integers().between(1, 12).map(tens -> tens * 10),
                        rebase,
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as(Step::new)
                .list()
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        return histories(Arbitraries.oneOf(points(), points().map(point -> point * 5)), Arbitraries.just(false));
    }

    @Provide
    Arbitrary<List<Step>> historiesWithBaselines() {
        return histories(points(), Arbitraries.of(true, false));
    }

    @Provide
    Arbitrary<BandEntry> bands() {
        return Combinators.combine(
                        Arbitraries.of(Band.class).set().ofMinSize(1),
                        Arbitraries.of(0.0, 0.5, 1.0),
                        Arbitraries.of(true, false))
                .as(BandEntry::new);
    }

    @Provide
    Arbitrary<Threshold> thresholds() {
        return Combinators.combine(
                        points(),
                        points(),
                        Arbitraries.of(Direction.class),
                        Arbitraries.of(0, 0, 30, 60, 120).map(minutes -> Duration.ofMinutes(minutes)),
                        Arbitraries.of(0.0, 1.5, 4.0),
                        Arbitraries.of(true, false))
                .as((one, other, direction, hold, worsening, cleared) -> switch (direction) {
                    case RISING ->
                        new Threshold(Math.max(one, other), direction, Math.min(one, other), hold, worsening, cleared);
                    case FALLING ->
                        new Threshold(Math.min(one, other), direction, Math.max(one, other), hold, worsening, cleared);
                });
    }
}
