package org.mineralwatch.scoring;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.mineralwatch.scoring.domain.Baseline;
import org.mineralwatch.scoring.domain.Cell;
import org.mineralwatch.scoring.domain.CurvePoint;
import org.mineralwatch.scoring.domain.KnownEvents;
import org.mineralwatch.scoring.domain.ScoreModel;
import org.mineralwatch.scoring.domain.ScoreModels;
import org.mineralwatch.scoring.domain.Valued;
import org.mineralwatch.scoring.domain.World;
import org.mineralwatch.scoring.outbound.PolicyEventRecordStore;

/**
 * Scores of any day in the light of what was known on any day. They are computed when asked for, from every record stored
 * by then: the same function of the same records as what is published.
 */
@ApplicationScoped
public class ReadScores {
    private final ScoreModels models;
    private final PolicyEventRecordStore records;
    private final Clock clock;

    ReadScores(ScoreModels models, PolicyEventRecordStore records, Clock clock) {
        this.models = models;
        this.records = records;
        this.clock = clock;
    }

    /**
     * Two dates, either of which may be left out.
     *
     * @param at the day valued; today if left out
     * @param known the day of knowledge; if left out the day valued, or today where that lies ahead
     */
    public record Days(Optional<LocalDate> at, Optional<LocalDate> known) {}

    /**
     * A stretch of days.
     *
     * @param to last day, included
     */
    public record Span(LocalDate from, LocalDate to) {}

    /**
     * The score of a cell over a stretch of days.
     *
     * @param known the day of knowledge, the same for all points
     * @param baselineVersion identifies the baseline
     */
    public record Curve(Cell cell, Span span, LocalDate known, String baselineVersion, List<CurvePoint> points) {}

    /** Every cell that fits, valued, in the order of cells. */
    public List<Valued> all(Predicate<Cell> fits, Days days) {
        LocalDate at = days.at().orElseGet(this::today);
        KnownEvents known = known(days, at);
        ScoreModel ofItsTime = models.knownOn(known.known());
        return ofItsTime.baseline().cells().keySet().stream()
                .filter(fits)
                .map(cell -> Valued.of(ofItsTime, cell, known, at))
                .toList();
    }

    /** One cell; empty if the baseline known then has no such cell. */
    public Optional<Valued> one(Cell cell, Days days) {
        return all(cell::equals, days).stream().findFirst();
    }

    /** A stretch of days of which either end may be left out: a year around today, or around the end given. */
    public Span span(Optional<LocalDate> from, Optional<LocalDate> to) {
        LocalDate today = today();
        LocalDate latestStart = to.filter(today::isAfter).orElse(today);
        LocalDate earliestEnd = from.filter(today::isBefore).orElse(today);
        return new Span(
                from.orElseGet(() -> validity().clamp(latestStart.minusYears(1))),
                to.orElseGet(() -> validity().clamp(earliestEnd.plusYears(1))));
    }

    /** The days that scores can be asked for: those of the baseline known today. */
    public Baseline.Span validity() {
        return ofToday().validity();
    }

    private Baseline ofToday() {
        return models.knownOn(today()).baseline();
    }

    /** The day of knowledge that goes with a day valued, where none is given: the same, or today where that lies ahead. */
    public LocalDate knownOn(LocalDate at) {
        LocalDate today = today();
        return at.isAfter(today) ? today : at;
    }

    /**
     * A cell over a stretch of days, in the light of what is known today if no day of knowledge is given.
     *
     * @return empty if the baseline known then has no such cell
     */
    public Optional<Curve> curve(Cell cell, Span span, Optional<LocalDate> known) {
        KnownEvents events = records.upToDate().knownOn(known.orElse(today()));
        ScoreModel ofItsTime = models.knownOn(events.known());
        return ofItsTime
                .baseline()
                .find(cell)
                .map(_ -> new Curve(
                        cell,
                        span,
                        events.known(),
                        ofItsTime.baseline().version(),
                        ofItsTime.exposure(cell, events).curve(span.from(), span.to())));
    }

    /** The present day (UTC). */
    public LocalDate today() {
        return LocalDate.now(clock);
    }

    private KnownEvents known(Days days, LocalDate at) {
        return records.upToDate().knownOn(days.known().orElseGet(() -> knownOn(at)));
    }

    /** All cells there are by the baseline known today, in order. */
    public List<Cell> cells() {
        return List.copyOf(ofToday().cells().keySet());
    }

    /** Whether a mineral is the one named, or a member of the group named. */
    public boolean isOf(String mineral, String named) {
        World world = ofToday().world();
        return mineral.equals(named) || world.isUnder(mineral, named);
    }
}
