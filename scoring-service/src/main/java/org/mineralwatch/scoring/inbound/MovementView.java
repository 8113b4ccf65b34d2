package org.mineralwatch.scoring.inbound;

import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.mineralwatch.scoring.ExplainScores.Moved;
import org.mineralwatch.scoring.domain.Movement;
import org.mineralwatch.scoring.domain.Score;

/** What moved a score between two days as the API answers it. */
@Schema(name = "Movement")
record MovementView(
        @Schema(examples = "US/gallium/refining") String cell,
        End from,
        End to,

        @Schema(description = "points; structural, calendar, knowledge and rebase add to it")
        double change,

        @Schema(description = "points by which the score without any event differs, where the two baselines do")
        double structural,

        @Schema(description = "points that the passing of time brings, on what was known at the start")
        double calendar,

        @Schema(description = "points that later knowledge brings: what was announced, corrected or retracted since")
        double knowledge,

        @Schema(description = "points by which events count for more or less on the other baseline, where there is one")
        double rebase,

        @Schema(description = "the largest mover first") List<Part> byEvent) {

    @Schema(name = "EndOfMovement")
    record End(LocalDate at, LocalDate known, String baselineVersion, double score, String band) {
        static End of(Score score, LocalDate known, String baselineVersion) {
            return new End(
                    score.at(),
                    known,
                    baselineVersion,
                    score.points(),
                    score.band().name());
        }
    }

    @Schema(name = "PartOfMovement")
    record Part(
            String event,

            @Schema(
                    description = "what became known of it in between",
                    enumeration = {"NOTHING", "NEW", "REVISED", "GONE"})
            String learnt,

            @Schema(description = "points by the passing of time")
            double calendar,

            @Schema(description = "points by what became known")
            double knowledge,

            @Schema(description = "points by which it counts for more or less on the other baseline")
            double rebase,

            double points) {}

    static MovementView of(Moved moved, LocalDate knownFrom, LocalDate knownTo) {
        Movement movement = moved.movement();
        return new MovementView(
                movement.end().cell().toString(),
                End.of(movement.start(), knownFrom, moved.versionFrom()),
                End.of(movement.end(), knownTo, moved.versionTo()),
                movement.change(),
                movement.structural(),
                movement.calendar(),
                movement.knowledge(),
                movement.rebase(),
                movement.byEvent().stream()
                        .map(part -> new Part(
                                part.event(),
                                part.learnt().name(),
                                part.calendar(),
                                part.knowledge(),
                                part.rebase(),
                                part.points()))
                        .toList());
    }
}
