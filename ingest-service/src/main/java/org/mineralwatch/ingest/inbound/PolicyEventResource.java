package org.mineralwatch.ingest.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
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
import org.jspecify.annotations.Nullable;
import org.mineralwatch.ingest.Origin;
import org.mineralwatch.ingest.PublisherRates;
import org.mineralwatch.ingest.RecordPolicyEvent;
import org.mineralwatch.ingest.VerdictCounter;
import org.mineralwatch.ingest.domain.JsonValue;
import org.mineralwatch.ingest.domain.JsonValue.JsonArray;
import org.mineralwatch.ingest.domain.Posted;
import org.mineralwatch.ingest.domain.RecordedEvent;
import org.mineralwatch.ingest.domain.Verdict;
import org.mineralwatch.ingest.inbound.BulkIntake.Purpose;
import org.mineralwatch.rest.ProblemException;

/** Policy events posted over HTTP: one by one, as an array, as CloudEvents, or line by line. */
@Path("/v1/events")
public class PolicyEventResource {
    static final String NDJSON = "application/x-ndjson";

    private final RecordPolicyEvent recordPolicyEvent;
    private final BulkIntake bulkIntake;
    private final Origins origins;
    private final VerdictCounter counter;
    private final KeptAnswers keptAnswers;
    private final PublisherRates publisherRates;

    PolicyEventResource(
            RecordPolicyEvent recordPolicyEvent,
            BulkIntake bulkIntake,
            Origins origins,
            VerdictCounter counter,
            KeptAnswers keptAnswers,
            PublisherRates publisherRates) {
        this.recordPolicyEvent = recordPolicyEvent;
        this.bulkIntake = bulkIntake;
        this.origins = origins;
        this.counter = counter;
        this.keptAnswers = keptAnswers;
        this.publisherRates = publisherRates;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Parameter(
            name = "knownAt",
            in = ParameterIn.QUERY,
            description = "The day the world knew it; the day announced when not given",
            example = "2026-11-21")
    @Parameter(
            name = "dryRun",
            in = ParameterIn.QUERY,
            description =
                    "true: what would become of it, answered 200 as a verdict or with its problem; nothing is stored",
            example = "true")
    @Operation(
            summary = "Post one event, or an array of events",
            description =
                    "The same event again is answered 200; another under its id 409. Minerals are taken by id, symbol or"
                            + " alias and stored by id. Of an array every item gets its verdict, and a bad one spoils no other."
                            + " With an Idempotency-Key the first answer is given again for 24 hours."
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
    @APIResponse(responseCode = "201", ref = "Recorded")
    @APIResponse(
            responseCode = "200",
            description = "The same again; of an array, a batch or lines, the verdicts",
            content =
                    @Content(
                            examples = {
                                @ExampleObject(name = "unchanged", value = EventExamples.RECORDED),
                                @ExampleObject(name = "verdicts on an array", value = EventExamples.ON_ARRAY)
                            }))
    @APIResponse(responseCode = "409", ref = "EventConflict")
    @APIResponse(responseCode = "422", ref = "InvalidEvent")
    @APIResponse(
            responseCode = "429",
            description = "Over the rate of its publisher; Retry-After tells how long to wait")
    @APIResponse(
            responseCode = "503",
            description = "PostgreSQL is away, too much waits to be written, or the service stops")
    @NonBlocking
    public CompletionStage<Response> post(
            InputStream body,
            @HeaderParam(IdempotencyKey.HEADER) @Nullable String idempotencyKey,
            @Context HttpHeaders headers,
            @Context UriInfo uri)
            throws IOException {
        Posting posting = posting(headers, uri);
        CloudEvents.Headers cloudEvent = CloudEvents.headers(headers);
        Function<JsonValue, Response> judge = posted -> {
            if (!(posted instanceof JsonArray(List<JsonValue> events))) {
                return judge(cloudEvent.with(posted), posting);
            }
            return judgeEach(events.stream().<Posted>map(Posted.Plain::new).toList(), posting);
        };
        Optional<String> key = IdempotencyKey.read(idempotencyKey);
        boolean isReceived = body instanceof ByteArrayInputStream;
        if (key.isPresent() || posting.purpose() != Purpose.RECORD || !isReceived) {
            String request = KeptAnswers.request(headers, uri);
            return EventualAnswer.aside(() -> answer(key, PostedBody.bytes(body), posting, request, judge));
        }
        JsonValue posted = read(PostedBody.bytes(body));
        return posted instanceof JsonArray
                ? EventualAnswer.aside(() -> judge.apply(posted))
                : record(cloudEvent.with(posted), posting);
    }

    /** Nobody waits for the disk here: what the disk has is answered, on the thread that serves the connection. */
    private CompletionStage<Response> record(Posted posted, Posting posting) {
        checkRate(posting, 1);
        return EventualAnswer.of(recordPolicyEvent.submit(posted, posting.origin()), PolicyEventResource::answer);
    }

    @POST
    @Consumes(CloudEvents.STRUCTURED)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Post one event as a CloudEvent",
            description =
                    "CloudEvents 1.0, structured mode; in binary mode (ce-* headers) as application/json. Its data is the policy event"
                            + " without an id: source and id make it, so that the same CloudEvent again is the same event. All"
                            + " attributes are kept, extensions among them, and shown as `cloudEvent`.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = CloudEvents.STRUCTURED,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "structured", value = EventExamples.CLOUD_EVENT)))
    public Response postCloudEvent(
            InputStream body,
            @HeaderParam(IdempotencyKey.HEADER) @Nullable String idempotencyKey,
            @Context HttpHeaders headers,
            @Context UriInfo uri)
            throws IOException {
        Posting posting = posting(headers, uri);
        return answer(
                IdempotencyKey.read(idempotencyKey),
                PostedBody.bytes(body),
                posting,
                KeptAnswers.request(headers, uri),
                posted -> judge(new Posted.Enveloped(posted), posting));
    }

    @POST
    @Consumes(CloudEvents.BATCH)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Post a batch of CloudEvents",
            description = "Every item gets its verdict, and a bad one spoils no other. One transaction.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = CloudEvents.BATCH,
                            schema = @Schema(type = SchemaType.ARRAY),
                            examples = @ExampleObject(name = "batch", value = EventExamples.CLOUD_EVENTS)))
    public Response postCloudEvents(
            InputStream body,
            @HeaderParam(IdempotencyKey.HEADER) @Nullable String idempotencyKey,
            @Context HttpHeaders headers,
            @Context UriInfo uri)
            throws IOException {
        Posting posting = posting(headers, uri);
        return answer(
                IdempotencyKey.read(idempotencyKey),
                PostedBody.bytes(body),
                posting,
                KeptAnswers.request(headers, uri),
                posted -> {
                    if (!(posted instanceof JsonArray(List<JsonValue> events))) {
                        throw new ProblemException(EventProblems.noBatch(posted));
                    }
                    return judgeEach(CloudEvents.batch(events), posting);
                });
    }

