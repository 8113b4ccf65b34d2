package org.mineralwatch.alert.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.alert.KeepSilence;
import org.mineralwatch.alert.domain.Silence;
import org.mineralwatch.rest.BodyLimit;
import org.mineralwatch.rest.Cursor;
import org.mineralwatch.rest.Page;

/** Silences: what is raised and kept, and not told for a while. */
@Path("/v1/silences")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Silences")
public class SilenceResource {
    private final Caller caller;
    private final SilenceReading reading;
    private final KeepSilence keepSilence;

    SilenceResource(Caller caller, SilenceReading reading, KeepSilence keepSilence) {
        this.caller = caller;
        this.reading = reading;
        this.keepSilence = keepSilence;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Begin a silence",
            description =
                    "Webhooks of alerts that match are held back until the time, until it is released, or, with `untilCleared`,"
                            + " until what they tell of has cleared. The alerts themselves are raised and published as ever.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = SilenceView.class),
                            examples = @ExampleObject(name = "silence", value = Examples.SILENCE)))
    @APIResponse(
            responseCode = "201",
            description = "The silence",
            content =
                    @Content(
                            schema = @Schema(implementation = SilenceView.class),
                            examples = @ExampleObject(name = "active", value = Examples.SILENCED)))
    public Response create(byte[] body) throws JsonProcessingException {
        if (body.length > BodyLimit.BYTES) {
            throw BodyLimit.tooLarge();
        }
        Silence silence = keepSilence.begin(caller.tenant(), reading.read(body, keepSilence.now()));
        return Response.created(URI.create("/v1/silences/" + silence.id()))
                .entity(SilenceView.of(silence, 0))
                .build();
    }

    @GET
    @Operation(summary = "List silences", description = "The oldest first")
    @APIResponse(
            responseCode = "200",
            description = "A page of silences",
            content = @Content(examples = @ExampleObject(name = "one", value = Examples.SILENCES)))
    public Page<SilenceView> list(
            @Parameter(description = "active; all unless given") @QueryParam("state") @Nullable String state,
            @Parameter(description = "`next` of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "1 to 200; 50 unless given") @QueryParam("limit") @Nullable String limit) {
        int size = ListRequest.limit(limit);
        if (state != null && !state.equals("active")) {
            throw ListRequest.invalid("state", "must be active, or left out", List.of("active"));
        }
        Instant createdAfter = Instant.EPOCH;
        UUID idAfter = new UUID(0, 0);
        if (cursor != null) {
            Cursor place = Cursor.decode(cursor, 2);
            createdAfter = ListRequest.instant(place.key().get(0));
            idAfter = ListRequest.uuid(place.key().get(1));
        }
        List<Silence> found = keepSilence.page(caller.tenant(), state != null, createdAfter, idAfter, size + 1);
        List<Silence> shown = found.subList(0, Math.min(size, found.size()));
        String next = null;
        if (found.size() > size) {
            Silence last = shown.getLast();
            next = Cursor.after(last.createdAt().toString(), last.id().toString())
                    .encoded();
        }
        return new Page<>(shown.stream().map(this::view).toList(), next);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Read a silence")
    @APIResponse(
            responseCode = "200",
            description = "The silence",
            content = @Content(examples = @ExampleObject(name = "active", value = Examples.SILENCED)))
    public SilenceView read(@PathParam("id") String id) {
        return keepSilence
                .find(caller.tenant(), ListRequest.id(id, "silence"))
                .map(this::view)
                .orElseThrow(() -> ListRequest.notFound("silence"));
    }

    private SilenceView view(Silence silence) {
        return SilenceView.of(silence, keepSilence.heldBack(silence.id()));
    }

    @DELETE
    @Path("{id}")
    @Operation(
            summary = "Release a silence",
            description =
                    "At once: what was held back and still holds is told, the last word on each condition and cell; what has"
                            + " cleared meanwhile is not. The silence stays to be read, as ended.")
    @APIResponse(responseCode = "204", description = "It has ended; also where it had before")
    public void release(@PathParam("id") String id) {
        UUID silence = ListRequest.id(id, "silence");
        if (!keepSilence.release(caller.tenant(), silence)
                && keepSilence.find(caller.tenant(), silence).isEmpty()) {
            throw ListRequest.notFound("silence");
        }
    }
}
