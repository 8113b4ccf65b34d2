package org.mineralwatch.ingest.inbound;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.mineralwatch.ingest.KeepRejections;
import org.mineralwatch.ingest.Origin;
import org.mineralwatch.ingest.RecordPolicyEvent;
import org.mineralwatch.ingest.domain.Posted;
import org.mineralwatch.ingest.domain.RecordedEvent;
import org.mineralwatch.ingest.domain.Rejection;
import org.mineralwatch.ingest.domain.Verdict;
import org.mineralwatch.rest.Cursor;
import org.mineralwatch.rest.Page;
import org.mineralwatch.rest.Problem;
import org.mineralwatch.rest.ProblemException;

/** Lines of bulk input that were not recorded: found, read, and repaired. */
@Path("/v1/rejections")
public class RejectionResource {
    private static final int USUAL_LIMIT = 50;
    private static final int LARGEST_LIMIT = 200;

    private final KeepRejections keepRejections;
    private final RecordPolicyEvent recordPolicyEvent;
    private final Origins origins;

    RejectionResource(KeepRejections keepRejections, RecordPolicyEvent recordPolicyEvent, Origins origins) {
        this.keepRejections = keepRejections;
        this.recordPolicyEvent = recordPolicyEvent;
        this.origins = origins;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "List rejected lines, newest first",
            description =
                    "A line of bulk input that was invalid or in conflict, as received, with the problem it was answered with."
                            + " The same line sent again is the same rejection.")
    @Parameter(
            name = "state",
            in = ParameterIn.QUERY,
            description = "open: not repaired yet; repaired: an event was recorded in its place",
            example = "open")
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = "Items on a page, 1 to 200; 50 when not given")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "`next` of the page before")
    @APIResponse(
            responseCode = "200",
            description = "A page: items, and next unless it is the last",
            content = @Content(examples = @ExampleObject(name = "rejections", value = EventExamples.REJECTIONS)))
    public Page<RejectionView> list(@Context UriInfo uri) {
        QueryParameters query = new QueryParameters(uri.getQueryParameters(), "state", "limit", "cursor");
        Optional<Boolean> repaired = query.one(
                "state",
                text -> switch (text) {
                    case "open" -> Optional.of(false);
                    case "repaired" -> Optional.of(true);
                    default -> Optional.<Boolean>empty();
                },
                "open or repaired");
        int limit = query.one(
                        "limit",
                        text -> EventQuery.pageSize(text, LARGEST_LIMIT),
                        "a whole number, 1 to " + LARGEST_LIMIT)
                .orElse(USUAL_LIMIT);
        Optional<String> cursor = query.one("cursor", Optional::of, "`next` of the page before");
        query.check();
        List<Rejection> found = keepRejections.page(repaired, cursor.map(RejectionResource::position), limit + 1);
        boolean isLast = found.size() <= limit;
        List<Rejection> shown = isLast ? found : found.subList(0, limit);
        return new Page<>(
                shown.stream().map(RejectionView::of).toList(),
                isLast
                        ? null
                        : Cursor.after(
                                        shown.getLast().rejectedAt().toString(),
                                        shown.getLast().id())
                                .encoded());
    }

    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Read one rejected line")
    @APIResponse(
            responseCode = "200",
            description = "The line as received, and why it was rejected",
            content = @Content(examples = @ExampleObject(name = "rejection", value = EventExamples.REJECTION)))
    @APIResponse(responseCode = "404", ref = "UnknownRejection")
    public RejectionView read(@PathParam("id") String id, @Context UriInfo uri) {
        new QueryParameters(uri.getQueryParameters()).check();
        return RejectionView.of(find(id));
    }

    @POST
    @Path("{id}/retry")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Post the repaired event in place of a rejected line",
            description =
                    "Judged and answered like an event posted to /v1/events. When it is recorded, or was there already, the"
                            + " rejection is repaired; otherwise it stays open, and the problem says why.")
    @Parameter(
            name = "knownAt",
            in = ParameterIn.QUERY,
            description = "The day the world knew it; the day announced when not given",
            example = "2026-11-21")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "repaired", value = EventExamples.BAN)))
    @APIResponse(responseCode = "201", ref = "Recorded")
    @APIResponse(responseCode = "200", ref = "Unchanged")
    @APIResponse(responseCode = "404", ref = "UnknownRejection")
    @APIResponse(responseCode = "409", ref = "EventConflict")
    @APIResponse(responseCode = "422", ref = "InvalidEvent")
    public Response retry(
            @PathParam("id") String id, InputStream body, @Context HttpHeaders headers, @Context UriInfo uri)
            throws IOException {
        QueryParameters query = new QueryParameters(uri.getQueryParameters(), QueryParameters.KNOWN_AT);
        Optional<LocalDate> knownAt = query.knownAt();
        query.check();
        Origin origin = origins.of(headers, knownAt);
        Rejection rejection = find(id);
        Verdict verdict = recordPolicyEvent.record(new Posted.Plain(PostedBody.read(body)), origin);
        switch (verdict) {
            case Verdict.Created(RecordedEvent event) ->
                keepRejections.repaired(rejection.id(), event.revision().id());
            case Verdict.Unchanged(RecordedEvent event) ->
                keepRejections.repaired(rejection.id(), event.revision().id());
            case Verdict.Conflict ignored -> {}
            case Verdict.Invalid ignored -> {}
            case Verdict.Overloaded ignored -> {}
        }
        return PolicyEventResource.answer(verdict);
    }

    private Rejection find(String id) {
        return Optional.of(id)
                .filter(text -> text.matches("[0-9a-f]{32}"))
                .flatMap(keepRejections::byId)
                .orElseThrow(() -> new ProblemException(Problem.of(
                        "unknown-rejection",
                        "Unknown rejection",
                        404,
                        "No line was rejected under this id; GET /v1/rejections lists those that were")));
    }

    private static Rejection.Position position(String cursor) {
        List<String> key = Cursor.decode(cursor, 2).key();
        try {
            Instant rejectedAt = Instant.parse(key.getFirst());
            if (rejectedAt.isAfter(Instant.EPOCH) && rejectedAt.isBefore(Instant.parse("9999-01-01T00:00:00Z"))) {
                return new Rejection.Position(rejectedAt, key.getLast());
            }
        } catch (DateTimeException e) {
            throw Cursor.invalid();
        }
        throw Cursor.invalid();
    }
}