    private Response answer(
            Optional<String> key, byte[] body, Posting posting, String request, Function<JsonValue, Response> judge) {
        return key.isEmpty()
                ? judge.apply(read(body))
                : keptAnswers.answer(
                        posting.origin().publisher(),
                        key.get(),
                        request,
                        body,
                        "/v1/events",
                        () -> judge.apply(read(body)));
    }

    /** A stream needs no such check: it is read no faster than it is written. */
    private void checkRate(Posting posting, int events) {
        publisherRates.delay(posting.origin().publisher(), events).ifPresent(wait -> {
            throw new ProblemException(
                    EventProblems.tooMany(),
                    Map.of(HttpHeaders.RETRY_AFTER, "" + wait.plusMillis(999).toSeconds()));
        });
    }

    private Response judge(Posted posted, Posting posting) {
        checkRate(posting, 1);
        return switch (posting.purpose()) {
            case RECORD -> answer(recordPolicyEvent.record(posted, posting.origin()));
            case DRY_RUN ->
                foreseen(
                        posted,
                        recordPolicyEvent
                                .examine(List.of(posted), posting.origin(), recordPolicyEvent.rehearsal())
                                .getFirst());
        };
    }

    @POST
    @Consumes(NDJSON)
    @Produces({NDJSON, MediaType.APPLICATION_JSON})
    @Parameter(
            name = "knownAt",
            in = ParameterIn.QUERY,
            description = "The day the world knew them; the day each was announced when not given",
            example = "2026-11-21")
    @Parameter(
            name = "dryRun",
            in = ParameterIn.QUERY,
            description = "true: the same verdicts, and nothing is stored",
            example = "true")
    @Operation(
            summary = "Post events line by line, in any number",
            description =
                    "Every line that is not blank gets a verdict on a line of its own, while lines are still arriving:"
                            + " created, unchanged, conflict, invalid, or failed when the fault is ours. A stream that was cut off can"
                            + " be sent again as it is: what is there is unchanged. A line that is invalid or in conflict is kept"
                            + " under /v1/rejections until it is repaired. A line has at most 1 MiB, the stream no limit.")
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
    public Response postLines(
            InputStream lines,
            @HeaderParam(IdempotencyKey.HEADER) @Nullable String idempotencyKey,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        IdempotencyKey.refuse(idempotencyKey);
        Posting posting = posting(headers, uri);
        StreamingOutput verdicts = out -> bulkIntake.judge(lines, out, posting.origin(), posting.purpose());
        return Response.ok(verdicts, NDJSON).build();
    }

