package org.mineralwatch.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mineralwatch.alert.domain.AlertFixtures.SAMARIUM;
import static org.mineralwatch.alert.domain.AlertFixtures.change;
import static org.mineralwatch.alert.domain.AlertFixtures.watching;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Over random walks of a score: what a subscriber may count on. */
class TurnsProperties {

    @Property
    void eachPassageRaisesOneAndNoneCountsBeforeTheScoreHasGoneBack(
            @ForAll("thresholds") Threshold threshold, @ForAll("walks") List<Double> walk) {
        Turns turns = Turns.of(List.of(watching(SAMARIUM, threshold)), changes(walk));

        // Told apart from the rule itself: the walk is read as one long text of beyond, back and between.
        List<Integer> expected = new ArrayList<>();
        boolean waitingForReturn = false;
        for (int place = 0; place < walk.size(); place++) {
            if (waitingForReturn) {
                waitingForReturn = !hasGoneBack(threshold, walk.get(place));
            } else if (isReached(threshold, walk.get(place))) {
                expected.add(place);
                waitingForReturn = true;
            }
        }
        assertThat(turns.crossings().stream().map(Turns.InOrder::place)).isEqualTo(expected);
    }

    @Property
    void betweenTwoCrossingsTheScoreWasPastRearm(
            @ForAll("thresholds") Threshold threshold, @ForAll("walks") List<Double> walk) {
        List<Integer> places = Turns.of(List.of(watching(SAMARIUM, threshold)), changes(walk)).crossings().stream()
                .map(Turns.InOrder::place)
                .toList();

        for (int i = 1; i < places.size(); i++) {
            assertThat(walk.subList(places.get(i - 1), places.get(i))).anyMatch(score -> hasGoneBack(threshold, score));
        }
    }

    @Property
    void aWalkInPiecesTurnsAsTheWholeDoes(
            @ForAll("thresholds") Threshold threshold,
            @ForAll("walks") List<Double> walk,
            @ForAll("walks") List<Double> rest) {
        List<WatchedThreshold> start = List.of(watching(SAMARIUM, threshold));
        List<Double> whole = new ArrayList<>(walk);
        whole.addAll(rest);

        Turns first = Turns.of(start, changes(walk));
        Turns second = Turns.of(first.all(), changes(rest));
        Turns atOnce = Turns.of(start, changes(whole));

        assertThat(second.all()).isEqualTo(atOnce.all());
        assertThat(first.crossings().size() + second.crossings().size())
                .isEqualTo(atOnce.crossings().size());
    }

    @Property
    void whatTurnsIsWithinReachOfTheMove(
            @ForAll("thresholds") Threshold threshold, @ForAll boolean armed, @ForAll("walks") List<Double> walk) {
        if (walk.isEmpty()) {
            return;
        }
        ScoreMove move = ScoreMove.byCell(changes(walk)).getFirst();
        var before = new WatchedThreshold(AlertFixtures.SOMEBODY, 0, SAMARIUM, threshold, armed);

        Turns turns = Turns.of(List.of(before), changes(walk));

        boolean turnedAtAll = !turns.turned().isEmpty() || !turns.crossings().isEmpty();
        boolean withinReach = threshold.turn(armed, move.lowest()) != Threshold.Turn.UNMOVED
                || threshold.turn(armed, move.highest()) != Threshold.Turn.UNMOVED;
        assertThat(withinReach).isEqualTo(turnedAtAll);
    }

    @Property
    void otherCellsMoveNothing(@ForAll("thresholds") Threshold threshold, @ForAll("walks") List<Double> walk) {
        Turns turns = Turns.of(List.of(watching(AlertFixtures.GALLIUM, threshold)), changes(walk));

        assertThat(turns.turned()).isEmpty();
        assertThat(turns.crossings()).isEmpty();
    }

    private static boolean isReached(Threshold threshold, double score) {
        return threshold.direction() == Direction.RISING ? score >= threshold.at() : score <= threshold.at();
    }

    private static boolean hasGoneBack(Threshold threshold, double score) {
        return threshold.direction() == Direction.RISING ? score < threshold.rearm() : score > threshold.rearm();
    }

    private static List<ScoreChange> changes(List<Double> walk) {
        List<ScoreChange> changes = new ArrayList<>();
        for (double score : walk) {
            changes.add(change(SAMARIUM, changes.size() + 1, score));
        }
        return changes;
    }

    /** Halves, so that walks meet the levels often. */
    private static Arbitrary<Double> points() {
        return Arbitraries.integers().between(0, 40).map(halves -> halves / 2.0);
    }

    @Provide
    Arbitrary<List<Double>> walks() {
        return points().list().ofMaxSize(40);
    }

    @Provide
    Arbitrary<Threshold> thresholds() {
        return Combinators.combine(points(), points(), Arbitraries.of(Direction.class))
                .as((one, other, direction) -> switch (direction) {
                    case RISING -> new Threshold(Math.max(one, other), direction, Math.min(one, other));
                    case FALLING -> new Threshold(Math.min(one, other), direction, Math.max(one, other));
                });
    }
}
