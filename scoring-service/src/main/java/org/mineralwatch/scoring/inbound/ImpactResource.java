package org.mineralwatch.scoring.inbound;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.rest.Problem;
import org.mineralwatch.rest.ProblemException;
import org.mineralwatch.rest.Query;
import org.mineralwatch.scoring.ExplainScores;
import org.mineralwatch.scoring.ExplainScores.OfEvent;
import org.mineralwatch.scoring.ReadScores;
import org.mineralwatch.scoring.domain.Cell;
import org.mineralwatch.scoring.domain.Impact;
import org.mineralwatch.scoring.domain.PolicyEvent;

/** What an event does to scores. */
@Path("/v1/events/{id}/impact")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Why")
@Blocking
public class ImpactResource {
    private final ExplainScores explainScores;
    private final ReadScores readScores;

    ImpactResource(ExplainScores explainScores, ReadScores readScores) {
        this.explainScores = explainScores;
        this.readScores = readScores;
    }

    @GET
    @Operation(
            summary = "What one event does to all cells",
            description =
                    "Two numbers for each cell that it moves. `points` is its part in the sum that is the score, a Shapley"
                            + " value. `change` is the score less what it would be had the event never been recorded, all"
                            + " else the same: what it ended, superseded or suspended would still be in force. They differ"
                            + " where several events act on one supplier.")
    @APIResponse(
            responseCode = "200",
            description = "The cells it moves, the largest move first",
            content = @Content(examples = @ExampleObject(name = "impact", value = ScoreExamples.IMPACT)))
    @APIResponse(responseCode = "400", description = "A query parameter that is not known or has no such value")
    @APIResponse(responseCode = "404", description = "The event is not known on that day; the answer says why")
    public ImpactView impact(
            @Parameter(description = "id of the event", example = "2025-11-09-cn-a72-suspends-us-ban") @PathParam("id")
                    String id,
            @Parameter(description = "consumer economy; all if left out") @QueryParam("consumer") @Nullable
                    String consumer,
            @Parameter(description = "the day valued; today if left out", example = "2026-11-27")
                    @QueryParam("at")
                    @Nullable
                    String at,
            @Parameter(description = "the day of knowledge; `at` if left out, today where that lies ahead")
                    @QueryParam("known")
                    @Nullable
                    String known,
            @Context UriInfo request) {
        Query query = new Query(request);
        query.allows(Set.of("consumer", "at", "known"));
        query.isOneOf(
                "consumer",
                consumer,
                readScores.cells().stream().map(Cell::consumer).distinct().toList());
        DayParameters days = new DayParameters(query, readScores.today(), readScores.validity());
        LocalDate day = days.valued("at", at).orElseGet(readScores::today);
        LocalDate knowledge = days.known("known", known).orElseGet(() -> readScores.knownOn(day));
        query.complain();
        return switch (explainScores.event(
                id, day, knowledge, cell -> consumer == null || consumer.equals(cell.consumer()))) {
            case OfEvent.Moves(PolicyEvent _, Impact impact) -> ImpactView.of(impact, knowledge);
            case OfEvent.DoesNotCount(boolean recorded, List<String> nearest) ->
                throw new ProblemException(
                        Problem.of("unknown-event", "Unknown event", 404, why(id, knowledge, recorded, nearest)));
        };
    }

    private static String why(String id, LocalDate known, boolean recorded, List<String> nearest) {
        if (recorded) {
            return id + " does not count on " + known
                    + ": it was recorded later, or is retracted or withdrawn; set `known` to a day on which it counted";
        }
        return id + " was never recorded"
                + (nearest.isEmpty() ? "" : "; did you mean " + String.join(", ", nearest) + "?");
    }
}
