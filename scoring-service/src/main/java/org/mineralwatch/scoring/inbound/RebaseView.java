package org.mineralwatch.scoring.inbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.scoring.domain.Rebase;

/** A change of model or baseline as the API answers it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Rebase")
record RebaseView(
        @Schema(description = "1 for the first, then one more for each")
        long number,

        @Schema(description = "the day valued before and after (UTC)")
        LocalDate day,

        Instant recordedAt,

        @Schema(description = "what applies since") Standard now,

        @Schema(description = "what applied until then; absent where nothing was valued before") @Nullable
        Standard before,

        @Schema(description = "cells valued anew") int cells,

        @Schema(description = "cells with another score than before")
        int moved,

        @Schema(description = "the largest move first; in a list of rebases the ten largest")
        List<Move> moves) {

    /** What scores stand for. */
    @Schema(name = "Standard")
    record Standard(
            @Schema(examples = "DEP-1") String model,

            @Schema(description = "identifies the facts", examples = "0a1b2c3d4e5f")
            String baselineVersion) {

        static Standard of(Rebase.Standard standard) {
            return new Standard(standard.model(), standard.baselineVersion());
        }
    }

    /** A cell with another score than before. */
    @Schema(name = "RebaseMove")
    record Move(
            @Schema(description = "consumer/mineral/stage", examples = "US/gallium/refining")
            String cell,

            double before,
            double after,
            @Schema(description = "points") double change) {}

    static RebaseView of(long number, Rebase rebase, int most) {
        return new RebaseView(
                number,
                rebase.day(),
                rebase.recordedAt(),
                Standard.of(rebase.now()),
                rebase.before().map(Standard::of).orElse(null),
                rebase.cells(),
                rebase.moves().size(),
                rebase.moves().stream()
                        .limit(most)
                        .map(move -> new Move(move.cell().toString(), move.before(), move.after(), move.change()))
                        .toList());
    }
}
