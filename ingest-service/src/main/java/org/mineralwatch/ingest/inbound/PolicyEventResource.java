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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.mineralwatch.ingest.FindPolicyEvents;
import org.mineralwatch.ingest.IngestSettings;
import org.mineralwatch.ingest.Origin;
import org.mineralwatch.ingest.RecordPolicyEvent;
import org.mineralwatch.ingest.VerdictCounter;
import org.mineralwatch.ingest.domain.EventId;
import org.mineralwatch.ingest.domain.JsonValue;
import org.mineralwatch.ingest.domain.JsonValue.JsonArray;
import org.mineralwatch.ingest.domain.RecordedEvent;
import org.mineralwatch.ingest.domain.Verdict;
import org.mineralwatch.ingest.domain.Vocabulary;
import org.mineralwatch.rest.BodyLimit;
import org.mineralwatch.rest.Page;
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
    private final IngestSettings settings;

    PolicyEventResource(
            RecordPolicyEvent recordPolicyEvent,
            FindPolicyEvents findPolicyEvents,
            BulkIntake bulkIntake,
            Origins origins,
            Vocabulary vocabulary,
            VerdictCounter counter,
            IngestSettings settings) {
        this.recordPolicyEvent = recordPolicyEvent;
        this.findPolicyEvents = findPolicyEvents;
        this.bulkIntake = bulkIntake;
        this.origins = origins;
        this.vocabulary = vocabulary;
        this.counter = counter;
        this.settings = settings;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response post(InputStream body, @Context HttpHeaders headers, @Context UriInfo uri) throws IOException {
        new QueryParameters(uri.getQueryParameters()).check();
        JsonValue posted = read(body);
        Origin origin = origins.of(headers);
        return posted instanceof JsonArray(List<JsonValue> events)
                ? Response.ok(recordEach(events, origin)).build()
                : answer(recordPolicyEvent.record(posted, origin));
    }

    @POST
    @Consumes(NDJSON)
    @Produces({NDJSON, MediaType.APPLICATION_JSON})
    public Response postLines(InputStream lines, @Context HttpHeaders headers, @Context UriInfo uri) {
        new QueryParameters(uri.getQueryParameters()).check();
        Origin origin = origins.of(headers);
        StreamingOutput verdicts = out -> bulkIntake.judge(lines, out, origin);
        return Response.ok(verdicts, NDJSON).build();
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
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
    public Response read(@PathParam("id") String id, @Context Request request, @Context UriInfo uri) {
        new QueryParameters(uri.getQueryParameters()).check();
        RecordedEvent event = Optional.of(id)
                .filter(EventId::isWellFormed)
                .flatMap(known -> findPolicyEvents.byId(new EventId(known)))
                .orElseThrow(() -> new ProblemException(EventProblems.unknown(id)));
        Response.ResponseBuilder unmodified = request.evaluatePreconditions(EventDocument.tag(event));
        return unmodified == null ? document(Response.ok(), event) : unmodified.build();
    }

    private JsonValue read(InputStream body) throws IOException {
        byte[] json = body.readNBytes(BodyLimit.BYTES + 1);
        if (json.length > BodyLimit.BYTES) {
            throw BodyLimit.tooLarge();
        }
        try {
            return JsonReader.read(json);
        } catch (JsonProcessingException e) {
            counter.countUnreadable();
            throw new ProblemException(EventProblems.malformed(e));
        }
    }

    private ItemVerdict.OnArray recordEach(List<JsonValue> events, Origin origin) {
        List<ItemVerdict> items = new ArrayList<>(events.size());
        for (int from = 0; from < events.size(); from += settings.eventsPerTransaction()) {
            List<JsonValue> together =
                    events.subList(from, Math.min(events.size(), from + settings.eventsPerTransaction()));
            for (Verdict verdict : recordPolicyEvent.record(together, origin)) {
                items.add(ItemVerdict.onItem(items.size(), events.get(items.size()), verdict));
            }
        }
        Map<String, Long> counts =
                items.stream().collect(Collectors.groupingBy(ItemVerdict::status, TreeMap::new, Collectors.counting()));
        return new ItemVerdict.OnArray(items, counts);
    }

    private static Response answer(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Created(RecordedEvent event) ->
                document(
                        Response.created(
                                URI.create("/v1/events/" + event.revision().id())),
                        event);
            case Verdict.Unchanged(RecordedEvent event) -> document(Response.ok(), event);
            case Verdict.Conflict conflict -> throw new ProblemException(EventProblems.conflict(conflict));
            case Verdict.Invalid(var reading) -> throw new ProblemException(EventProblems.invalid(reading));
        };
    }

    private static Response document(Response.ResponseBuilder response, RecordedEvent event) {
        return response.tag(EventDocument.tag(event))
                .type(MediaType.APPLICATION_JSON)
                .entity(EventDocument.of(event).json())
                .build();
    }
}
