package org.mineralwatch.ingest.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.mineralwatch.contract.PolicyEventRecorded;
import org.mineralwatch.ingest.FindPolicyEvents;
import org.mineralwatch.ingest.Origin;
import org.mineralwatch.ingest.RecordPolicyEvent;
import org.mineralwatch.ingest.VerdictCounter;
import org.mineralwatch.ingest.domain.EventId;
import org.mineralwatch.ingest.domain.JsonValue;
import org.mineralwatch.ingest.domain.JsonValue.JsonArray;
import org.mineralwatch.ingest.domain.RecordedEvent;
import org.mineralwatch.ingest.domain.Verdict;
import org.mineralwatch.ingest.domain.Vocabulary;
import org.mineralwatch.rest.Page;
import org.mineralwatch.rest.Problem;
import org.mineralwatch.rest.ProblemException;

/** Policy events over HTTP: posted one by one, as an array or line by line; read one by one or as a list. */
@Path("/v1/events")
public class PolicyEventResource {
    static final String NDJSON = "application/x-ndjson";

    private final RecordPolicyEvent recordPolicyEvent;
    private final FindPolicyEvents findPolicyEvents;
    private final BulkIntake bulkIntake;
    private final Origins origins;
    private final Vocabulary vocabulary;
    private final VerdictCounter counter;

