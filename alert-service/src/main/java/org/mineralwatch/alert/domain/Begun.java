package org.mineralwatch.alert.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What begins to be watched on cells.
 *
 * @param firsts the change that holds in each cell
 */
public record Begun(
        List<ScoreChange> firsts, List<WatchedThreshold> thresholds, List<WatchedMove> moves, List<Lookout> lookouts) {

    /** Cells that are seen for the first time: what their scores turn follows like any other. */
    public static Begun of(List<ScoreMove> moves, Function<Cell, List<Subscription>> watching) {
        Begun begun = new Begun(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (ScoreMove move : moves) {
            ScoreChange change = move.last();
            watching.apply(change.cell()).forEach(subscription -> begun.add(subscription, change.cell(), 0));
            begun.firsts.add(change);
        }
        return begun;
    }

    /** A subscription that begins to watch cells with these scores. */
    public static Begun of(Subscription subscription, List<ScoreChange> present) {
        Begun begun = new Begun(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (ScoreChange change : present) {
            begun.add(subscription, change.cell(), change.sequence());
            begun.firsts.add(change);
        }
        return begun;
    }

    private void add(Subscription subscription, Cell cell, long sequence) {
        thresholds.addAll(subscription.thresholdsOn(cell));
        moves.addAll(subscription.movesOn(cell, sequence));
        lookouts.addAll(subscription.lookoutsOn(cell));
    }

    /** Whose it is. */
    public Stream<UUID> subscriptions() {
        return Stream.of(
                        thresholds.stream().map(WatchedThreshold::subscription),
                        moves.stream().map(WatchedMove::subscription),
                        lookouts.stream().map(Lookout::subscription))
                .flatMap(each -> each);
    }
}
