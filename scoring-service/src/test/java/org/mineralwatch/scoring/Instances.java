package org.mineralwatch.scoring;

import jakarta.inject.Singleton;
import java.time.Clock;
import org.mineralwatch.scoring.domain.ScoreModels;
import org.mineralwatch.scoring.outbound.PolicyEventRecordStore;
import org.mineralwatch.scoring.outbound.RebaseStore;
import org.mineralwatch.scoring.outbound.RejectedEventPublisher;
import org.mineralwatch.scoring.outbound.RescoreMetrics;
import org.mineralwatch.scoring.outbound.ScoreChangeStore;
import org.mineralwatch.scoring.outbound.ScoreStore;
import org.mineralwatch.scoring.outbound.ValuationStore;

/** Further instances of the use case on the database of the test, as other replicas or other releases have them. */
@Singleton
public class Instances {
    private final ValuationStore valuations;
    private final PolicyEventRecordStore records;
    private final ScoreStore scores;
    private final ScoreChangeStore changes;
    private final RebaseStore rebases;
    private final RejectedEventPublisher rejected;
    private final RescoreMetrics metrics;
    private final ScoringSettings settings;
    private final RebuildScores rebuildScores;
    private final Clock clock;

    Instances(
            ValuationStore valuations,
            PolicyEventRecordStore records,
            ScoreStore scores,
            ScoreChangeStore changes,
            RebaseStore rebases,
            RejectedEventPublisher rejected,
            RescoreMetrics metrics,
            ScoringSettings settings,
            RebuildScores rebuildScores,
            Clock clock) {
        this.valuations = valuations;
        this.records = records;
        this.scores = scores;
        this.changes = changes;
        this.rebases = rebases;
        this.rejected = rejected;
        this.metrics = metrics;
        this.settings = settings;
        this.rebuildScores = rebuildScores;
        this.clock = clock;
    }

    /** One that values by these models. */
    RescoreDependencies with(ScoreModels models) {
        return new RescoreDependencies(
                models,
                valuations,
                records,
                scores,
                changes,
                rejected,
                metrics,
                settings,
                rebuildScores,
                new RebaseScores(scores, rebases),
                clock);
    }
}
