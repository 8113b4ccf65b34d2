package org.mineralwatch.scoring;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.mineralwatch.scoring.domain.BaselineRule;
import org.mineralwatch.scoring.domain.Cell;
import org.mineralwatch.scoring.domain.Fault;
import org.mineralwatch.scoring.domain.Horizon;
import org.mineralwatch.scoring.domain.KnownEvents;
import org.mineralwatch.scoring.domain.PostedEvent;
import org.mineralwatch.scoring.domain.Scenario;
import org.mineralwatch.scoring.domain.ScenarioOutcome;
import org.mineralwatch.scoring.domain.ScoreModels;
import org.mineralwatch.scoring.domain.Versions;
import org.mineralwatch.scoring.domain.WhatIf;
import org.mineralwatch.scoring.domain.WhatIf.Supply;
import org.mineralwatch.scoring.outbound.PolicyEventRecordStore;
import org.mineralwatch.scoring.outbound.PostedEventReading;

/** What scores would be if something happened, or had not. Reads what is recorded; stores and publishes nothing. */
@ApplicationScoped
public class SupposeScenarios {
    private final ScoreModels models;
    private final Versions<BaselineRule> rules;
    private final PolicyEventRecordStore records;
    private final PostedEventReading reading;

    SupposeScenarios(
            ScoreModels models,
            Versions<BaselineRule> rules,
            PolicyEventRecordStore records,
            PostedEventReading reading) {
        this.models = models;
        this.rules = rules;
        this.records = records;
        this.reading = reading;
    }

    /** What comes of a scenario. */
    public sealed interface Answer {
        /**
         * The cells that move.
         *
         * @param idleReferences ids that its events refer to and that are not there: such a reference does nothing
         */
        record Compared(ScenarioOutcome outcome, List<String> idleReferences) implements Answer {}

        /** It contradicts itself or what is known; at least one fault. */
        record Contradictory(List<Fault> faults) implements Answer {}
    }

    /** Reads an event in the format that ingest-service takes. */
    public PostedEvent read(JsonNode event, String place) {
        return reading.read(event, place);
    }

    /** The id of a mineral by any of its names. */
    public Optional<String> mineral(String name) {
        return reading.mineral(name);
    }

    /** Ids of minerals whose names are spelt nearly so. */
    public List<String> mineralsLike(String name) {
        return reading.mineralsLike(name);
    }

    /** Compares every cell that fits with what it would be, on the baseline of the day of knowledge. */
    public Answer suppose(Scenario scenario, LocalDate knownOn, Horizon horizon, Predicate<Cell> fits) {
        KnownEvents known = records.upToDate().knownOn(knownOn);
        List<Fault> faults = scenario.faults(known);
        if (!faults.isEmpty()) {
            return new Answer.Contradictory(faults);
        }
        WhatIf whatIf = new WhatIf(models.knownOn(knownOn), models.reachedCellsOn(knownOn), rules.knownOn(knownOn));
        return switch (whatIf.supply(scenario.supply())) {
            case Supply.Impossible(List<Fault> impossible) -> new Answer.Contradictory(impossible);
            case Supply.Supposed supposed ->
                new Answer.Compared(
                        whatIf.compare(scenario, supposed, known, horizon, fits), scenario.idleReferences(known));
        };
    }
}
