package org.mineralwatch.scoring.inbound;

import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.mineralwatch.scoring.domain.Impact;

/** What an event does as the API answers it. */
@Schema(name = "Impact")
record ImpactView(
        String event,
        @Schema(description = "the day valued (UTC)") LocalDate at,
        @Schema(description = "the day of knowledge (UTC)") LocalDate known,

        @Schema(description = "every cell that it moves, the largest move first; empty if it moves none on this day")
        List<OnCell> cells) {

    @Schema(name = "ImpactOnCell")
    record OnCell(
            @Schema(examples = "US/gallium/refining") String cell,

            @Schema(
                    description =
                            "its points in the sum that is the score: its part on average over all orders of events")
            double points,

            @Schema(description = "points that it holds back as a suspension")
            double heldBack,

            @Schema(description = "the score as it would be had the event never been recorded, all else the same")
            CalendarView.Standing before,

            @Schema(description = "the score") CalendarView.Standing after,

            @Schema(description = "after less before, in points")
            double change) {}

    static ImpactView of(Impact impact, LocalDate known) {
        return new ImpactView(
                impact.event(),
                impact.at(),
                known,
                impact.cells().stream()
                        .map(one -> new OnCell(
                                one.cell().toString(),
                                one.points(),
                                one.heldBack(),
                                CalendarView.Standing.of(one.without()),
                                CalendarView.Standing.of(one.score()),
                                one.change()))
                        .toList());
    }
}
