package org.mineralwatch.scoring.inbound;

import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.mineralwatch.scoring.domain.Movement;
import org.mineralwatch.scoring.domain.Score;

/** What moved a score between two days as the API answers it. */
@Schema(name = "Movement")
record MovementView(
        @Schema(examples = "US/gallium/refining") String cell,
        End from,
        End to,

        @Schema(description = "points; structural, calendar and knowledge add to it")
        double change,

        @Schema(description = "points by which the baseline differs")
        double structural,

        @Schema(description = "points that the passing of time brings, on what was known at the start")
        double calendar,

        @Schema(description = "points that later knowledge brings: what was announced, corrected or retracted since")
        double knowledge,

        @Schema(description = "the largest mover first") List<Part> byEvent) {

    @Schema(name = "EndOfMovement")
    record End(LocalDate at, LocalDate known, double score, String band) {
        static End of(Score score, LocalDate known) {
            return new End(score.at(), known, score.points(), score.band().name());
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

            double points) {}

    static MovementView of(Movement movement, LocalDate knownFrom, LocalDate knownTo) {
        return new MovementView(
                movement.end().cell().toString(),
                End.of(movement.start(), knownFrom),
                End.of(movement.end(), knownTo),
                movement.change(),
                movement.structural(),
                movement.calendar(),
                movement.knowledge(),
                movement.byEvent().stream()
                        .map(part -> new Part(
                                part.event(), part.learnt().name(), part.calendar(), part.knowledge(), part.points()))
                        .toList());
    }
}
