package org.mineralwatch.scoring.inbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.mineralwatch.scoring.ReadScores.Curve;
import org.mineralwatch.scoring.domain.ScoreModel;
import org.mineralwatch.scoring.domain.Turn;

/** A cell over time as the API answers it. */
@Schema(name = "Curve")
record CurveView(
        @Schema(description = "consumer/mineral/stage", examples = "US/gallium/refining")
        String cell,

        @Schema(description = "first day (UTC)") LocalDate from,
        @Schema(description = "last day (UTC)") LocalDate to,

        @Schema(description = "the day of knowledge (UTC), of all points")
        LocalDate known,

        String model,
        String baselineVersion,

        @Schema(description = "by date; each holds until the next")
        List<Point> points) {

    /** A day of a curve. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @Schema(name = "CurvePoint")
    record Point(
            LocalDate at,
            @Schema(description = "0 to 100") double score,

            @Schema(enumeration = {"LOW", "MODERATE", "ELEVATED", "SEVERE", "CRITICAL"})
            String band,

            @Schema(description = "the dated acts that turn the score on this day; absent if there is none")
            List<TurnView> turnedBy,

            @Schema(
                    description =
                            "ids of the events that have decayed, approached or ramped up since the point before; absent if"
                                    + " there is none")
            List<String> drifting) {}

    /** What an event does on the day. */
    @Schema(name = "Turn")
    record TurnView(
            @Schema(description = "id of the event whose date it is", examples = "2025-11-09-cn-a72-suspends-us-ban")
            String event,

            @Schema(description = "what happens; the day of a lapse is the first no longer in force")
            Turn.Kind kind,

            @Schema(
                    description = "id of the event whose effect turns: another one where that is ended or suspended",
                    examples = "2024-12-03-cn-ban-ga-ge-sb-us")
            String subject) {

        static TurnView of(Turn turn) {
            return new TurnView(turn.event(), turn.kind(), turn.subject());
        }
    }

    static CurveView of(Curve curve) {
        return new CurveView(
                curve.cell().toString(),
                curve.span().from(),
                curve.span().to(),
                curve.known(),
                ScoreModel.NAME,
                curve.baselineVersion(),
                curve.points().stream()
                        .map(point -> new Point(
                                point.at(),
                                point.points(),
                                point.band().name(),
                                point.turns().stream().map(TurnView::of).toList(),
                                point.drifting()))
                        .toList());
    }
}
