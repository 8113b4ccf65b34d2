package org.mineralwatch.scoring.inbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.scoring.domain.Score;
import org.mineralwatch.scoring.domain.ScoreModel;
import org.mineralwatch.scoring.domain.Valued;

/** A cell as the API answers it: points on the scale 0 to 100, unrounded; the terms are those of the scoring model. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Score")
record ScoreView(
        @Schema(description = "consumer/mineral/stage", examples = "US/gallium/refining")
        String cell,

        @Schema(description = "ISO 3166-1 alpha-2, or EU") String consumer,
        String mineral,
        String stage,
        @Schema(description = "the day valued (UTC)") LocalDate at,
        @Schema(description = "the day of knowledge (UTC)") LocalDate known,
        @Schema(description = "0 to 100") double score,

        @Schema(enumeration = {"LOW", "MODERATE", "ELEVATED", "SEVERE", "CRITICAL"})
        String band,

        @Schema(description = "points without any event") double baseline,
        Interval interval,

        @Schema(description = "fraction of demand that events make unavailable, 0 to 1")
        double eventLoss,

        @Schema(description = "points by event id; with `baseline` they add to the score")
        Map<String, Double> byEvent,

        @Schema(description = "points by supplier; with `alternativeSupply` they add to the score")
        Map<String, Double> bySupplier,

        @Schema(description = "points that each suspension in force holds back, by event id")
        Map<String, Double> heldBack,

        @Schema(description = "points that alternative supply takes off, 0 or less")
        double alternativeSupply,

        @Schema(description = "evidence of the cell, A to D")
        String grade,

        String model,
        String baselineVersion,

        @Schema(description = "the next date on which a known act turns this score; absent if none is known") @Nullable
        LocalDate nextChange) {

    /** A stress interval, not a confidence interval. */
    record Interval(double low, double high) {}

    static ScoreView of(Valued valued) {
        Score score = valued.score();
        return new ScoreView(
                score.cell().toString(),
                score.cell().consumer(),
                score.cell().mineral(),
                score.cell().stage().toString(),
                score.at(),
                valued.known(),
                score.points(),
                score.band().name(),
                score.baseline(),
                new Interval(score.interval().low(), score.interval().high()),
                score.eventLoss(),
                score.byEvent(),
                score.bySupplier(),
                score.heldBack(),
                score.alternativeSupply(),
                valued.grade().name(),
                ScoreModel.NAME,
                valued.baselineVersion(),
                valued.nextChange().orElse(null));
    }
}
