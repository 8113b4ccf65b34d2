package org.mineralwatch.alert.inbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.alert.PreviewSubscription;
import org.mineralwatch.alert.domain.Foresight;

/** What a subscription would tell if it began now. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(name = "Preview", description = "What a subscription would tell if it began now; nothing is stored or sent")
record PreviewView(
        @Schema(description = "How many cells it would watch")
        int cells,

        EndpointCheckView endpoint,

        @Schema(description = "What it would tell at once: what is so already, and dates that are near")
        List<SupposedView> atOnce,

        @Schema(
                description =
                        "What it would tell by the dates that are known, each on its day, if nothing else happened")
        List<SupposedView> ahead,

        @Schema(description = "What it would have told in the last twelve months; absent where that cannot be said")
        @Nullable
        BacktestView lastYear,

        @Schema(description = "What is allowed but may not be meant, and why a part of this answer is missing")
        List<String> warnings) {

    /** Whether anything would be sent there. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @Schema(name = "EndpointCheck")
    record EndpointCheckView(
            @Schema(description = "Whether its host is known, and its addresses are such as webhooks may go to")
            boolean accepted,

            @Schema(description = "Why not") @Nullable String reason) {}

    static PreviewView of(PreviewSubscription.Preview preview, @Nullable BacktestView lastYear, List<String> warnings) {
        Foresight foresight = preview.foresight();
        return new PreviewView(
                foresight.cells(),
                new EndpointCheckView(
                        preview.endpointRefusal().isEmpty(),
                        preview.endpointRefusal().orElse(null)),
                foresight.atOnce().stream().map(SupposedView::of).toList(),
                foresight.ahead().stream().map(SupposedView::of).toList(),
                lastYear,
                warnings);
    }
}
