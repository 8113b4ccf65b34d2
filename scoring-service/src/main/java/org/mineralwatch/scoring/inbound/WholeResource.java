package org.mineralwatch.scoring.inbound;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.rest.Problem;
import org.mineralwatch.rest.ProblemException;
import org.mineralwatch.rest.Query;
import org.mineralwatch.scoring.ReadScores;
import org.mineralwatch.scoring.ReadWholes;
import org.mineralwatch.scoring.ReadWholes.Ranked;
import org.mineralwatch.scoring.domain.Cell;
import org.mineralwatch.scoring.domain.Nearest;
import org.mineralwatch.scoring.domain.Score;
import org.mineralwatch.scoring.domain.Whole.Weighting;

/** Groups, economies, rankings, and economies side by side. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Wholes")
@Blocking
public class WholeResource {
    private final ReadWholes readWholes;
    private final ReadScores readScores;

    WholeResource(ReadWholes readWholes, ReadScores readScores) {
        this.readWholes = readWholes;
        this.readScores = readScores;
    }

    @GET
    @Path("/aggregates")
    @Operation(
            summary = "Groups and economies",
            description =
                    "The weighted mean of the minerals of a group or of a whole economy, with the worst beside it. A mineral"
                            + " counts with the highest of its stages, as in the EU method. Weights are equal, or the net"
                            + " import reliance at that stage, which stands in for import values: the fact tables have none."
                            + " Minerals whose reliance is not known are named and left out.")
    @APIResponse(
            responseCode = "200",
            description = "One item for each consumer and group asked for",
            content = @Content(examples = @ExampleObject(name = "aggregates", value = ScoreExamples.AGGREGATES)))
    @APIResponse(responseCode = "400", description = "A query parameter that is not known or has no such value")
    public WholeView aggregates(
            @Parameter(description = "consumer economy, as US; all if left out", example = "US")
                    @QueryParam("consumer")
                    @Nullable
                    String consumer,
            @Parameter(
                            description =
                                    "id of a group, as rare-earths, or economy; economy and every group if left out",
                            example = "rare-earths")
                    @QueryParam("group")
                    @Nullable
                    String group,
            @Parameter(description = "equal or imports; equal if left out") @QueryParam("weights") @Nullable
                    String weights,
            @Parameter(description = "the day valued; today if left out") @QueryParam("at") @Nullable String at,
            @Parameter(description = "the day of knowledge; `at` if left out, today where that lies ahead")
                    @QueryParam("known")
                    @Nullable
                    String known,
            @Context UriInfo request) {
        Query query = new Query(request);
        query.allows(Set.of("consumer", "group", "weights", "at", "known"));
        List<String> all = new ArrayList<>(readWholes.groups());
        all.addFirst(ReadWholes.ECONOMY);
        query.isOneOf("consumer", consumer, consumers());
        query.isOneOf("group", group, all);
        query.isOneOf(
                "weights",
                weights,
                List.of(Weighting.values()).stream().map(WholeView::inWords).toList());
        Days days = days(query, at, known);
        query.complain();
        Weighting weighting = "imports".equals(weights) ? Weighting.IMPORTS : Weighting.EQUAL;
        return new WholeView(
                days.at(),
                days.known(),
                WholeView.inWords(weighting),
                readWholes
                        .wholes(
                                consumer == null ? consumers() : List.of(consumer),
                                group == null ? all : List.of(group),
                                weighting,
                                days.at(),
                                days.known())
                        .stream()
                        .map(one -> WholeView.OneWhole.of(one, minerals(one.of())))
                        .toList());
    }

    private List<String> minerals(String group) {
        return readScores.cells().stream()
                .map(Cell::mineral)
                .distinct()
                .filter(mineral -> group.equals(ReadWholes.ECONOMY) || readScores.isOf(mineral, group))
                .toList();
    }

    /** A ranking as the API answers it. */
    @Schema(name = "Ranking")
    record RankingView(LocalDate at, LocalDate known, LocalDate since, List<Place> items) {
        @Schema(name = "Place")
        record Place(
                @Schema(description = "from 1; equal scores have equal ranks")
                int rank,

                String cell,
                double score,
                String band,

                @Schema(description = "rank on the day `since`")
                int rankBefore,

                @Schema(description = "score on the day `since`")
                double scoreBefore,

                @Schema(description = "points since then") double change) {

            static Place of(Ranked one) {
                CalendarView.Standing now = CalendarView.Standing.of(one.points());
                return new Place(
                        one.rank(),
                        one.cell().toString(),
                        now.score(),
                        now.band(),
                        one.rankBefore(),
                        one.before(),
                        one.points() - one.before());
            }
        }
    }

    @GET
    @Path("/rankings")
    @Operation(
            summary = "Who and what stands highest",
            description =
                    "Cells, or minerals with the highest of their stages, from the highest score down, each with its place on"
                            + " an earlier day as it was known then.")
    @APIResponse(
            responseCode = "200",
            description = "The ranking",
            content = @Content(examples = @ExampleObject(name = "ranking", value = ScoreExamples.RANKING)))
    @APIResponse(responseCode = "400", description = "A query parameter that is not known or has no such value")
    public RankingView rankings(
            @Parameter(description = "consumer economy; all if left out", example = "US")
                    @QueryParam("consumer")
                    @Nullable
                    String consumer,
            @Parameter(description = "cells or minerals; minerals if left out") @QueryParam("of") @Nullable String of,
            @Parameter(description = "mining, refining, alumina, magnet or enrichment") @QueryParam("stage") @Nullable
                    String stage,
            @Parameter(description = "places, 1 to 1000; 100 if left out") @QueryParam("limit") @Nullable String limit,
            @Parameter(description = "the day valued; today if left out") @QueryParam("at") @Nullable String at,
            @Parameter(description = "the day of knowledge; `at` if left out, today where that lies ahead")
                    @QueryParam("known")
                    @Nullable
                    String known,
            @Parameter(description = "an earlier day to compare with; a year before `at` if left out")
                    @QueryParam("since")
                    @Nullable
                    String since,
            @Context UriInfo request) {
        Query query = new Query(request);
        query.allows(Set.of("consumer", "of", "stage", "limit", "at", "known", "since"));
        query.isOneOf("consumer", consumer, consumers());
        query.isOneOf("of", of, List.of("cells", "minerals"));
        query.isOneOf(
                "stage",
                stage,
                readScores.cells().stream()
                        .map(cell -> cell.stage().toString())
                        .distinct()
                        .toList());
        int places = query.number("limit", limit, 100, 1000);
        Days days = days(query, at, known);
        LocalDate earlier = new DayParameters(query, readScores.today(), readScores.validity())
                .valued("since", since)
                .orElseGet(() -> readScores.validity().clamp(days.at().minusYears(1)));
        if (earlier.isAfter(days.at())) {
            query.blame("since", earlier + " is after at=" + days.at() + "; exchange them");
        }
        query.complain();
        return new RankingView(
                days.at(),
                days.known(),
                earlier,
                readWholes
                        .ranking(
                                cell -> (consumer == null || consumer.equals(cell.consumer()))
                                        && (stage == null
                                                || stage.equals(cell.stage().toString())),
                                !"cells".equals(of),
                                days.at(),
                                days.known(),
                                earlier,
                                readScores.knownOn(earlier))
                        .stream()
                        .limit(places)
                        .map(RankingView.Place::of)
                        .toList());
    }

    /** Economies side by side as the API answers them. */
    @Schema(name = "Comparison")
    record ComparisonView(String mineral, LocalDate at, LocalDate known, List<Side> items) {
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(name = "SideOfComparison")
        record Side(
                String cell,
                String consumer,
                String stage,
                double score,
                String band,

                @Schema(description = "points without any event")
                double baseline,

                @Schema(description = "fraction of demand that events make unavailable")
                double eventLoss,

                @Schema(description = "supplier with the most points; absent if none has any") @Nullable
                String mainSupplier,

                @Schema(description = "event with the most points; absent if there is none") @Nullable
                String mainEvent) {

            static Side of(Score score) {
                return new Side(
                        score.cell().toString(),
                        score.cell().consumer(),
                        score.cell().stage().toString(),
                        score.points(),
                        score.band().name(),
                        score.baseline(),
                        score.eventLoss(),
                        most(score.bySupplier()).orElse(null),
                        most(score.byEvent()).orElse(null));
            }

            private static Optional<String> most(Map<String, Double> points) {
                return points.entrySet().stream()
                        .filter(one -> one.getValue() > 0.0)
                        .max(Comparator.comparingDouble(Map.Entry<String, Double>::getValue))
                        .map(Map.Entry::getKey);
            }
        }
    }

    @GET
    @Path("/comparisons/{mineral}")
    @Operation(
            summary = "One mineral, all economies",
            description =
                    "Every consumer's cells of one mineral side by side, the highest score first. Where the sourcing of a"
                            + " consumer is not known its score rests on world production alone: compare with care.")
    @APIResponse(
            responseCode = "200",
            description = "The cells of the mineral",
            content = @Content(examples = @ExampleObject(name = "comparison", value = ScoreExamples.COMPARISON)))
    @APIResponse(responseCode = "404", description = "No cell is of this mineral; the answer lists those there are")
    public ComparisonView comparison(
            @Parameter(description = "mineral id", example = "gallium") @PathParam("mineral") String mineral,
            @Parameter(description = "mining, refining, alumina, magnet or enrichment; all if left out")
                    @QueryParam("stage")
                    @Nullable
                    String stage,
            @Parameter(description = "the day valued; today if left out") @QueryParam("at") @Nullable String at,
            @Parameter(description = "the day of knowledge; `at` if left out, today where that lies ahead")
                    @QueryParam("known")
                    @Nullable
                    String known,
            @Context UriInfo request) {
        Query query = new Query(request);
        query.allows(Set.of("stage", "at", "known"));
        List<Cell> cells = readScores.cells().stream()
                .filter(cell -> cell.mineral().equals(mineral))
                .toList();
        if (cells.isEmpty()) {
            throw new ProblemException(Problem.of("unknown-mineral", "Unknown mineral", 404, unknown(mineral)));
        }
        query.isOneOf(
                "stage",
                stage,
                cells.stream().map(cell -> cell.stage().toString()).distinct().toList());
        Days days = days(query, at, known);
        query.complain();
        return new ComparisonView(
                mineral,
                days.at(),
                days.known(),
                readWholes
                        .comparison(
                                cell -> cell.mineral().equals(mineral)
                                        && (stage == null
                                                || stage.equals(cell.stage().toString())),
                                days.at(),
                                days.known())
                        .stream()
                        .map(ComparisonView.Side::of)
                        .toList());
    }

    private String unknown(String mineral) {
        List<String> minerals = minerals(ReadWholes.ECONOMY);
        List<String> near = Nearest.among(minerals, mineral);
        return "no scores for " + mineral
                + ": it is not known, has no production figures, or is a group (see /v1/aggregates?group=" + mineral
                + ")"
                + (near.isEmpty() ? "" : "; did you mean " + String.join(", ", near) + "?")
                + "; there are: " + String.join(", ", minerals);
    }

    private record Days(LocalDate at, LocalDate known) {}

    private Days days(Query query, @Nullable String at, @Nullable String known) {
        DayParameters parameters = new DayParameters(query, readScores.today(), readScores.validity());
        LocalDate day = parameters.valued("at", at).orElseGet(readScores::today);
        return new Days(day, parameters.known("known", known).orElseGet(() -> readScores.knownOn(day)));
    }

    private List<String> consumers() {
        return readScores.cells().stream().map(Cell::consumer).distinct().toList();
    }
}
