package org.mineralwatch.scoring.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import org.mineralwatch.scoring.domain.LiveEvent.Easing;
import org.mineralwatch.scoring.domain.Turn.Kind;

/** The dates on which known acts turn the score of one cell, and what moves it in between. */
public final class ScoreCalendar {
    /** A loss or cover below this moves no score by a millionth of a point: what has decayed ends without a turn. */
    private static final double NEGLIGIBLE = 1e-9;

    private final Facet[] facets;
    private final CoverTerm[] covers;
    private final List<Candidate> candidates = new ArrayList<>();

    ScoreCalendar(CellStructure cell, Facet[] facets, CoverTerm[] covers) {
        this.facets = facets;
        this.covers = covers;
        for (Facet facet : facets) {
            if (cell.hasShare(facet.supplier())) {
                addTurnsOf(facet);
            }
        }
        for (CoverTerm cover : covers) {
            addTurnsOf(cover);
        }
    }

    /**
     * A date of an event, which turns the score unless nothing is there to be turned.
     *
     * @param strength what the event takes away or covers on a day
     */
    private record Candidate(int day, LiveEvent event, Kind kind, LiveEvent subject, IntToDoubleFunction strength) {
        boolean turns() {
            return strength.applyAsDouble(day - 1) > NEGLIGIBLE
                    || strength.applyAsDouble(day) > NEGLIGIBLE
                    || strength.applyAsDouble(day + 1) > NEGLIGIBLE;
        }

        Turn turn() {
            return new Turn(Days.date(day), event.id(), kind, subject.id());
        }
    }

    /** Every dated turn, past and to come, in order. Daily drift by decay, approach or ramp is none. */
    public SortedSet<Turn> turns() {
        SortedSet<Turn> turns = new TreeSet<>();
        for (Candidate candidate : candidates) {
            if (candidate.turns()) {
                turns.add(candidate.turn());
            }
        }
        return Collections.unmodifiableSortedSet(turns);
    }

    /** The first date after the given one on which a known act turns the score. */
    public Optional<LocalDate> nextChange(LocalDate after) {
        int past = Days.of(after);
        int next = Days.NEVER;
        for (Candidate candidate : candidates) {
            if (candidate.day() > past && candidate.day() < next && candidate.turns()) {
                next = candidate.day();
            }
        }
        return next == Days.NEVER ? Optional.empty() : Optional.of(Days.date(next));
    }

    /**
     * Events behind a change of the score that no record brought: those with a dated turn in the span, or if there is none
     * those that drift in it. In order of id, each once.
     */
    public List<String> turning(LocalDate fromExclusive, LocalDate toInclusive) {
        int from = Days.of(fromExclusive);
        int to = Days.of(toInclusive);
        SortedSet<String> events = new TreeSet<>();
        for (Candidate candidate : candidates) {
            if (candidate.day() > from && candidate.day() <= to && candidate.turns()) {
                events.add(candidate.event().id());
            }
        }
        return List.copyOf(events.isEmpty() ? drifting(from, to) : events);
    }

    /** Events whose loss or cover is another on the one day than on the other, in order of id. */
    SortedSet<String> drifting(int from, int to) {
        SortedSet<String> events = new TreeSet<>();
        for (Facet facet : facets) {
            if (facet.effectiveLossOn(from) != facet.effectiveLossOn(to)) {
                events.add(facet.event());
            }
        }
        for (CoverTerm cover : covers) {
            if (cover.on(from) != cover.on(to)) {
                events.add(cover.event());
            }
        }
        return events;
    }

    private void addTurnsOf(Facet facet) {
        LiveEvent live = facet.live();
        IntToDoubleFunction loss = facet::effectiveLossOn;
        add(live.start(), live, Kind.ENTERS_INTO_FORCE, live, loss);
        for (int day : facet.holdEnds()) {
            add(day, live, Kind.HOLD_ENDS, live, loss);
        }
        addEndOf(live, loss);
        if (live.announced() < live.start()) {
            add(live.announced(), live, Kind.ANNOUNCED, live, loss);
            // An announced measure counts only while the one it replaces is not in force.
            for (LiveEvent replaced : live.superseded()) {
                addIfAwaited(replaced.start(), replaced, Kind.ENTERS_INTO_FORCE, facet);
                addIfAwaited(replaced.ownEnd(), replaced, Kind.LAPSES, facet);
            }
        }
        for (Easing easing : facet.easings()) {
            if (easing.relief() > 0.0 && easing.by().start() < easing.by().end()) {
                LiveEvent by = easing.by();
                add(by.start(), by, Kind.SUSPENSION_BEGINS, live, loss);
                add(by.end(), by.endedBy() == null ? by : by.endedBy(), Kind.SUSPENSION_LAPSES, live, loss);
            }
        }
    }

    private void addTurnsOf(CoverTerm cover) {
        LiveEvent live = cover.live();
        add(cover.start(), live, Kind.RAMP_STARTS, live, cover::on);
        if (cover.complete() > cover.start() && cover.complete() < live.end()) {
            add(cover.complete(), live, Kind.RAMP_ENDS, live, cover::on);
        }
        addEndOf(live, cover::on);
    }

    private void addEndOf(LiveEvent live, IntToDoubleFunction strength) {
        LiveEvent endedBy = live.endedBy();
        if (endedBy == null) {
            add(live.end(), live, Kind.LAPSES, live, strength);
        } else {
            add(live.end(), endedBy, Kind.ENDED, live, strength);
        }
    }

    private void addIfAwaited(int day, LiveEvent replaced, Kind kind, Facet facet) {
        if (facet.isAwaitedOn(day)) {
            add(day, replaced, kind, facet.live(), facet::effectiveLossOn);
        }
    }

    private void add(int day, LiveEvent event, Kind kind, LiveEvent subject, IntToDoubleFunction strength) {
        if (day <= Days.LAST) {
            candidates.add(new Candidate(day, event, kind, subject, strength));
        }
    }
}
