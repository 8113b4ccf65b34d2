package org.mineralwatch.ingest.inbound;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
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
import org.jspecify.annotations.Nullable;
import org.mineralwatch.contract.PolicyEventRecorded;
import org.mineralwatch.ingest.CorrectPolicyEvent;
import org.mineralwatch.ingest.FindPolicyEvents;
import org.mineralwatch.ingest.Origin;
import org.mineralwatch.ingest.domain.Correction;
import org.mineralwatch.ingest.domain.EventId;
import org.mineralwatch.ingest.domain.ExpectedRevision;
import org.mineralwatch.ingest.domain.PolicyEventRevision;
import org.mineralwatch.ingest.domain.RecordedEvent;
import org.mineralwatch.ingest.domain.RetractionReading;
import org.mineralwatch.ingest.domain.Vocabulary;
import org.mineralwatch.rest.Cursor;
import org.mineralwatch.rest.Page;
import org.mineralwatch.rest.Problem;
import org.mineralwatch.rest.ProblemException;

/** What happens to a policy event after it was posted: corrected, retracted, and the record of both. */
@Path("/v1/events")
public class RevisionResource {
    private static final int USUAL_LIMIT = 50;
    private static final int LARGEST_LIMIT = 500;

    private final CorrectPolicyEvent correctPolicyEvent;
    private final FindPolicyEvents findPolicyEvents;
    private final Origins origins;
    private final Vocabulary vocabulary;

