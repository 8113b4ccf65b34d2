package org.mineralwatch.scoring;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.mineralwatch.scoring.domain.BaselineRule;
import org.mineralwatch.scoring.domain.FactSources;
import org.mineralwatch.scoring.domain.ReachedCells;
import org.mineralwatch.scoring.domain.ScoreModel;
import org.mineralwatch.scoring.domain.WhatIf;
import org.mineralwatch.scoring.outbound.BaselineFacts;

/** Builds the model once, at start, from the shipped facts. */
class ModelProducer {

    @Produces
    @Singleton
    BaselineRule baselineRule() {
        return new BaselineRule(new BaselineFacts().facts());
    }

    @Produces
    @Singleton
    FactSources factSources() {
        return new BaselineFacts().sources();
    }

    @Produces
    @Singleton
    ScoreModel scoreModel(BaselineRule rule) {
        return new ScoreModel(rule.baseline());
    }

    @Produces
    @Singleton
    WhatIf whatIf(ScoreModel model, ReachedCells reachedCells, BaselineRule rule) {
        return new WhatIf(model, reachedCells, rule);
    }

    @Produces
    @Singleton
    ReachedCells reachedCells(ScoreModel model) {
        return new ReachedCells(model);
    }
}
