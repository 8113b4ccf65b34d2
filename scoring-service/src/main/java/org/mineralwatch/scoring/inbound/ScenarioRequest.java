package org.mineralwatch.scoring.inbound;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of a scenario, for those who read its description; it is read member by member. */
@Schema(name = "Scenario")
record ScenarioRequest(
        @Schema(
                description = "up to 1,000 events as POST /v1/events of ingest-service takes them; one with the id of a"
                        + " recorded event takes its place")
        List<Map<String, Object>> events,

        @Schema(description = "ids of recorded events that had not happened")
        List<String> retractions,

        List<Supply> supply,

        @Schema(description = "the day valued, or the first of the horizon; today if left out") @Nullable
        LocalDate at,

        @Schema(description = "the day of knowledge; `at` if left out, today where that lies ahead") @Nullable
        LocalDate known,

        @Schema(
                description =
                        "a period of up to 10 years, as P1Y: every day on which an act turns a score, with or without"
                                + " the scenario; or a list of up to 60 dates",
                oneOf = {String.class, LocalDate[].class})
        @Nullable
        Object horizon,

        @Schema(description = "economies to look at; all if left out")
        List<String> consumers) {

    /** Shares of supply as supposed. */
    @Schema(name = "SupposedSupply")
    record Supply(
            @Schema(description = "whose own sourcing is meant; world production if left out") @Nullable
            String consumer,

            @Schema(examples = "gallium") String mineral,
            @Schema(examples = "refining") String stage,

            @Schema(
                    description = "by supplier, 0 to 1; all others keep their proportions and have what these leave",
                    examples = "{\"CN\": 0.8}")
            Map<String, Double> shares) {}
}
