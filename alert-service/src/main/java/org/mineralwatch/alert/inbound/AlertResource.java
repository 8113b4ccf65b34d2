package org.mineralwatch.alert.inbound;

import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.alert.FindAlerts;
import org.mineralwatch.alert.domain.AlertPlace;
import org.mineralwatch.alert.domain.AlertQuery;
import org.mineralwatch.alert.domain.StoredAlert;
import org.mineralwatch.rest.Cursor;
import org.mineralwatch.rest.EventStreams;

/** The alerts themselves, with the very bytes of their webhooks: by poll, by id, and live. */
@Path("/v1/alerts")
@Tag(name = "Alerts")
@Blocking
public class AlertResource {
    /** As the webhook has it. */
    private static final String CLOUD_EVENT = "application/cloudevents+json";

    private final Caller caller;
    private final FindAlerts findAlerts;
    private final AlertStreams streams;
    private final AlertFilter filter;

    AlertResource(Caller caller, FindAlerts findAlerts, AlertStreams streams, AlertFilter filter) {
        this.caller = caller;
        this.findAlerts = findAlerts;
        this.streams = streams;
        this.filter = filter;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Read alerts by poll",
            description =
                    "Alerts in the order in which they were committed, the oldest first; each with the bytes of its webhook."
                            + " `next` is there on every page, on an empty one too: ask with it again, and nothing is"
                            + " missed or read twice, whichever replica answers.")
    @APIResponse(
            responseCode = "200",
            description = "A page of alerts",
            content =
                    @Content(
                            schema = @Schema(implementation = AlertPage.class),
                            examples = @ExampleObject(name = "alerts", value = Examples.ALERTS)))
    public byte[] list(
            @Parameter(description = "id of a subscription") @QueryParam("subscription") @Nullable String subscription,
            @Parameter(description = "consumer economy of a cell it tells of, as US or EU")
                    @QueryParam("consumer")
                    @Nullable
                    String consumer,
            @Parameter(description = "mineral or group of a cell, by id, symbol, alias or name")
                    @QueryParam("mineral")
                    @Nullable
                    String mineral,
            @Parameter(description = "stage of a cell") @QueryParam("stage") @Nullable String stage,
            @Parameter(description = "raised, cleared, standing, upcoming or retracted") @QueryParam("type") @Nullable
                    String type,
            @Parameter(description = "raised at this moment or later, as 2026-11-28T00:00:00Z")
                    @QueryParam("since")
                    @Nullable
                    String since,
            @Parameter(description = "id of the silence that held them back") @QueryParam("silence") @Nullable
                    String silence,
            @Parameter(description = "`next` of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "1 to 200; 50 unless given") @QueryParam("limit") @Nullable String limit,
            @Context UriInfo request) {
        filter.allows(request, true);
        int size = ListRequest.limit(limit);
        AlertQuery query = filter.read(subscription, consumer, mineral, stage, type, since, silence);
        AlertPlace after = cursor == null
                ? AlertPlace.START
                : AlertPlace.parse(Cursor.decode(cursor, 1).key().getFirst()).orElseThrow(Cursor::invalid);
        List<StoredAlert> found = findAlerts.page(caller.tenant(), query, after, size);
        AlertPlace reached = found.isEmpty() ? after : found.getLast().place();
        return page(found, Cursor.after(reached.toString()).encoded());
    }

    /** Put together by hand: a body that is parsed and written again is not the same bytes any more. */
    private static byte[] page(List<StoredAlert> alerts, String next) {
        var page = new ByteArrayOutputStream();
        page.writeBytes("{\"items\":[".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < alerts.size(); i++) {
            if (i > 0) {
                page.write(',');
            }
            page.writeBytes(alerts.get(i).body());
        }
        page.writeBytes(("],\"next\":\"" + next + "\"}").getBytes(StandardCharsets.UTF_8));
        return page.toByteArray();
    }

    /**
     * As the documentation shows it.
     *
     * @param next cursor of what follows
     */
    @Schema(name = "Alerts")
    record AlertPage(
            @Schema(description = "CloudEvents, each as its webhook carries it; see docs/webhooks.md")
            List<Object> items,

            String next) {}

    @GET
    @Path("{id}")
    @Produces({CLOUD_EVENT, MediaType.APPLICATION_JSON})
    @Operation(summary = "Read an alert", description = "The bytes of its webhook")
    @APIResponse(
            responseCode = "200",
            description = "The alert, a CloudEvent",
            content =
                    @Content(
                            mediaType = CLOUD_EVENT,
                            schema = @Schema(implementation = Object.class),
                            examples = @ExampleObject(name = "alert", value = Examples.ALERT)))
    public byte[] read(@PathParam("id") String id) {
        return findAlerts
                .find(caller.tenant(), ListRequest.id(id, "alert"))
                .map(StoredAlert::body)
                .orElseThrow(() -> ListRequest.notFound("alert"));
    }

    @GET
    @Path("{id}/lineage")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Where an alert came from and where it went",
            description =
                    "The records of policy events behind it, the changes of score, the alert, its deliveries and every attempt,"
                            + " each with its time")
    @APIResponse(
            responseCode = "200",
            description = "The lineage",
            content = @Content(examples = @ExampleObject(name = "lineage", value = Examples.LINEAGE)))
    public LineageView lineage(@PathParam("id") String id) {
        return findAlerts
                .lineage(caller.tenant(), ListRequest.id(id, "alert"))
                .map(LineageView::of)
                .orElseThrow(() -> ListRequest.notFound("alert"));
    }

    @GET
    @Path("stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary = "Alerts, live",
            description =
                    "Server-sent events `alert-raised`, `alert-cleared` and so on, each with the bytes of the alert's webhook."
                            + " Without `Last-Event-ID` it begins with what comes next; with it, behind that event, on any"
                            + " replica, without gaps or doubles. Comments keep the connection alive.")
    @APIResponse(
            responseCode = "200",
            description = "The stream; it does not end by itself",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = String.class),
                            examples = @ExampleObject(name = "alert", value = Examples.STREAM)))
    public void stream(
            @Parameter(description = "id of a subscription") @QueryParam("subscription") @Nullable String subscription,
            @Parameter(description = "consumer economy of a cell it tells of, as US or EU")
                    @QueryParam("consumer")
                    @Nullable
                    String consumer,
            @Parameter(description = "mineral or group of a cell, by id, symbol, alias or name")
                    @QueryParam("mineral")
                    @Nullable
                    String mineral,
            @Parameter(description = "stage of a cell") @QueryParam("stage") @Nullable String stage,
            @Parameter(description = "raised, cleared, standing, upcoming or retracted") @QueryParam("type") @Nullable
                    String type,
            @Parameter(description = "id of the silence that holds them back") @QueryParam("silence") @Nullable
                    String silence,
            @Parameter(description = "id of the last event or comment that was read")
                    @HeaderParam("Last-Event-ID")
                    @Nullable
                    String lastEventId,
            @Context UriInfo request,
            @Context SseEventSink sink,
            @Context Sse sse,
            @Context HttpServerRequest connection) {
        filter.allows(request, false);
        AlertQuery query = filter.read(subscription, consumer, mineral, stage, type, null, silence);
        AlertPlace from = lastEventId == null
                ? findAlerts.newest()
                : AlertPlace.parse(lastEventId)
                        .orElseThrow(() -> EventStreams.unknownPlace(
                                "not an id of this stream; begin without Last-Event-ID, or read GET /v1/alerts"));
        streams.tell(caller.tenant(), query, from, new EventStreams.Reader(sink, sse, connection));
    }
}
