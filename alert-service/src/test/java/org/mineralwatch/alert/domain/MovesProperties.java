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
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Over random histories: a move is told where a naive reading of all pairs of scores finds one. */
class MovesProperties {

    record Step(double score, int minutes, boolean rebase, boolean taken) {}

    @Property
    void whatIsToldIsWhatAllPairsOfScoresShow(@ForAll("moves") Move move, @ForAll("histories") List<Step> history) {
        List<ScoreChange> changes = changes(history);
        List<Long> expected = new ArrayList<>();
        int since = 0;
        for (int i = 0; i < changes.size(); i++) {
            Instant windowBegan = changes.get(i).recordedAt().minus(move.within());
            boolean moved = false;
            for (int j = since; j < i; j++) {
                boolean heldInWindow =
                        j == i - 1 || changes.get(j + 1).recordedAt().isAfter(windowBegan);
                boolean sameScale = changes.subList(j + 1, i + 1).stream().noneMatch(ScoreChange::rebase);
                double points = changes.get(i).score() - changes.get(j).score();
                boolean counts = move.directions().contains(points > 0 ? Direction.RISING : Direction.FALLING)
                        && Math.abs(points) >= move.points();
                moved |= heldInWindow && sameScale && counts;
            }
            if (moved) {
                expected.add(changes.get(i).sequence());
                since = i;
            }
        }

        assertThat(told(move, history, changes)).isEqualTo(expected);
    }

    private static List<Long> told(Move move, List<Step> history, List<ScoreChange> changes) {
        var watched = new WatchedMove(SOMEBODY, 0, SAMARIUM, move, 0);
        List<Long> told = new ArrayList<>();
        List<PastScore> past = new ArrayList<>();
        List<ScoreChange> piece = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            piece.add(changes.get(i));
            if (history.get(i).taken || i == changes.size() - 1) {
                Moves moves = Moves.of(List.of(watched), piece, Map.of(SAMARIUM, past), somebody(move));
                moves.firings().stream()
                        .map(each ->
                                ((Movement) each.firing().occasion()).change().sequence())
                        .forEach(told::add);
                watched = moves.after(List.of(watched), somebody(move)).getFirst();
                piece.stream().map(PastScore::of).forEach(past::add);
                piece.clear();
            }
        }
        return told;
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

    @Provide
    Arbitrary<Move> moves() {
        return Combinators.combine(
                        Arbitraries.of(1.0, 3.0, 8.0),
                        Arbitraries.of(10, 30, 120).map(minutes -> Duration.ofMinutes(minutes)),
                        Arbitraries.of(Direction.class).set().ofMinSize(1))
                .as((points, within, directions) -> new Move(points, within, Set.copyOf(directions)));
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 20).map(halves -> halves / 2.0),
                        Arbitraries.integers().between(1, 6).map(tens -> tens * 10),
                        Arbitraries.frequency(net.jqwik.api.Tuple.of(8, false), net.jqwik.api.Tuple.of(1, true)),
                        Arbitraries.of(true, false))
                .as(Step::new)
                .list()
                .ofMaxSize(30);
    }
}