    PolicyEventResource(
            RecordPolicyEvent recordPolicyEvent,
            FindPolicyEvents findPolicyEvents,
            BulkIntake bulkIntake,
            Origins origins,
            Vocabulary vocabulary,
            VerdictCounter counter) {
        this.recordPolicyEvent = recordPolicyEvent;
        this.findPolicyEvents = findPolicyEvents;
        this.bulkIntake = bulkIntake;
        this.origins = origins;
        this.vocabulary = vocabulary;
        this.counter = counter;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Parameter(
            name = "knownAt",
            in = ParameterIn.QUERY,
            description = "The day the world knew it; the day announced when not given",
            example = "2026-11-21")
    @Operation(
            summary = "Post one event, or an array of events",
            description =
                    "The same event again is answered 200; another under its id 409. Minerals are taken by id, symbol or"
                            + " alias and stored by id. Of an array every item gets its verdict, and a bad one spoils no other."
                            + " A body has at most 1 MiB.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = {
                                @ExampleObject(name = "five members", value = EventExamples.BAN),
                                @ExampleObject(name = "an easing", value = EventExamples.EASING),
                                @ExampleObject(name = "an array", value = EventExamples.ARRAY)
                            }))
    @APIResponse(
            responseCode = "201",
            description = "On disk, and on its way to policy-events.v1; Location and ETag name it",
            content =
                    @Content(
                            schema = @Schema(implementation = PolicyEventRecorded.class),
                            examples = @ExampleObject(name = "created", value = EventExamples.RECORDED)))
    @APIResponse(
            responseCode = "200",
            description = "The same again; of an array, the verdicts",
            content =
                    @Content(
                            examples = {
                                @ExampleObject(name = "unchanged", value = EventExamples.RECORDED),
                                @ExampleObject(name = "verdicts on an array", value = EventExamples.ON_ARRAY)
                            }))
    @APIResponse(
            responseCode = "400",
            description = "Not JSON, or an unknown query parameter",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            examples = @ExampleObject(name = "malformed", value = EventExamples.MALFORMED)))
    @APIResponse(
            responseCode = "409",
            description = "The id is there with other content",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            examples = @ExampleObject(name = "conflict", value = EventExamples.CONFLICT)))
    @APIResponse(responseCode = "413", description = "Larger than 1 MiB")
    @APIResponse(
            responseCode = "422",
            description = "Not sound; every fault is told, with its pointer and its mend",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            examples = @ExampleObject(name = "unknown mineral", value = EventExamples.UNKNOWN_MINERAL)))
    @APIResponse(responseCode = "503", description = "PostgreSQL is away; nothing was stored")
    public Response post(InputStream body, @Context HttpHeaders headers, @Context UriInfo uri) throws IOException {
        Origin origin = origin(headers, uri);
        JsonValue posted = read(body);
        return posted instanceof JsonArray(List<JsonValue> events)
                ? Response.ok(recordEach(events, origin)).build()
                : answer(recordPolicyEvent.record(posted, origin));
    }

    @POST
    @Consumes(NDJSON)
    @Produces({NDJSON, MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Post events line by line, in any number",
            description =
                    "Every line that is not blank gets a verdict on a line of its own, while lines are still arriving:"
                            + " created, unchanged, conflict, invalid, or failed when the fault is ours. A stream that was cut off can"
                            + " be sent again as it is. A line has at most 1 MiB, the stream no limit.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = NDJSON,
                            schema = @Schema(type = SchemaType.STRING),
                            examples = @ExampleObject(name = "one line", value = EventExamples.BAN)))
    @APIResponse(
            responseCode = "200",
            description = "A verdict for each line",
            content =
                    @Content(
                            mediaType = NDJSON,
                            schema = @Schema(implementation = ItemVerdict.class),
                            examples = @ExampleObject(name = "verdicts", value = EventExamples.ON_LINES)))
    public Response postLines(InputStream lines, @Context HttpHeaders headers, @Context UriInfo uri) {
        Origin origin = origin(headers, uri);
        StreamingOutput verdicts = out -> bulkIntake.judge(lines, out, origin);
        return Response.ok(verdicts, NDJSON).build();
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "List events, newest announcement first",
            description =
                    "Filters narrow down together; a repeated one widens itself. Pages stay true while events are added:"
                            + " pass `next` on as `cursor`.")
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
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = "Items on a page, 1 to 500; 50 when not given")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "`next` of the page before")
    @APIResponse(responseCode = "200", description = "A page: items, and next unless it is the last")
    @APIResponse(responseCode = "400", description = "A parameter that is not known, or a value that does not do")
    public Page<EventDocument> list(@Context UriInfo uri) {
        EventQuery query = EventQuery.of(uri.getQueryParameters(), vocabulary);
        List<RecordedEvent> found = findPolicyEvents.page(query.filter(), query.after(), query.limit() + 1);
        boolean isLast = found.size() <= query.limit();
        List<RecordedEvent> shown = isLast ? found : found.subList(0, query.limit());
        return new Page<>(
                shown.stream().map(EventDocument::of).toList(),
                isLast ? null : EventQuery.cursorBehind(shown.getLast().revision()));
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
    @APIResponse(responseCode = "404", description = "Nobody has posted it")
    public Response read(@PathParam("id") String id, @Context Request request, @Context UriInfo uri) {
        new QueryParameters(uri.getQueryParameters()).check();
        RecordedEvent event = Optional.of(id)
                .filter(EventId::isWellFormed)
                .flatMap(known -> findPolicyEvents.byId(new EventId(known)))
                .orElseThrow(() -> new ProblemException(EventProblems.unknown(id)));
        Response.ResponseBuilder unmodified = request.evaluatePreconditions(EventDocument.tag(event));
        return unmodified == null ? EventDocument.answer(Response.ok(), event) : unmodified.build();
    }

    private Origin origin(HttpHeaders headers, UriInfo uri) {
        QueryParameters query = new QueryParameters(uri.getQueryParameters(), QueryParameters.KNOWN_AT);
        Optional<LocalDate> knownAt = query.knownAt();
        query.check();
        return origins.of(headers, knownAt);
    }

    private JsonValue read(InputStream body) throws IOException {
        try {
            return JsonReader.read(PostedBody.bytes(body));
        } catch (JsonProcessingException e) {
            counter.countUnreadable();
            throw new ProblemException(EventProblems.malformed(e));
        }
    }

    /** All in one transaction: should it fail, the problem that tells so is true of every item. */
    private ItemVerdict.OnArray recordEach(List<JsonValue> events, Origin origin) {
        List<Verdict> verdicts = recordPolicyEvent.record(events, origin);
        List<ItemVerdict> items = IntStream.range(0, events.size())
                .mapToObj(index -> ItemVerdict.onItem(index, events.get(index), verdicts.get(index)))
                .toList();
        Map<String, Long> counts =
                items.stream().collect(Collectors.groupingBy(ItemVerdict::status, TreeMap::new, Collectors.counting()));
        return new ItemVerdict.OnArray(items, counts);
    }

    private static Response answer(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Created(RecordedEvent event) ->
                EventDocument.answer(
                        Response.created(
                                URI.create("/v1/events/" + event.revision().id())),
                        event);
            case Verdict.Unchanged(RecordedEvent event) -> EventDocument.answer(Response.ok(), event);
            case Verdict.Conflict conflict -> throw new ProblemException(EventProblems.conflict(conflict));
            case Verdict.Invalid(var reading) -> throw new ProblemException(EventProblems.invalid(reading));
            case Verdict.Overloaded() ->
                throw new ProblemException(EventProblems.overloaded(), Map.of(HttpHeaders.RETRY_AFTER, "1"));
        };
    }
}
