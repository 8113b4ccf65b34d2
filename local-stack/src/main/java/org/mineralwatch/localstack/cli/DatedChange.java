package org.mineralwatch.localstack.cli;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a known act does to a score on a date.
 *
 * @param before the score on the day before
 * @param after the score on the day
 */
record DatedChange(CellScore before, CellScore after) {

    /**
     * An act and what becomes of it on the day.
     *
     * @param event the id of the event
     * @param fate as in {@code takes effect}, {@code lapses}
     */
    record Act(String event, String fate) {

        static final Act NONE = new Act("", "");

        @Override
        public String toString() {
            return event + " " + fate;
        }
    }

    /** The act that moves the score most on this day. */
    Act act() {
        // A suspension that ends gives back what it held: it, and not the measure that returns, is the act of the day.
        var lapsed = largest(minus(before.heldBack(), after.heldBack()));
        var moved = largest(absolute(minus(after.byEvent(), before.byEvent())));
        if (!lapsed.isEmpty()) {
            return new Act(lapsed, after.heldBack().containsKey(lapsed) ? "eases less" : "lapses");
        }
        if (moved.isEmpty()) {
            return Act.NONE;
        }
        if (!after.byEvent().containsKey(moved)) {
            return new Act(moved, "ends");
        }
        return new Act(moved, before.byEvent().containsKey(moved) ? "changes" : "takes effect");
    }

    double points() {
        return after.score() - before.score();
    }

    private static Map<String, Double> minus(Map<String, Double> points, Map<String, Double> others) {
        var difference = new TreeMap<>(points);
        others.forEach((id, value) -> difference.merge(id, -value, Double::sum));
        return difference;
    }

    private static Map<String, Double> absolute(Map<String, Double> points) {
        var absolute = new TreeMap<String, Double>();
        points.forEach((id, value) -> absolute.put(id, Math.abs(value)));
        return absolute;
    }

    private static String largest(Map<String, Double> points) {
        return points.entrySet().stream()
                .filter(one -> one.getValue() > 0.005)
                .max(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .map(Map.Entry::getKey)
                .orElse("");
    }
}
