package org.mineralwatch.alert.domain;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Finds in a past the days that mattered: of each policy event the one on which it moved a watched cell furthest, which is the
 * day it came into force, or lapsed, or became known where that was enough.
 */
public final class Milestones {
    /** What moves nothing by as much is on nobody's mind. */
    private static final double WORTH_NAMING = 1;

    private final Map<Cell, Double> scores = new HashMap<>();
    private final Map<String, Milestone> byEvent = new HashMap<>();

    /** Takes note of a change. */
    public void note(ScoreChange change) {
        Double before = scores.put(change.cell(), change.score());
        if (before == null || change.rebase()) {
            return;
        }
        LocalDate day = Rehearsal.day(change.recordedAt());
        for (CausingEvent cause : change.causes()) {
            Milestone here = new Milestone(
                    day,
                    Optional.of(cause.id()),
                    Optional.of(change.cell()),
                    OptionalDouble.of(before),
                    OptionalDouble.of(change.score()));
            byEvent.merge(cause.id(), here, (one, other) -> other.size() > one.size() ? other : one);
        }
    }

    /** The days of so many events that moved cells furthest, the earliest first. */
    public List<Milestone> furthest(int atMost) {
        return byEvent.values().stream()
                .filter(milestone -> milestone.size() >= WORTH_NAMING)
                .sorted(Comparator.comparingDouble(Milestone::size).reversed().thenComparing(Milestones::event))
                .limit(atMost)
                .sorted(Comparator.comparing(Milestone::date).thenComparing(Milestones::event))
                .toList();
    }

    /** The days of these events; those that moved no cell that is watched are left out. */
    public List<Milestone> of(Collection<String> events) {
        return events.stream()
                .flatMap(event -> Optional.ofNullable(byEvent.get(event)).stream())
                .sorted(Comparator.comparing(Milestone::date).thenComparing(Milestones::event))
                .toList();
    }

    private static String event(Milestone milestone) {
        return milestone.event().orElse("");
    }

    /**
     * How early something would have been told of a day.
     *
     * @param first the first alert that tells of it; empty where none does
     */
    public record LeadTime(Milestone milestone, Optional<Rehearsal.Raised> first) {
        /** Days from that alert to the day; 0 where it was told on the day, below 0 where after it. */
        public OptionalLong days() {
            return first.map(raised -> OptionalLong.of(
                            ChronoUnit.DAYS.between(Rehearsal.day(raised.alert().raisedAt()), milestone.date())))
                    .orElse(OptionalLong.empty());
        }
    }

    /** How early each of these days would have been told of. */
    public static List<LeadTime> told(List<Milestone> milestones, List<Rehearsal.Raised> raised) {
        List<LeadTime> told = new ArrayList<>();
        for (Milestone milestone : milestones) {
            told.add(new LeadTime(
                    milestone,
                    raised.stream()
                            .filter(each -> milestone.isToldBy(each.alert()))
                            .findFirst()));
        }
        return told;
    }
}
