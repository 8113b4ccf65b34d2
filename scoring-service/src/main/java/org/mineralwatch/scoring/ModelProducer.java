package org.mineralwatch.scoring;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.mineralwatch.scoring.domain.ReachedCells;
import org.mineralwatch.scoring.domain.ScoreModel;
import org.mineralwatch.scoring.outbound.BaselineFacts;

/** Builds the model once, at start, from the shipped facts. */
class ModelProducer {

    @Produces
    @Singleton
    ScoreModel scoreModel() {
        return new ScoreModel(new BaselineFacts().baseline());
    }

    @Produces
    @Singleton
    ReachedCells reachedCells(ScoreModel model) {
        return new ReachedCells(model);
    }
}
