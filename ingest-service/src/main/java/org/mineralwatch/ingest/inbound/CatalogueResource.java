package org.mineralwatch.ingest.inbound;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.mineralwatch.contract.PolicyEventRecorded;
import org.mineralwatch.ingest.FindPolicyEvents;
import org.mineralwatch.ingest.domain.EventId;
import org.mineralwatch.ingest.domain.EventRelations;
import org.mineralwatch.ingest.domain.RecordedEvent;
import org.mineralwatch.ingest.domain.Vocabulary;
import org.mineralwatch.rest.Page;
import org.mineralwatch.rest.ProblemException;

/** Policy events read by id, found by what they say, page by page or all at once, and followed to what they refer to. */
@Path("/v1/events")
public class CatalogueResource {
    private static final int LONGEST_WAY = 1000;

    private final FindPolicyEvents findPolicyEvents;
    private final Vocabulary vocabulary;

    CatalogueResource(FindPolicyEvents findPolicyEvents, Vocabulary vocabulary) {
        this.findPolicyEvents = findPolicyEvents;
        this.vocabulary = vocabulary;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, PolicyEventResource.NDJSON, ExportFormat.CSV_TYPE})
    @Operation(
            summary = "List events, or export them",
            description =
                    "Filters narrow down together; a repeated one widens itself. Retracted events are left out. As JSON in"
                            + " pages that stay true while events are added: pass `next` on as `cursor`. As application/x-ndjson or"
                            + " text/csv all that fit, or the first `limit`, as a stream.")
    @Parameter(
            name = "mineral",
            in = ParameterIn.QUERY,
            description = "Id, symbol or alias. Finds events on it, on its members and on groups it belongs to",
            example = "rare-earths-heavy")
    @Parameter(name = "actor", in = ParameterIn.QUERY, description = "Acts, or acts with", example = "CN")
    @Parameter(
            name = "target",
            in = ParameterIn.QUERY,
            description = "Is named as target; * for events aimed at everyone",
            example = "US")
    @Parameter(name = "type", in = ParameterIn.QUERY, description = "Event type", example = "EXPORT_BAN")
    @Parameter(
            name = "stage",
            in = ParameterIn.QUERY,
            description = "Stage; a scored one also finds events that name none",
            example = "refining")
    @Parameter(name = "standing", in = ParameterIn.QUERY, description = "Standing", example = "ENACTED")
    @Parameter(name = "announcedFrom", in = ParameterIn.QUERY, description = "First day", example = "2025-01-01")
    @Parameter(name = "announcedTo", in = ParameterIn.QUERY, description = "Last day, included", example = "2025-12-31")
    @Parameter(
            name = "inForceOn",
            in = ParameterIn.QUERY,
            description = "In force on this day; without effectiveFrom an enacted event is from the day announced",
            example = "2026-11-21")
    @Parameter(
            name = "recordedFrom",
            in = ParameterIn.QUERY,
            description = "First moment at which its newest revision was recorded, or first day (UTC)",
            example = "2026-11-21T10:00:00Z")
    @Parameter(
            name = "recordedTo",
            in = ParameterIn.QUERY,
            description = "The moment before which it was recorded, or the last day (UTC), included",
            example = "2026-11-21")
    @Parameter(
            name = "text",
            in = ParameterIn.QUERY,
            description = "Words or parts of words that all stand in title, summary or note",
            example = "gallium licence")
    @Parameter(
            name = "sort",
            in = ParameterIn.QUERY,
            description = "announced or recorded, newest first; announced when not given",
            example = "recorded")
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = "Items on a page, 1 to 500; 50 when not given")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "`next` of the page before")
    @APIResponse(
            responseCode = "200",
            description = "A page: items, and next unless it is the last; exported, all in one stream",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        examples = @ExampleObject(name = "page", value = EventExamples.EVENTS)),
                @Content(
                        mediaType = PolicyEventResource.NDJSON,
                        examples = @ExampleObject(name = "lines", value = EventExamples.RECORDED)),
                @Content(
                        mediaType = ExportFormat.CSV_TYPE,
                        examples = @ExampleObject(name = "table", value = EventExamples.CSV))
            })
    public Response list(@Context UriInfo uri, @Context HttpHeaders headers) {
        EventQuery query = EventQuery.of(uri.getQueryParameters(), vocabulary);
        return switch (ExportFormat.accepted(headers.getAcceptableMediaTypes())) {
            case JSON -> Response.ok(page(query), MediaType.APPLICATION_JSON).build();
            case NDJSON -> export(query, ExportFormat.NDJSON);
            case CSV -> export(query, ExportFormat.CSV);
        };
    }

    private Response export(EventQuery query, ExportFormat format) {
        StreamingOutput events = out -> new EventExport(findPolicyEvents, query, format).writeTo(out);
        return Response.ok(events, format.mediaType()).build();
    }

    private Page<EventDocument> page(EventQuery query) {
        int limit = query.limit().orElse(EventQuery.USUAL_LIMIT);
        List<RecordedEvent> found = findPolicyEvents.page(query.filter(), query.order(), query.after(), limit + 1);
        boolean isLast = found.size() <= limit;
        List<RecordedEvent> shown = isLast ? found : found.subList(0, limit);
        return new Page<>(
                shown.stream().map(EventDocument::of).toList(),
                isLast ? null : query.cursorBehind(shown.getLast().revision()));
    }

    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Read one event as it stands",
            description = "`dangling` names the events it refers to that nobody has posted yet.")
    @APIResponse(
            responseCode = "200",
            description = "The newest revision; ETag names it",
            content =
                    @Content(
                            schema = @Schema(implementation = PolicyEventRecorded.class),
                            examples = @ExampleObject(name = "event", value = EventExamples.RECORDED)))
    @APIResponse(responseCode = "304", description = "Still what If-None-Match names")
    @APIResponse(responseCode = "404", ref = "UnknownEvent")
    public Response read(@PathParam("id") String id, @Context Request request, @Context UriInfo uri) {
        new QueryParameters(uri.getQueryParameters()).check();
        RecordedEvent event = Optional.of(id)
                .filter(EventId::isWellFormed)
                .flatMap(known -> findPolicyEvents.byId(new EventId(known)))
                .orElseThrow(() -> new ProblemException(EventProblems.unknown(id)));
        Response.ResponseBuilder unmodified = request.evaluatePreconditions(EventDocument.tag(event));
        return unmodified == null ? EventDocument.answer(Response.ok(), event) : unmodified.build();
    }

    @GET
    @Path("{id}/related")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "List the events that one is linked with, near and far",
            description =
                    "Follows supersedes, suspends, ends and relatesTo both ways, from event to event: what it refers to, what"
                            + " refers to it, and so on from each, nearest first, each by the shortest way. One that is referred to"
                            + " and has not come yet is dangling. `distance` says how far to follow; all of it, 2,000 events at"
                            + " most, when not given.")
    @Parameter(
            name = "distance",
            in = ParameterIn.QUERY,
            description = "How many steps to follow, 1 to 1000",
            example = "2")
    @APIResponse(
            responseCode = "200",
            description = "items, the nearest first; of one distance those referred to first",
            content = @Content(examples = @ExampleObject(name = "related", value = EventExamples.RELATED)))
    @APIResponse(responseCode = "404", ref = "UnknownEvent")
    public Page<RelationView> related(@PathParam("id") String id, @Context UriInfo uri) {
        QueryParameters query = new QueryParameters(uri.getQueryParameters(), "distance");
        int distance = query.one(
                        "distance",
                        text -> EventQuery.pageSize(text, LONGEST_WAY),
                        "a whole number, 1 to " + LONGEST_WAY)
                .orElse(LONGEST_WAY);
        query.check();
        EventRelations relations = Optional.of(id)
                .filter(EventId::isWellFormed)
                .flatMap(known -> findPolicyEvents.relations(new EventId(known), distance))
                .orElseThrow(() -> new ProblemException(EventProblems.unknown(id)));
        if (relations.isCut()) {
            throw new ProblemException(EventProblems.tooManyRelated(relations));
        }
        return new Page<>(relations.related().stream().flatMap(RelationView::of).toList(), null);
    }
}
