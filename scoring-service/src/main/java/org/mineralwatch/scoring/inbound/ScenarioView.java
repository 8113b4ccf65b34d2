package org.mineralwatch.scoring.inbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.scoring.domain.Alternative;
import org.mineralwatch.scoring.domain.ScenarioOutcome;
import org.mineralwatch.scoring.domain.ScenarioOutcome.MovedCell;
import org.mineralwatch.scoring.domain.Score;
import org.mineralwatch.scoring.domain.ScoreModel;

/** What a scenario changes as the API answers it. */
@Schema(name = "ScenarioOutcome")
record ScenarioView(
        @Schema(description = "the day of knowledge (UTC)") LocalDate known,
        String model,
        String baselineVersion,

        @Schema(description = "cells that could have moved and were compared")
        int compared,

        @Schema(
                description =
                        "ids that events refer to and that are neither known nor given: such a reference does nothing")
        List<String> idleReferences,

        @Schema(description = "the cells that move, the largest move first")
        List<Moved> cells) {
    private static final int MOST_ALTERNATIVES = 5;

    @Schema(name = "MovedCell")
    record Moved(
            @Schema(examples = "US/gallium/refining") String cell,

            @Schema(description = "day of the largest move; what follows is of this day")
            LocalDate at,

            @Schema(description = "without the scenario") State before,
            @Schema(description = "with it") State after,
            @Schema(description = "points") double change,

            @Schema(description = "points of the change that other shares of supply bring")
            double structural,

            @Schema(description = "points of the change by event; with `structural` they add to it")
            Map<String, Double> byEvent,

            @Schema(description = "who still delivers, up to five, what is cheapest in risk first")
            List<AlternativeView> alternatives,

            @Schema(description = "the compared days on which the scenario makes a difference")
            List<Step> course) {

        static Moved of(MovedCell moved) {
            return new Moved(
                    moved.cell().toString(),
                    moved.day(),
                    State.of(moved.before()),
                    State.of(moved.after()),
                    moved.change(),
                    moved.structural(),
                    moved.byEvent(),
                    moved.alternatives().stream()
                            .limit(MOST_ALTERNATIVES)
                            .map(AlternativeView::of)
                            .toList(),
                    moved.course().stream().map(Step::of).toList());
        }
    }

    @Schema(name = "ScoreBandInterval")
    record State(@Schema(description = "0 to 100") double score, String band, ScoreView.Interval interval) {
        static State of(Score score) {
            return new State(
                    score.points(),
                    score.band().name(),
                    new ScoreView.Interval(
                            score.interval().low(), score.interval().high()));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Alternative")
    record AlternativeView(
            @Schema(examples = "JP") String supplier,

            @Schema(description = "share of world production: what there is to buy")
            double production,

            @Schema(description = "share of what the consumer buys already; absent where it is not known") @Nullable
            Double sourcing,

            @Schema(description = "part of its flow that still arrives")
            double availability,

            @Schema(description = "structural hazard, 0 to 0.5")
            double hazard,

            @Schema(description = "chance that its share is missing")
            double missing,

            @Schema(
                    description = "points by which the score moves if one percent more of all bought came from it, and"
                            + " one percent less from all as they are now, in proportion")
            double marginal) {

        static AlternativeView of(Alternative one) {
            return new AlternativeView(
                    one.supplier(),
                    one.production(),
                    one.sourcing(),
                    one.availability(),
                    one.hazard(),
                    one.missing(),
                    one.marginal());
        }
    }

    @Schema(name = "ScenarioStep")
    record Step(LocalDate at, CalendarView.Standing before, CalendarView.Standing after, double change) {
        static Step of(ScenarioOutcome.Step step) {
            return new Step(
                    step.at(),
                    CalendarView.Standing.of(step.before()),
                    CalendarView.Standing.of(step.after()),
                    step.change());
        }
    }

    static ScenarioView of(
            ScenarioOutcome outcome, List<String> idleReferences, LocalDate known, String baselineVersion) {
        return new ScenarioView(
                known,
                ScoreModel.NAME,
                baselineVersion,
                outcome.compared(),
                idleReferences,
                outcome.moved().stream().map(Moved::of).toList());
    }
}
