package org.mineralwatch.scoring.inbound;

import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Arrays;
import java.util.HashSet;
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
import org.mineralwatch.rest.EventStreams;
import org.mineralwatch.rest.Query;
import org.mineralwatch.scoring.ReadChanges;
import org.mineralwatch.scoring.ReadScores;
import org.mineralwatch.scoring.domain.Band;
import org.mineralwatch.scoring.domain.Cell;

/** Changes of scores as they are published, live. */
@Path("/v1/scores/stream")
@Tag(name = "Changes")
@Blocking
public class ScoreStreamResource {
    private final ReadScores readScores;
    private final ReadChanges readChanges;
    private final ScoreStreams streams;

    ScoreStreamResource(ReadScores readScores, ReadChanges readChanges, ScoreStreams streams) {
        this.readScores = readScores;
        this.readChanges = readChanges;
        this.streams = streams;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary = "Changes of scores, live",
            description =
                    "Server-sent events `score-changed`, each with a body as on the topic `dependency-scores.v1`, in the order"
                            + " in which they were committed. Without `Last-Event-ID` it begins with what comes next; with"
                            + " it, behind that event, on any replica, without gaps or doubles. Comments keep the connection"
                            + " alive and carry an id too: resume from the last id seen, be it of an event or of a comment."
                            + " A reader that takes nothing for half a minute is cut off, and may resume.")
    @APIResponse(
            responseCode = "200",
            description = "The stream; it does not end by itself",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = String.class),
                            examples = @ExampleObject(name = "change", value = ChangeExamples.STREAM)))
    @APIResponse(
            responseCode = "400",
            description = "A filter that no cell fits, or a Last-Event-ID that cannot be resumed from")
    @APIResponse(responseCode = "503", description = "As many readers as this replica has room for; see Retry-After")
    public void stream(
            @Parameter(description = "consumer economy, as US or EU") @QueryParam("consumer") @Nullable String consumer,
            @Parameter(description = "mineral id") @QueryParam("mineral") @Nullable String mineral,
            @Parameter(description = "group id: its members, as rare-earths") @QueryParam("group") @Nullable
                    String group,
            @Parameter(description = "mining, refining, alumina, magnet or enrichment") @QueryParam("stage") @Nullable
                    String stage,
            @Parameter(description = "the band of the new score: LOW, MODERATE, ELEVATED, SEVERE or CRITICAL")
                    @QueryParam("band")
                    @Nullable
                    String band,
            @Parameter(description = "id of the last event or comment that was read")
                    @HeaderParam("Last-Event-ID")
                    @Nullable
                    String lastEventId,
            @Context UriInfo request,
            @Context SseEventSink sink,
            @Context Sse sse,
            @Context HttpServerRequest connection) {
        Query query = new Query(request);
        Set<String> parameters = new HashSet<>(CellFilter.PARAMETERS);
        parameters.add("band");
        query.allows(parameters);
        Predicate<Cell> fits = CellFilter.of(query, readScores, consumer, mineral, group, stage);
        query.isOneOf("band", band, Arrays.stream(Band.values()).map(Band::name).toList());
        query.complain();

        streams.tell(
                lastEventId == null ? readChanges.newest() : resumable(lastEventId),
                change -> fits.test(change.cell())
                        && (band == null || change.band().name().equals(band)),
                new EventStreams.Reader(sink, sse, connection));
    }

    private String resumable(String lastEventId) {
        return switch (readChanges.place(lastEventId)) {
            case ReadChanges.Place.Known _ -> lastEventId;
            case ReadChanges.Place.Forgotten _ ->
                throw EventStreams.unknownPlace("what followed " + lastEventId
                        + " is kept no longer; read GET /v1/scores, then begin a stream without Last-Event-ID");
            case ReadChanges.Place.Unknown _ ->
                throw EventStreams.unknownPlace(lastEventId
                        + " is no id of this stream, or the database was rebuilt since; read GET /v1/scores, then begin a"
                        + " stream without Last-Event-ID");
        };
    }
}