    RevisionResource(
            CorrectPolicyEvent correctPolicyEvent,
            FindPolicyEvents findPolicyEvents,
            Origins origins,
            Vocabulary vocabulary) {
        this.correctPolicyEvent = correctPolicyEvent;
        this.findPolicyEvents = findPolicyEvents;
        this.origins = origins;
        this.vocabulary = vocabulary;
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Correct an event",
            description =
                    "The body is the whole event as it should have been. It becomes the newest revision; what was known before"
                            + " stays known for the days before. If-Match names the revision that is corrected. A correction sent again"
                            + " changes nothing more. A retracted event is revived by it.")
    @Parameter(
            name = "knownAt",
            in = ParameterIn.QUERY,
            description = "The day the world knew the correction; today (UTC) when not given",
            example = "2026-11-21")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "the whole event", value = EventExamples.BAN)))
    @APIResponse(
            responseCode = "200",
            description = "The event as it now stands; ETag names the new revision",
            content =
                    @Content(
                            schema = @Schema(implementation = PolicyEventRecorded.class),
                            examples = @ExampleObject(name = "corrected", value = EventExamples.CORRECTED)))
    @APIResponse(responseCode = "400", description = "Not JSON, or If-Match is no entity tag")
    @APIResponse(responseCode = "404", ref = "UnknownEvent")
    @APIResponse(responseCode = "412", ref = "Stale")
    @APIResponse(responseCode = "422", ref = "InvalidEvent")
    @APIResponse(
            responseCode = "428",
            description = "If-Match is missing",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            examples = @ExampleObject(name = "required", value = EventExamples.NO_REVISION_NAMED)))
    public Response correct(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            InputStream body,
            @Context HttpHeaders headers,
            @Context UriInfo uri)
            throws IOException {
        Origin origin = origin(headers, uri);
        EventId event = known(id);
        ExpectedRevision expected = IfMatch.required(ifMatch);
        return answer(
                id,
                correctPolicyEvent.correct(EventProblems.underId(event, PostedBody.read(body)), expected, origin),
                Response.ok());
    }

    @POST
    @Path("{id}/retraction")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Retract an event",
            description =
                    "Withdraws the event with all its revisions, as of the day it is known: scores are as if it had never been"
                            + " there, and the reason is there to read. If-Match may name the revision that is meant. The same"
                            + " retraction again changes nothing.")
    @Parameter(
            name = "knownAt",
            in = ParameterIn.QUERY,
            description = "The day the world knew the retraction; today (UTC) when not given",
            example = "2026-11-21")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "a reason", value = EventExamples.RETRACTION)))
    @APIResponse(
            responseCode = "201",
            description = "Retracted",
            content = @Content(examples = @ExampleObject(name = "retracted", value = EventExamples.RETRACTED)))
    @APIResponse(
            responseCode = "200",
            description = "Retracted for this reason already",
            content = @Content(examples = @ExampleObject(name = "retracted", value = EventExamples.RETRACTED)))
    @APIResponse(responseCode = "404", ref = "UnknownEvent")
    @APIResponse(
            responseCode = "409",
            description = "Retracted already, for another reason",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            examples = @ExampleObject(name = "retracted", value = EventExamples.WITHDRAWN)))
    @APIResponse(responseCode = "412", ref = "Stale")
    @APIResponse(
            responseCode = "422",
            description = "No reason, or one that is no text of 1 to 1,000 characters",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            examples = @ExampleObject(name = "no reason", value = EventExamples.NO_REASON)))
    public Response retract(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            InputStream body,
            @Context HttpHeaders headers,
            @Context UriInfo uri)
            throws IOException {
        Origin origin = origin(headers, uri);
        EventId event = known(id);
        ExpectedRevision expected = IfMatch.read(ifMatch).orElseGet(ExpectedRevision.Any::new);
        return switch (RetractionReading.read(PostedBody.read(body), vocabulary)) {
            case RetractionReading.Faulty(var faults) -> throw new ProblemException(EventProblems.invalid(faults));
            case RetractionReading.Sound(String reason) ->
                answer(
                        id,
                        correctPolicyEvent.retract(event, reason, expected, origin),
                        Response.created(URI.create("/v1/events/" + id)));
        };
    }

    @GET
    @Path("{id}/revisions")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "List the revisions of an event, oldest first",
            description = "Each with who recorded it, when, and what it changed, member by member.")
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = "Items on a page, 1 to 500; 50 when not given")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "`next` of the page before")
    @APIResponse(
            responseCode = "200",
            description = "A page: items, and next unless it is the last",
            content = @Content(examples = @ExampleObject(name = "revisions", value = EventExamples.REVISIONS)))
    @APIResponse(responseCode = "404", ref = "UnknownEvent")
    public Page<RevisionView> revisions(@PathParam("id") String id, @Context UriInfo uri) {
        QueryParameters query = new QueryParameters(uri.getQueryParameters(), "limit", "cursor");
        int limit = query.one(
                        "limit",
                        text -> EventQuery.pageSize(text, LARGEST_LIMIT),
                        "a whole number, 1 to " + LARGEST_LIMIT)
                .orElse(USUAL_LIMIT);
        Optional<String> cursor = query.one("cursor", Optional::of, "`next` of the page before");
        query.check();
        int behind = cursor.map(RevisionResource::position).orElse(0);
        // The one before the page is there for comparison, the one behind it to see whether more come.
        List<PolicyEventRevision> found = findPolicyEvents.revisions(known(id), Math.max(behind, 1), limit + 2);
        if (found.isEmpty()) {
            throw new ProblemException(EventProblems.unknown(id));
        }
        List<RevisionView> items = new ArrayList<>();
        int first = behind == 0 ? 0 : 1;
        for (int i = first; i < found.size() && items.size() < limit; i++) {
            items.add(RevisionView.of(found.get(i), i == 0 ? Optional.empty() : Optional.of(found.get(i - 1))));
        }
        boolean isLast = first + items.size() == found.size();
        return new Page<>(
                items,
                isLast ? null : Cursor.after("" + items.getLast().revision()).encoded());
    }

    private static int position(String cursor) {
        String revision = Cursor.decode(cursor, 1).key().getFirst();
        if (!revision.matches("[1-9][0-9]{0,8}")) {
            throw Cursor.invalid();
        }
        return Integer.parseInt(revision);
    }

    private Origin origin(HttpHeaders headers, UriInfo uri) {
        QueryParameters query = new QueryParameters(uri.getQueryParameters(), QueryParameters.KNOWN_AT);
        Optional<LocalDate> knownAt = query.knownAt();
        query.check();
        return origins.of(headers, knownAt);
    }

    private static EventId known(String id) {
        return Optional.of(id)
                .filter(EventId::isWellFormed)
                .map(EventId::new)
                .orElseThrow(() -> new ProblemException(EventProblems.unknown(id)));
    }

    private static Response answer(String id, Correction correction, Response.ResponseBuilder recorded) {
        return switch (correction) {
            case Correction.Recorded(RecordedEvent event) -> EventDocument.answer(recorded, event);
            case Correction.Unchanged(RecordedEvent event) -> EventDocument.answer(Response.ok(), event);
            case Correction.Stale(PolicyEventRevision current) ->
                throw new ProblemException(EventProblems.stale(current));
            case Correction.AlreadyRetracted(PolicyEventRevision retraction) ->
                throw new ProblemException(EventProblems.retracted(retraction));
            case Correction.Unknown() -> throw new ProblemException(EventProblems.unknown(id));
            case Correction.Invalid(var reading) -> throw new ProblemException(EventProblems.invalid(reading));
        };
    }
}
