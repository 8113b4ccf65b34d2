package org.mineralwatch.scoring;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.mineralwatch.scoring.domain.Baseline;
import org.mineralwatch.scoring.domain.BaselineRule;
import org.mineralwatch.scoring.domain.FactSources;
import org.mineralwatch.scoring.domain.ReachedCells;
import org.mineralwatch.scoring.domain.ScoreModel;
import org.mineralwatch.scoring.domain.ScoreModels;
import org.mineralwatch.scoring.domain.WhatIf;
import org.mineralwatch.scoring.outbound.BaselineFacts;

/**
 * Builds the models once, at start, from the shipped facts: those of every version of the baseline, and what is asked of
 * the present alone from the version known on the day of the start.
 */
class ModelProducer {

    @Produces
    @Singleton
    ScoreModels scoreModels() {
        Map<LocalDate, Baseline> baselines = new TreeMap<>();
        BaselineFacts.versions().forEach((knownFrom, facts) -> baselines.put(knownFrom, facts.baseline()));
        return new ScoreModels(baselines);
    }

    @Produces
    @Singleton
    ScoreModel scoreModel(ScoreModels models, Clock clock) {
        return models.knownOn(LocalDate.now(clock));
    }

    @Produces
    @Singleton
    ReachedCells reachedCells(ScoreModels models, Clock clock) {
        return models.reachedCellsOn(LocalDate.now(clock));
    }

    @Produces
    @Singleton
    BaselineRule baselineRule(Clock clock) {
        return new BaselineRule(BaselineFacts.knownOn(LocalDate.now(clock)).facts());
    }

    @Produces
    @Singleton
    FactSources factSources(Clock clock) {
        return BaselineFacts.knownOn(LocalDate.now(clock)).sources();
    }

    @Produces
    @Singleton
    WhatIf whatIf(ScoreModel model, ReachedCells reachedCells, BaselineRule rule) {
        return new WhatIf(model, reachedCells, rule);
    }
}
