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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.rest.Cursor;
import org.mineralwatch.rest.Page;
import org.mineralwatch.rest.Problem;
import org.mineralwatch.rest.ProblemException;
import org.mineralwatch.rest.Query;
import org.mineralwatch.scoring.ReadRebases;
import org.mineralwatch.scoring.domain.Rebase;

/** What a new model or baseline did to scores: those moves have no event to blame, and raise no alert. */
@Path("/v1/rebases")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Changes")
@Blocking
public class RebaseResource {
    private static final int USUAL_LIMIT = 20;
    private static final int LARGEST_LIMIT = 100;
    private static final int MOVES_IN_LIST = 10;

    private final ReadRebases readRebases;

    RebaseResource(ReadRebases readRebases) {
        this.readRebases = readRebases;
    }

    @GET
    @Operation(
            summary = "Changes of model or baseline",
            description =
                    "Each time another model or version of the baseline came to apply, the newest first, with the ten cells"
                            + " whose score it moved most.")
    @APIResponse(
            responseCode = "200",
            description = "A page of rebases",
            content =
                    @Content(
                            schema = @Schema(implementation = RebasePage.class),
                            examples = @ExampleObject(name = "rebase", value = ChangeExamples.REBASES)))
    public Page<RebaseView> list(
            @Parameter(description = "items on a page, 1 to 100") @QueryParam("limit") @Nullable String limit,
            @Parameter(description = "`next` of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Context UriInfo request) {
        Query query = new Query(request);
        query.allows(Set.of("limit", "cursor"));
        int size = query.number("limit", limit, USUAL_LIMIT, LARGEST_LIMIT);
        query.complain();
        SortedMap<Long, Rebase> found = readRebases.newest(cursor == null ? Long.MAX_VALUE : read(cursor), size + 1);
        List<RebaseView> views = new ArrayList<>();
        found.forEach((number, rebase) -> views.addFirst(RebaseView.of(number, rebase, MOVES_IN_LIST)));
        if (views.size() <= size) {
            return new Page<>(views, null);
        }
        List<RebaseView> page = views.subList(0, size);
        return new Page<>(
                page, Cursor.after(Long.toString(page.getLast().number())).encoded());
    }

    private static long read(String cursor) {
        String number = Cursor.decode(cursor, 1).key().getFirst();
        if (number.matches("[1-9]\\d{0,17}")) {
            return Long.parseLong(number);
        }
        throw Cursor.invalid();
    }

    @GET
    @Path("/{number}")
    @Operation(summary = "One change of model or baseline", description = "With every cell whose score it moved.")
    @APIResponse(
            responseCode = "200",
            description = "The rebase",
            content =
                    @Content(
                            schema = @Schema(implementation = RebaseView.class),
                            examples = @ExampleObject(name = "rebase", value = ChangeExamples.REBASE)))
    @APIResponse(responseCode = "404", description = "There is no rebase of this number")
    public RebaseView one(@PathParam("number") String number) {
        if (number.matches("[1-9]\\d{0,17}")) {
            long asked = Long.parseLong(number);
            return readRebases
                    .one(asked)
                    .map(rebase -> RebaseView.of(asked, rebase, Integer.MAX_VALUE))
                    .orElseThrow(() -> unknown(number));
        }
        throw unknown(number);
    }

    private static ProblemException unknown(String number) {
        return new ProblemException(Problem.of(
                "unknown-rebase",
                "Unknown rebase",
                404,
                "no rebase " + number + "; GET /v1/rebases lists those there are"));
    }

    /** For the description of the API alone. */
    @Schema(name = "RebasePage")
    record RebasePage(
            List<RebaseView> items,

            @Schema(description = "absent on the last page") @Nullable
            String next) {}
}
