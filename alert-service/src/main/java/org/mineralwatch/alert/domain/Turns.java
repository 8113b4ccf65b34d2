package org.mineralwatch.alert.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What a series of changes does to thresholds.
 *
 * @param all the thresholds as they are afterwards, in the order given
 * @param turned those of them whose state is another than before
 * @param crossings in the order of the changes, for each threshold
 */
public record Turns(List<WatchedThreshold> all, List<WatchedThreshold> turned, List<InOrder> crossings) {

    /**
     * A crossing, and where it came.
     *
     * @param place of its change in the series
     */
    public record InOrder(int place, Crossing crossing) {}

    /** Whose thresholds turned, be it there and back again. */
    public Stream<UUID> touched() {
        return Stream.concat(
                        turned.stream(),
                        crossings.stream().map(each -> each.crossing().watched()))
                .map(WatchedThreshold::subscription);
    }

    /** Takes each threshold through the changes of its cell, which are in order. */
    public static Turns of(List<WatchedThreshold> thresholds, List<ScoreChange> changes) {
        Map<Cell, List<Integer>> placesByCell = new HashMap<>();
        for (int place = 0; place < changes.size(); place++) {
            placesByCell
                    .computeIfAbsent(changes.get(place).cell(), _ -> new ArrayList<>())
                    .add(place);
        }
        List<WatchedThreshold> all = new ArrayList<>(thresholds.size());
        List<WatchedThreshold> turned = new ArrayList<>();
        List<InOrder> crossings = new ArrayList<>();
        for (WatchedThreshold before : thresholds) {
            WatchedThreshold now = before;
            for (int place : placesByCell.getOrDefault(before.cell(), List.of())) {
                ScoreChange change = changes.get(place);
                Threshold.Turn turn = now.turn(change.score());
                now = now.after(turn);
                if (turn == Threshold.Turn.CROSSED) {
                    crossings.add(new InOrder(place, new Crossing(now, change)));
                }
            }
            all.add(now);
            if (now.armed() != before.armed()) {
                turned.add(now);
            }
        }
        return new Turns(all, turned, crossings);
    }
}
