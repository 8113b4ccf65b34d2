package org.mineralwatch.scoring.inbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.mineralwatch.scoring.domain.ActAhead;
import org.mineralwatch.scoring.domain.Band;
import org.mineralwatch.scoring.domain.Turn;

/** What is ahead as the API answers it: never cut into pages, because the dates bound it. */
@Schema(name = "Calendar")
record CalendarView(
        @Schema(description = "dates after this day are listed (UTC)")
        LocalDate at,

        @Schema(description = "the day of knowledge (UTC)") LocalDate known,

        @Schema(description = "the last date listed") LocalDate until,

        @Schema(description = "by date, then the act with the largest move first")
        List<Act> items) {

    /** What an event does on a date. */
    @Schema(name = "ActAhead")
    record Act(
            @Schema(
                    description = "the first day on which it is so: of a lapse, the day after the last in force",
                    examples = "2026-11-28")
            LocalDate date,

            @Schema(description = "id of the event", examples = "2025-11-09-cn-a72-suspends-us-ban")
            String event,

            @Schema(description = "what happens") Set<Turn.Kind> kinds,
            @Schema(description = "the largest move first") List<Move> cells) {

        static Act of(ActAhead act) {
            return new Act(
                    act.date(),
                    act.event(),
                    act.kinds(),
                    act.moves().stream().map(Move::of).toList());
        }
    }

    /** A cell that turns, with all that happens to it on the day. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @Schema(name = "Move")
    record Move(
            @Schema(description = "consumer/mineral/stage", examples = "US/gallium/refining")
            String cell,

            @Schema(description = "on the day before") Standing before,
            @Schema(description = "on the day") Standing after,
            @Schema(description = "points of the whole day") double change,

            @Schema(
                    description =
                            "points of the change that this act brings; the parts of all acts and `drift` add to it")
            double part,

            @Schema(description = "points of the change that no act of the day brings: decay, approach, ramps")
            double drift,

            @Schema(
                    description =
                            "ids of other events that turn the cell on the same day and share the change; absent if"
                                    + " there is none")
            List<String> alsoTurnedBy) {

        static Move of(ActAhead.Move move) {
            return new Move(
                    move.cell().toString(),
                    Standing.of(move.before()),
                    Standing.of(move.after()),
                    move.change(),
                    move.part(),
                    move.drift(),
                    move.alsoTurnedBy());
        }
    }

    /** Where a cell stands. */
    @Schema(name = "ScoreAndBand")
    record Standing(
            @Schema(description = "0 to 100") double score,

            @Schema(enumeration = {"LOW", "MODERATE", "ELEVATED", "SEVERE", "CRITICAL"})
            String band) {

        static Standing of(double points) {
            return new Standing(points, Band.of(points).name());
        }
    }

    static CalendarView of(LocalDate at, LocalDate known, LocalDate until, List<ActAhead> acts) {
        return new CalendarView(at, known, until, acts.stream().map(Act::of).toList());
    }
}
