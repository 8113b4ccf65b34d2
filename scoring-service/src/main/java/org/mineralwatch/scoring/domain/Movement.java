package org.mineralwatch.scoring.domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What moved a score between two days, each in the light of what was known on a day of its own.
 *
 * <p>It goes in three steps. Time first: from the one day to the other on what was known at the start. Then knowledge: on
 * the other day, from the events known at the start to those known at the end. Last the baseline, where another was known
 * at the end than at the start. In each step an event brings the difference of its points, so that
 *
 * <pre>end - start = structural + sum over events (calendar + knowledge + rebase)</pre>
 *
 * to the last rounding. The order matters: an event announced in between counts as knowledge with all that it did since,
 * because on the calendar known at the start it did not stand.
 *
 * @param start score on the first day, as known then
 * @param foreseen score on the other day, as known at the start
 * @param learnt the same with the events known at the end
 * @param end the same with the baseline known at the end, too
 * @param structural points by which the score without any event differs between the baselines
 * @param byEvent the largest mover first
 */
public record Movement(Score start, Score foreseen, Score learnt, Score end, double structural, List<Part> byEvent) {
    /** Below this many points a part is rounding, and is left out; all that are left out are less than 1e-9 together. */
    private static final double NEGLIGIBLE = 1e-13;

    public Movement {
        byEvent = List.copyOf(byEvent);
    }

    /** What became known of an event between the two days of knowledge. */
    public enum Learnt {
        /** Nothing: it moves by its dates, or as others do. */
        NOTHING,
        /** Known only at the end. */
        NEW,
        /** Another revision counts. */
        REVISED,
        /** Retracted or withdrawn. */
        GONE
    }

    /**
     * What an event brings.
     *
     * @param calendar points by the passing of time, on what was known at the start
     * @param knowledge points by what became known
     * @param rebase points by which it counts for more or less on the other baseline
     */
    public record Part(String event, Learnt learnt, double calendar, double knowledge, double rebase) {
        static final Comparator<Part> LARGEST_FIRST = Comparator.comparingDouble((Part part) -> Math.abs(part.points()))
                .reversed()
                .thenComparing(Part::event);

        private boolean isMore(double than) {
            return Math.abs(calendar) > than || Math.abs(knowledge) > than || Math.abs(rebase) > than;
        }

        public double points() {
            return calendar + knowledge + rebase;
        }
    }

    /** The whole move, in points. */
    public double change() {
        return end.points() - start.points();
    }

    /** What the passing of time brings, in points, but for the baseline. */
    public double calendar() {
        return byEvent.stream().mapToDouble(Part::calendar).sum();
    }

    /** What became known brings, in points, but for the baseline. */
    public double knowledge() {
        return byEvent.stream().mapToDouble(Part::knowledge).sum();
    }

    /** What events count for more or less on the other baseline, in points. */
    public double rebase() {
        return byEvent.stream().mapToDouble(Part::rebase).sum();
    }

    /** Takes the four scores apart; {@code start} and {@code foreseen} are as {@code knownAtStart}. */
    public static Movement of(
            Score start, Score foreseen, Score learnt, Score end, KnownEvents knownAtStart, KnownEvents knownAtEnd) {
        TreeSet<String> events = new TreeSet<>(start.byEvent().keySet());
        events.addAll(foreseen.byEvent().keySet());
        events.addAll(learnt.byEvent().keySet());
        events.addAll(end.byEvent().keySet());
        List<Part> parts = new ArrayList<>();
        for (String event : events) {
            double ahead = foreseen.byEvent().getOrDefault(event, 0.0);
            double known = learnt.byEvent().getOrDefault(event, 0.0);
            Part part = new Part(
                    event,
                    learnt(knownAtStart.find(event), knownAtEnd.find(event)),
                    ahead - start.byEvent().getOrDefault(event, 0.0),
                    known - ahead,
                    end.byEvent().getOrDefault(event, 0.0) - known);
            if (part.isMore(NEGLIGIBLE)) {
                parts.add(part);
            }
        }
        parts.sort(Part.LARGEST_FIRST);
        return new Movement(start, foreseen, learnt, end, end.baseline() - start.baseline(), parts);
    }

    private static Learnt learnt(Optional<PolicyEvent> before, Optional<PolicyEvent> after) {
        if (before.isEmpty()) {
            return Learnt.NEW;
        }
        if (after.isEmpty()) {
            return Learnt.GONE;
        }
        return Objects.equals(before.get(), after.get()) ? Learnt.NOTHING : Learnt.REVISED;
    }
}