    /** What a post is for, beside what it brings. */
    private record Posting(Origin origin, Purpose purpose) {}

    private Posting posting(HttpHeaders headers, UriInfo uri) {
        QueryParameters query =
                new QueryParameters(uri.getQueryParameters(), QueryParameters.KNOWN_AT, QueryParameters.DRY_RUN);
        Optional<LocalDate> knownAt = query.knownAt();
        Purpose purpose = query.dryRun() ? Purpose.DRY_RUN : Purpose.RECORD;
        query.check();
        return new Posting(origins.of(headers, knownAt), purpose);
    }

    private JsonValue read(byte[] body) {
        try {
            return JsonReader.read(body);
        } catch (JsonProcessingException e) {
            counter.countUnreadable();
            throw new ProblemException(EventProblems.malformed(e));
        }
    }

    /** All in one transaction: should it fail, the problem that tells so is true of every item. */
    private Response judgeEach(List<Posted> events, Posting posting) {
        checkRate(posting, events.size());
        List<Verdict> verdicts = switch (posting.purpose()) {
            case RECORD -> recordPolicyEvent.record(events, posting.origin());
            case DRY_RUN -> recordPolicyEvent.examine(events, posting.origin(), recordPolicyEvent.rehearsal());
        };
        List<ItemVerdict> items = IntStream.range(0, events.size())
                .mapToObj(index -> ItemVerdict.onItem(index, events.get(index), verdicts.get(index)))
                .toList();
        Map<String, Long> counts =
                items.stream().collect(Collectors.groupingBy(ItemVerdict::status, TreeMap::new, Collectors.counting()));
        return Response.ok(new ItemVerdict.OnArray(items, counts), MediaType.APPLICATION_JSON)
                .build();
    }

    private static Response foreseen(Posted posted, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Created created ->
                Response.ok(ItemVerdict.foreseen(posted, created)).build();
            case Verdict.Unchanged unchanged ->
                Response.ok(ItemVerdict.foreseen(posted, unchanged)).build();
            case Verdict.Conflict conflict -> answer(conflict);
            case Verdict.Invalid invalid -> answer(invalid);
            case Verdict.Overloaded overloaded -> answer(overloaded);
        };
    }

    static Response answer(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Created(RecordedEvent event) ->
                // A path, not an address: made on whichever thread, and the same from every replica.
                EventDocument.answer(
                        Response.status(Response.Status.CREATED)
                                .header(
                                        HttpHeaders.LOCATION,
                                        "/v1/events/" + event.revision().id()),
                        event);
            case Verdict.Unchanged(RecordedEvent event) -> EventDocument.answer(Response.ok(), event);
            case Verdict.Conflict conflict -> throw new ProblemException(EventProblems.conflict(conflict));
            case Verdict.Invalid(var reading) -> throw new ProblemException(EventProblems.invalid(reading));
            case Verdict.Overloaded() ->
                throw new ProblemException(EventProblems.overloaded(), Map.of(HttpHeaders.RETRY_AFTER, "1"));
        };
    }
}
