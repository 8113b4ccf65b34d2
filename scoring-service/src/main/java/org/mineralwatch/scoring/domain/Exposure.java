package org.mineralwatch.scoring.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What known events do to one cell: every restriction and alternative supply that reaches it, with their dates.
 * Immutable. It may be of the days from one on: then it has no event that had ended before, which is most of them.
 */
public final class Exposure {
    private final CellStructure cell;
    private final Facet[] facets;
    private final CoverTerm[] covers;

    Exposure(CellStructure cell, KnownEvents known) {
        this(cell, known.naming(cell.minerals()));
    }

    /** On a day and those behind it. */
    Exposure(CellStructure cell, KnownEvents known, int from) {
        this(cell, known.naming(cell.minerals(), from));
    }

    private Exposure(CellStructure cell, List<LiveEvent> events) {
        this.cell = cell;
        List<Facet> restrictions = new ArrayList<>();
        List<CoverTerm> supplies = new ArrayList<>();
        for (LiveEvent live : events) {
            switch (live.event().effect()) {
                case Effect.Restriction restriction -> {
                    if (live.start() < live.end()) {
                        restrictions.addAll(Facet.of(live, restriction, cell));
                    }
                }
                case Effect.Cover cover -> {
                    CoverTerm term = CoverTerm.of(live, cover, cell);
                    if (term != null && term.start() < live.end()) {
                        supplies.add(term);
                    }
                }
                case Effect.None _ -> {}
            }
        }
        this.facets = restrictions.toArray(Facet[]::new);
        this.covers = supplies.toArray(CoverTerm[]::new);
    }

    /** The score on a day with all that it is made of. */
    public Score scoreAt(LocalDate at) {
        return breakdown(Days.of(at)).score(at);
    }

    /** The score on a day with every intermediate value of the formula. */
    public Explanation explanationAt(LocalDate at) {
        return breakdown(Days.of(at)).explanation(at);
    }

    /** Who else could supply on a day, what is cheapest in risk first. */
    public List<Alternative> alternativesAt(LocalDate at) {
        return breakdown(Days.of(at)).alternatives();
    }

    /** The score alone, in points, without what it is made of. */
    public double pointsAt(LocalDate at) {
        return breakdown(Days.of(at)).points();
    }

    /** The dates on which the score turns. */
    public ScoreCalendar calendar() {
        return new ScoreCalendar(cell, facets, covers);
    }

    /**
     * The score over a stretch of days: its first day, every day with a dated turn, and every day on which decay, approach
     * or ramp has moved it. From one point to the next it stays within a millionth of a point. Takes a valuation a day.
     *
     * @param to last day, not before {@code from}
     */
    public List<CurvePoint> curve(LocalDate from, LocalDate to) {
        return new ScoreCurve(this).between(from, to);
    }

    /** Whether the one knowledge exposes the cell to the same as the other. */
    boolean isTheSameWith(KnownEvents one, KnownEvents other) {
        return one.nameTheSame(cell.minerals(), other);
    }

    /** Whether events do the same to the cell on both days: then its score is the same to the last bit. */
    boolean isTheSameOn(LocalDate one, LocalDate other) {
        int day = Days.of(one);
        int otherDay = Days.of(other);
        for (Facet facet : facets) {
            if (!facet.isTheSameOn(day, otherDay)) {
                return false;
            }
        }
        for (CoverTerm cover : covers) {
            if (cover.on(day) != cover.on(otherDay)) {
                return false;
            }
        }
        return true;
    }

    /** What each act has in the move of the score from the day before to the day. */
    DayMove moveTo(LocalDate day) {
        return DayMove.to(Days.of(day), cell, facets, covers);
    }

    private ScoreBreakdown breakdown(int day) {
        Facet[] atWork = new Facet[facets.length];
        double[] losses = new double[facets.length];
        int n = 0;
        for (Facet facet : facets) {
            double loss = facet.lossOn(day);
            if (loss > 0.0) {
                atWork[n] = facet;
                losses[n++] = loss;
            }
        }
        CoverTerm[] supplying = new CoverTerm[covers.length];
        double[] covered = new double[covers.length];
        int m = 0;
        for (CoverTerm cover : covers) {
            double part = cover.on(day);
            if (part > 0.0) {
                supplying[m] = cover;
                covered[m++] = part;
            }
        }
        return new ScoreBreakdown(
                cell,
                day,
                Arrays.copyOf(atWork, n),
                Arrays.copyOf(losses, n),
                Arrays.copyOf(supplying, m),
                Arrays.copyOf(covered, m));
    }
}
