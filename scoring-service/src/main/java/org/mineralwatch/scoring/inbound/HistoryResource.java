package org.mineralwatch.scoring.inbound;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.rest.Query;
import org.mineralwatch.scoring.ReadHistory;
import org.mineralwatch.scoring.ReadScores;
import org.mineralwatch.scoring.ReadScores.Span;
import org.mineralwatch.scoring.domain.Cell;

/** Scores as they would have been published, day after day. */
@Path("/v1/scores/history")
@Tag(name = "Scores")
@Blocking
public class HistoryResource {
    static final String NDJSON = "application/x-ndjson";
    private static final int LONGEST_YEARS = 10;

    private final ReadHistory readHistory;
    private final ReadScores readScores;

    HistoryResource(ReadHistory readHistory, ReadScores readScores) {
        this.readHistory = readHistory;
        this.readScores = readScores;
    }

    @GET
    @Produces(NDJSON)
    @Operation(
            summary = "History as known then",
            description =
                    "Every change of every cell that fits, as it would have been published on its day from what was known by"
                            + " then; days ahead in the light of today. One line is one record as on the topic"
                            + " `dependency-scores.v1`: by day, then by cell, with sequences from 1 for each cell and"
                            + " `recordedAt` the beginning of the day. The first line of a cell is its standing on the first"
                            + " day. While a loss decays or approaches, or a supply ramps up, each day has a line. A filter"
                            + " that is repeated widens itself; different filters narrow each other down.")
    @APIResponse(
            responseCode = "200",
            description = "One record a line, as a stream",
            content =
                    @Content(
                            mediaType = NDJSON,
                            schema = @Schema(implementation = String.class),
                            examples =
                                    @ExampleObject(
                                            name = "lapse",
                                            summary = "A truce runs out",
                                            value = ChangeExamples.HISTORY)))
    @APIResponse(
            responseCode = "400",
            description =
                    "A filter that no cell fits, a date that is none, `from` after `to`, a day outside the baseline's years,"
                            + " or more than 10 years")
    public StreamingOutput history(
            @Parameter(description = "consumer economy, as US or EU; all if left out", example = "US")
                    @QueryParam("consumer")
                    List<String> consumers,
            @Parameter(description = "mineral id, or the id of a group for its members", example = "gallium")
                    @QueryParam("mineral")
                    List<String> minerals,
            @Parameter(description = "group id: its members, as rare-earths") @QueryParam("group") List<String> groups,
            @Parameter(description = "mining, refining, alumina, magnet or enrichment") @QueryParam("stage")
                    List<String> stages,
            @Parameter(description = "first day; a year before `to` if left out", example = "2026-11-01")
                    @QueryParam("from")
                    @Nullable
                    String from,
            @Parameter(description = "last day; today if left out", example = "2026-11-28") @QueryParam("to") @Nullable
                    String to,
            @Context UriInfo request) {
        Query query = new Query(request);
        Set<String> parameters = new HashSet<>(CellFilter.PARAMETERS);
        parameters.addAll(Set.of("from", "to"));
        query.allows(parameters);
        Predicate<Cell> fits = CellFilter.ofAny(query, readScores, consumers, minerals, groups, stages);
        Span span = span(query, from, to);
        query.complain();

        return out -> write(readHistory.days(fits, span), out);
    }

    private Span span(Query query, @Nullable String from, @Nullable String to) {
        DayParameters days = new DayParameters(query, readScores.today(), readScores.validity());
        LocalDate last = days.valued("to", to).orElseGet(readScores::today);
        LocalDate first =
                days.valued("from", from).orElseGet(() -> readScores.validity().clamp(last.minusYears(1)));
        if (first.isAfter(last)) {
            query.blame("from", first + " is after to=" + last + "; exchange them");
        } else if (last.isAfter(first.plusYears(LONGEST_YEARS))) {
            query.blame(
                    from == null ? "to" : "from",
                    "from " + first + " to " + last + " is more than " + LONGEST_YEARS
                            + " years; ask for a part, as from=" + last.minusYears(LONGEST_YEARS));
        }
        return new Span(first, last);
    }

    private static void write(Iterator<List<byte[]>> days, OutputStream out) throws IOException {
        while (days.hasNext()) {
            for (byte[] change : days.next()) {
                out.write(change);
                out.write('\n');
            }
        }
    }
}
