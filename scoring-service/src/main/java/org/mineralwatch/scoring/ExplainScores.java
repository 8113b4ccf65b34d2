package org.mineralwatch.scoring;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.mineralwatch.scoring.domain.Cell;
import org.mineralwatch.scoring.domain.CellBaseline;
import org.mineralwatch.scoring.domain.Explanation;
import org.mineralwatch.scoring.domain.FactRow;
import org.mineralwatch.scoring.domain.FactSources;
import org.mineralwatch.scoring.domain.Impact;
import org.mineralwatch.scoring.domain.KnownEvents;
import org.mineralwatch.scoring.domain.Movement;
import org.mineralwatch.scoring.domain.Nearest;
import org.mineralwatch.scoring.domain.PolicyEvent;
import org.mineralwatch.scoring.domain.ReachedCells;
import org.mineralwatch.scoring.domain.ScoreModel;
import org.mineralwatch.scoring.domain.ScoreModels;
import org.mineralwatch.scoring.domain.Valued;
import org.mineralwatch.scoring.outbound.PolicyEventRecordStore;

/** Why a score is what it is: of a cell, of an event, between two days. Computed when asked for; nothing is stored. */
@ApplicationScoped
public class ExplainScores {
    private final ScoreModels models;
    private final ScoreModel model;
    private final ReachedCells reachedCells;
    private final FactSources sources;
    private final PolicyEventRecordStore records;

    ExplainScores(
            ScoreModels models,
            ScoreModel model,
            ReachedCells reachedCells,
            FactSources sources,
            PolicyEventRecordStore records) {
        this.models = models;
        this.model = model;
        this.reachedCells = reachedCells;
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

    /** Takes a cell apart; it must be one of the model. */
    public Explained cell(Cell cell, LocalDate at, LocalDate known) {
        KnownEvents events = records.upToDate().knownOn(known);
        ScoreModel ofItsTime = models.knownOn(known);
        CellBaseline baseline = ofItsTime.baseline().find(cell).orElseThrow();
        return new Explained(
                Valued.of(ofItsTime, cell, events, at),
                ofItsTime.exposure(cell, events).explanationAt(at),
                sources.of(baseline, ofItsTime.baseline().world()));
    }

    /**
     * What moved a cell from one day to another.
     *
     * @param knownFrom day of knowledge at the first day
     * @param knownTo day of knowledge at the other day
     */
    public Movement movement(Cell cell, LocalDate from, LocalDate knownFrom, LocalDate to, LocalDate knownTo) {
        KnownEvents before = records.upToDate().knownOn(knownFrom);
        KnownEvents after = records.upToDate().knownOn(knownTo);
        return Movement.of(
                model.score(cell, before, from),
                model.score(cell, before, to),
                model.score(cell, after, to),
                before,
                after);
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
        return new OfEvent.Moves(event.get(), Impact.of(id, model, reachedCells, events, at, fits));
    }
}
