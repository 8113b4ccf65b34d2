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
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.rest.Query;
import org.mineralwatch.scoring.ExplainScores;
import org.mineralwatch.scoring.ReadScores;
import org.mineralwatch.scoring.domain.Cell;

/** Why a score is what it is, and what moved it. */
@Path("/v1/scores/{consumer}/{mineral}/{stage}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Why")
@Blocking
public class ExplanationResource {
    private final ExplainScores explainScores;
    private final ReadScores readScores;

    ExplanationResource(ExplainScores explainScores, ReadScores readScores) {
        this.explainScores = explainScores;
        this.readScores = readScores;
    }

    @GET
    @Path("/explanation")
    @Operation(
            summary = "One cell taken apart",
            description =
                    "The score with every value that the formula passes through, what each event does to each supplier, and"
                            + " the rows of the fact tables behind each figure with their sources. All sums are exact.")
    @APIResponse(
            responseCode = "200",
            description = "The score and all that it is made of",
            content = @Content(examples = @ExampleObject(name = "explanation", value = ScoreExamples.EXPLANATION)))
    @APIResponse(responseCode = "400", description = "A date that is none or cannot be answered")
    @APIResponse(responseCode = "404", description = "There is no such cell; the answer says which part is not known")
    public ExplanationView explanation(
            @Parameter(example = "US") @PathParam("consumer") String consumer,
            @Parameter(example = "samarium") @PathParam("mineral") String mineral,
            @Parameter(example = "refining") @PathParam("stage") String stage,
            @Parameter(description = "the day valued; today if left out", example = "2026-11-28")
                    @QueryParam("at")
                    @Nullable
                    String at,
            @Parameter(description = "the day of knowledge; `at` if left out, today where that lies ahead")
                    @QueryParam("known")
                    @Nullable
                    String known,
            @Context UriInfo request) {
        Query query = new Query(request);
        query.allows(Set.of("at", "known"));
        DayParameters days = new DayParameters(query, readScores.today(), readScores.validity());
        LocalDate day = days.valued("at", at).orElseGet(readScores::today);
        LocalDate knowledge = days.known("known", known).orElseGet(() -> readScores.knownOn(day));
        query.complain();
        Cell cell = cell(consumer, mineral, stage);
        return ExplanationView.of(
                explainScores.cell(cell, day, knowledge).orElseThrow(() -> UnknownCell.notThen(cell)));
    }

    @GET
    @Path("/movement")
    @Operation(
            summary = "What moved one cell between two days",
            description =
                    "Each day is seen in the light of what was known on a day of its own. First time passes, on what was"
                            + " known at the start: `calendar`. Then what became known since is learnt: `knowledge`. Last, if"
                            + " the two days of knowledge have different baselines, the other applies: what is there without"
                            + " any event is `structural`, what events count for on it `rebase`. The four are the whole"
                            + " change.")
    @APIResponse(
            responseCode = "200",
            description = "The change by event, by the passing of time and by knowledge",
            content = @Content(examples = @ExampleObject(name = "movement", value = ScoreExamples.MOVEMENT)))
    @APIResponse(responseCode = "400", description = "A date that is missing, none, or cannot be answered")
    @APIResponse(responseCode = "404", description = "There is no such cell; the answer says which part is not known")
    public MovementView movement(
            @Parameter(example = "US") @PathParam("consumer") String consumer,
            @Parameter(example = "gallium") @PathParam("mineral") String mineral,
            @Parameter(example = "refining") @PathParam("stage") String stage,
            @Parameter(description = "the first day valued", example = "2025-11-01") @QueryParam("from") @Nullable
                    String from,
            @Parameter(description = "the other day valued; today if left out", example = "2026-11-28")
                    @QueryParam("to")
                    @Nullable
                    String to,
            @Parameter(description = "the day of knowledge at the first day; that day if left out")
                    @QueryParam("knownFrom")
                    @Nullable
                    String knownFrom,
            @Parameter(
                            description =
                                    "the day of knowledge at the other day; that day if left out, today where it is ahead")
                    @QueryParam("knownTo")
                    @Nullable
                    String knownTo,
            @Context UriInfo request) {
        Query query = new Query(request);
        query.allows(Set.of("from", "to", "knownFrom", "knownTo"));
        DayParameters days = new DayParameters(query, readScores.today(), readScores.validity());
        LocalDate first = days.valued("from", from).orElseGet(readScores::today);
        LocalDate other = days.valued("to", to).orElseGet(readScores::today);
        if (from == null) {
            query.blame("from", "is missing: give the first day, as from=2025-11-01");
        } else if (first.isAfter(other)) {
            query.blame("from", first + " is after to=" + other + "; exchange them");
        }
        LocalDate knownFirst = days.known("knownFrom", knownFrom).orElseGet(() -> readScores.knownOn(first));
        LocalDate knownOther = days.known("knownTo", knownTo).orElseGet(() -> readScores.knownOn(other));
        query.complain();
        Cell cell = cell(consumer, mineral, stage);
        return MovementView.of(
                explainScores
                        .movement(cell, first, knownFirst, other, knownOther)
                        .orElseThrow(() -> UnknownCell.notThen(cell)),
                knownFirst,
                knownOther);
    }

    private Cell cell(String consumer, String mineral, String stage) {
        return UnknownCell.find(consumer, mineral, stage, readScores.cells());
    }
}
