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
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.rest.Page;
import org.mineralwatch.rest.Query;
import org.mineralwatch.scoring.ReadScores;
import org.mineralwatch.scoring.ReadScores.Days;
import org.mineralwatch.scoring.ReadScores.Span;
import org.mineralwatch.scoring.domain.Band;
import org.mineralwatch.scoring.domain.Cell;

/** Dependency scores: the present, any date, and any state of knowledge. */
@Path("/v1/scores")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Scores")
@Blocking
public class ScoreResource {
    private static final int USUAL_LIMIT = 100;
    private static final int LARGEST_LIMIT = 1000;
    private static final int LONGEST_CURVE_YEARS = 50;

    private final ReadScores readScores;

    ScoreResource(ReadScores readScores) {
        this.readScores = readScores;
    }

    @GET
    @Operation(
            summary = "Scores of many cells",
            description =
                    "Every cell that fits, the highest score first. Without `at` the present; `at` may lie ahead: then it"
                            + " is a forward curve on the legal calendar. `known` leaves out what became known later.")
    @APIResponse(
            responseCode = "200",
            description = "A page of scores",
            content = @Content(examples = @ExampleObject(name = "scores", value = ScoreExamples.SCORES)))
    public Page<ScoreView> list(
            @Parameter(description = "consumer economy, as US or EU") @QueryParam("consumer") @Nullable String consumer,
            @Parameter(description = "mineral id") @QueryParam("mineral") @Nullable String mineral,
            @Parameter(description = "group id: its members, as rare-earths") @QueryParam("group") @Nullable
                    String group,
            @Parameter(description = "mining, refining, alumina, magnet or enrichment") @QueryParam("stage") @Nullable
                    String stage,
            @Parameter(description = "LOW, MODERATE, ELEVATED, SEVERE or CRITICAL") @QueryParam("band") @Nullable
                    String band,
            @Parameter(description = "the day valued, as 2026-11-28") @QueryParam("at") @Nullable String at,
            @Parameter(description = "the day of knowledge") @QueryParam("known") @Nullable String known,
            @Parameter(description = "-score, score or cell") @QueryParam("sort") @Nullable String sort,
            @Parameter(description = "items on a page, 1 to 1000") @QueryParam("limit") @Nullable String limit,
            @Parameter(description = "`next` of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Context UriInfo request) {
        Query query = new Query(request);
        query.allows(Set.of("consumer", "mineral", "group", "stage", "band", "at", "known", "sort", "limit", "cursor"));
        List<Cell> cells = readScores.cells();
        query.isOneOf(
                "consumer",
                consumer,
                cells.stream().map(Cell::consumer).distinct().toList());
        query.isOneOf(
                "mineral", mineral, cells.stream().map(Cell::mineral).distinct().toList());
        query.isOneOf(
                "stage",
                stage,
                cells.stream().map(cell -> cell.stage().toString()).distinct().toList());
        query.isOneOf(
                "band", band, List.of(Band.values()).stream().map(Band::name).toList());
        query.isOneOf("sort", sort, ScoreOrder.names());
        int size = query.number("limit", limit, USUAL_LIMIT, LARGEST_LIMIT);
        Days days = days(query, at, known);
        if (group != null && cells.stream().noneMatch(cell -> readScores.isOf(cell.mineral(), group))) {
            query.blame("group", "no cell is of a mineral in " + group + "; see /v1/vocabulary of ingest-service");
        }
        query.complain();

        List<ScoreView> views = readScores
                .all(
                        cell -> fits(consumer, cell.consumer())
                                && fits(mineral, cell.mineral())
                                && fits(stage, cell.stage().toString())
                                && (group == null || readScores.isOf(cell.mineral(), group)),
                        days)
                .stream()
                .filter(valued -> fits(band, valued.score().band().name()))
                .map(ScoreView::of)
                .toList();
        ScoreOrder order = Optional.ofNullable(sort).flatMap(ScoreOrder::named).orElse(ScoreOrder.SCORE_DESCENDING);
        return order.page(views, Optional.ofNullable(cursor), size);
    }

    private static boolean fits(@Nullable String asked, String actual) {
        return asked == null || asked.equals(actual);
    }

    @GET
    @Path("/{consumer}/{mineral}/{stage}")
    @Operation(
            summary = "One cell in full",
            description = "The score of a cell on any day, as known on any day, with all that it is made of.")
    @APIResponse(
            responseCode = "200",
            description = "The score",
            content = @Content(examples = @ExampleObject(name = "score", value = ScoreExamples.SCORE)))
    @APIResponse(responseCode = "404", description = "There is no such cell; the answer says which part is not known")
    public ScoreView one(
            @PathParam("consumer") String consumer,
            @PathParam("mineral") String mineral,
            @PathParam("stage") String stage,
            @Parameter(description = "the day valued; today if left out") @QueryParam("at") @Nullable String at,
            @Parameter(description = "the day of knowledge; `at` if left out, today where that lies ahead")
                    @QueryParam("known")
                    @Nullable
                    String known,
            @Context UriInfo request) {
        Query query = new Query(request);
        query.allows(Set.of("at", "known"));
        Days days = days(query, at, known);
        query.complain();
        Cell cell = cell(consumer, mineral, stage);
        return ScoreView.of(readScores.one(cell, days).orElseThrow(() -> UnknownCell.notThen(cell)));
    }

    @GET
    @Path("/{consumer}/{mineral}/{stage}/curve")
    @Operation(
            summary = "One cell over time",
            description =
                    "The score of a cell from day to day, past and forward, in the light of what was known on one day: a point"
                            + " on the first day, on every date on which a known act turns the score, and daily only while"
                            + " a loss decays or approaches or a supply ramps up. It stays where it is, to a millionth of"
                            + " a point, until the next one.")
    @APIResponse(
            responseCode = "200",
            description = "The curve",
            content = @Content(examples = @ExampleObject(name = "curve", value = ScoreExamples.CURVE)))
    @APIResponse(
            responseCode = "400",
            description = "A date that is none, `known` ahead, `from` after `to`, or more than 50 years")
    @APIResponse(responseCode = "404", description = "There is no such cell; the answer says which part is not known")
    public CurveView curve(
            @PathParam("consumer") String consumer,
            @PathParam("mineral") String mineral,
            @PathParam("stage") String stage,
            @Parameter(description = "first day; if left out a year before today, or before `to` where that is past")
                    @QueryParam("from")
                    @Nullable
                    String from,
            @Parameter(description = "last day; if left out a year after today, or after `from` where that lies ahead")
                    @QueryParam("to")
                    @Nullable
                    String to,
            @Parameter(description = "the day of knowledge, of all points; today if left out")
                    @QueryParam("known")
                    @Nullable
                    String known,
            @Context UriInfo request) {
        Query query = new Query(request);
        query.allows(Set.of("from", "to", "known"));
        DayParameters parameters = new DayParameters(query, readScores.today(), readScores.validity());
        Span span = readScores.span(parameters.valued("from", from), parameters.valued("to", to));
        Optional<LocalDate> knowledge = parameters.known("known", known);
        if (span.from().isAfter(span.to())) {
            query.blame("from", span.from() + " is after to=" + span.to() + "; exchange them");
        } else if (span.to().isAfter(span.from().plusYears(LONGEST_CURVE_YEARS))) {
            query.blame(
                    to == null ? "from" : "to",
                    "from " + span.from() + " to " + span.to() + " is more than " + LONGEST_CURVE_YEARS
                            + " years; ask for a part, as to="
                            + span.from().plusYears(LONGEST_CURVE_YEARS));
        }
        query.complain();
        Cell cell = cell(consumer, mineral, stage);
        return CurveView.of(readScores.curve(cell, span, knowledge).orElseThrow(() -> UnknownCell.notThen(cell)));
    }

    private Days days(Query query, @Nullable String at, @Nullable String known) {
        DayParameters parameters = new DayParameters(query, readScores.today(), readScores.validity());
        return new Days(parameters.valued("at", at), parameters.known("known", known));
    }

    private Cell cell(String consumer, String mineral, String stage) {
        return UnknownCell.find(consumer, mineral, stage, readScores.cells());
    }
}
