package org.mineralwatch.scoring.inbound;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.contract.ScoreChanged;
import org.mineralwatch.rest.Cursor;
import org.mineralwatch.rest.Page;
import org.mineralwatch.rest.Problem;
import org.mineralwatch.rest.ProblemException;
import org.mineralwatch.rest.Query;
import org.mineralwatch.scoring.PublishedChange;
import org.mineralwatch.scoring.ReadChanges;
import org.mineralwatch.scoring.ReadChanges.OfCell;
import org.mineralwatch.scoring.ReadScores;
import org.mineralwatch.scoring.domain.Cell;

/** What was published for a cell: for a consumer of the topic that has missed some. */
@Path("/v1/scores/{consumer}/{mineral}/{stage}/changes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Changes")
@Blocking
public class ChangeResource {
    private static final int USUAL_LIMIT = 100;
    private static final int LARGEST_LIMIT = 1000;

    private final ReadScores readScores;
    private final ReadChanges readChanges;

    ChangeResource(ReadScores readScores, ReadChanges readChanges) {
        this.readScores = readScores;
        this.readChanges = readChanges;
    }

    /** A change as it was published, byte for byte. */
    @Schema(implementation = ScoreChanged.class)
    record Published(@JsonValue @JsonRawValue String value) {}

    @GET
    @Operation(
            summary = "What was published for one cell",
            description =
                    "The changes of a cell as they went to the topic `dependency-scores.v1`, in their sequence and without a"
                            + " gap. Kept for 90 days unless the operator set another time; the newest always.")
    @APIResponse(
            responseCode = "200",
            description = "A page of changes, oldest first",
            content =
                    @Content(
                            schema = @Schema(implementation = ChangePage.class),
                            examples =
                                    @ExampleObject(
                                            name = "lapse",
                                            summary = "A truce has run out",
                                            value = ChangeExamples.CHANGES)))
    @APIResponse(responseCode = "400", description = "A parameter that is not known or has no such value")
    @APIResponse(responseCode = "404", description = "There is no such cell; the answer says which part is not known")
    @APIResponse(
            responseCode = "410",
            description = "The changes asked for are kept no longer; says which still are",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            examples = @ExampleObject(name = "forgotten", value = ChangeExamples.FORGOTTEN)))
    public Page<Published> changes(
            @PathParam("consumer") String consumer,
            @PathParam("mineral") String mineral,
            @PathParam("stage") String stage,
            @Parameter(description = "sequence of the first change; the oldest that is kept if left out")
                    @QueryParam("from")
                    @Nullable
                    String from,
            @Parameter(description = "items on a page, 1 to 1000") @QueryParam("limit") @Nullable String limit,
            @Parameter(description = "`next` of the page before, in place of `from`") @QueryParam("cursor") @Nullable
                    String cursor,
            @Context UriInfo request) {
        Query query = new Query(request);
        query.allows(Set.of("from", "limit", "cursor"));
        int size = query.number("limit", limit, USUAL_LIMIT, LARGEST_LIMIT);
        long first = from == null ? 0 : sequence(query, from);
        if (from != null && cursor != null) {
            query.blame("from", "the cursor says where to go on; leave out one of the two");
        }
        query.complain();
        Cell cell = UnknownCell.find(consumer, mineral, stage, readScores.cells());
        if (cursor != null) {
            first = read(cursor, cell);
        }

        return switch (readChanges.ofCell(cell, first, size)) {
            case OfCell.Found(List<PublishedChange> changes, boolean more) ->
                new Page<>(
                        changes.stream()
                                .map(change -> new Published(change.value()))
                                .toList(),
                        more ? next(cell, changes.getLast().sequence() + 1) : null);
            case OfCell.Forgotten(long oldest) ->
                throw new ProblemException(Problem.of(
                        "changes-forgotten",
                        "Changes kept no longer",
                        410,
                        "change " + first + " of " + cell + " is kept no longer; the oldest that is has sequence "
                                + oldest + ": start with from=" + oldest));
            case OfCell.NotYet(long newest) -> {
                if (cursor != null) {
                    throw Cursor.invalid();
                }
                query.blame("from", "there is no change " + first + " of " + cell + " yet; the newest is " + newest);
                query.complain();
                throw new IllegalStateException("a blamed query is answered with its problem");
            }
        };
    }

    private static long sequence(Query query, String from) {
        try {
            long sequence = Long.parseLong(from);
            if (sequence >= 1) {
                return sequence;
            }
        } catch (NumberFormatException notANumber) {
            query.blame("from", from + " is no sequence, which is a whole number from 1");
            return 0;
        }
        query.blame("from", from + " is no sequence; the first of each cell is 1");
        return 0;
    }

    private static String next(Cell cell, long sequence) {
        return Cursor.after(cell.toString(), Long.toString(sequence)).encoded();
    }

    private static long read(String cursor, Cell cell) {
        List<String> key = Cursor.decode(cursor, 2).key();
        if (key.getFirst().equals(cell.toString()) && key.getLast().matches("[1-9]\\d{0,17}")) {
            return Long.parseLong(key.getLast());
        }
        throw Cursor.invalid();
    }

    /** For the description of the API alone. */
    @Schema(name = "ChangePage")
    record ChangePage(
            List<ScoreChanged> items,

            @Schema(description = "absent on the last page") @Nullable
            String next) {}
}
