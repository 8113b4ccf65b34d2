package org.mineralwatch.scoring;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.mineralwatch.scoring.domain.Cell;
import org.mineralwatch.scoring.domain.Explanation;
import org.mineralwatch.scoring.domain.FactRow;
import org.mineralwatch.scoring.domain.FactSources;
import org.mineralwatch.scoring.domain.Impact;
import org.mineralwatch.scoring.domain.KnownEvents;
import org.mineralwatch.scoring.domain.Movement;
import org.mineralwatch.scoring.domain.Nearest;
import org.mineralwatch.scoring.domain.PolicyEvent;
import org.mineralwatch.scoring.domain.ScoreModel;
import org.mineralwatch.scoring.domain.ScoreModels;
import org.mineralwatch.scoring.domain.Valued;
import org.mineralwatch.scoring.domain.Versions;
import org.mineralwatch.scoring.outbound.PolicyEventRecordStore;

/** Why a score is what it is: of a cell, of an event, between two days. Computed when asked for; nothing is stored. */
@ApplicationScoped
public class ExplainScores {
    private final ScoreModels models;
    private final Versions<FactSources> sources;
    private final PolicyEventRecordStore records;

    ExplainScores(ScoreModels models, Versions<FactSources> sources, PolicyEventRecordStore records) {
        this.models = models;
        this.sources = sources;
        this.records = records;
    }

    /**
     * A cell taken apart.
     *
     * @param sources the rows of the fact tables behind each figure
     */
    public record Explained(
            Valued valued, Explanation explanation, SortedMap<FactSources.Figure, List<FactRow>> sources) {}

    /** Takes a cell apart; empty if the baseline known then has no such cell. */
    public Optional<Explained> cell(Cell cell, LocalDate at, LocalDate known) {
        KnownEvents events = records.upToDate().knownOn(known);
        ScoreModel ofItsTime = models.knownOn(known);
        return ofItsTime
                .baseline()
                .find(cell)
                .map(baseline -> new Explained(
                        Valued.of(ofItsTime, cell, events, at),
                        ofItsTime.exposure(cell, events).explanationAt(at),
                        sources.knownOn(known).of(baseline, ofItsTime.baseline().world())));
    }

    /**
     * A cell moved from one day to another.
     *
     * @param versionFrom identifies the baseline of the first day's knowledge
     * @param versionTo identifies that of the other day's
     */
    public record Moved(Movement movement, String versionFrom, String versionTo) {}

    /**
     * What moved a cell from one day to another; empty if one of the baselines known has no such cell.
     *
     * @param knownFrom day of knowledge at the first day
     * @param knownTo day of knowledge at the other day
     */
    public Optional<Moved> movement(Cell cell, LocalDate from, LocalDate knownFrom, LocalDate to, LocalDate knownTo) {
        KnownEvents before = records.upToDate().knownOn(knownFrom);
        KnownEvents after = records.upToDate().knownOn(knownTo);
        ScoreModel first = models.knownOn(knownFrom);
        ScoreModel second = models.knownOn(knownTo);
        if (!first.baseline().cells().containsKey(cell)
                || !second.baseline().cells().containsKey(cell)) {
            return Optional.empty();
        }
        return Optional.of(new Moved(
                Movement.of(
                        first.score(cell, before, from),
                        first.score(cell, before, to),
                        first.score(cell, after, to),
                        second.score(cell, after, to),
                        before,
                        after),
                first.baseline().version(),
                second.baseline().version()));
    }

    /** What is known of an event, or why it does not count. */
    public sealed interface OfEvent {
        /** What it does to cells. */
        record Moves(PolicyEvent event, Impact impact) implements OfEvent {}

        /**
         * It does not count on the day of knowledge.
         *
         * @param recorded whether there is any record of it, of whatever day
         * @param nearest ids that are spelt nearly so
         */
        record DoesNotCount(boolean recorded, List<String> nearest) implements OfEvent {}
    }

    /** What an event does to every cell that fits. */
    public OfEvent event(String id, LocalDate at, LocalDate known, Predicate<Cell> fits) {
        KnownEvents events = records.upToDate().knownOn(known);
        Optional<PolicyEvent> event = events.find(id);
        if (event.isEmpty()) {
            boolean recorded = records.upToDate().records().stream()
                    .anyMatch(record -> record.id().equals(id));
            return new OfEvent.DoesNotCount(recorded, recorded ? List.of() : Nearest.among(events.ids(), id));
        }
        return new OfEvent.Moves(
                event.get(), Impact.of(id, models.knownOn(known), models.reachedCellsOn(known), events, at, fits));
    }
}
