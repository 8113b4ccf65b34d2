package org.mineralwatch.alert.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.mineralwatch.alert.SendHeartbeats;
import org.mineralwatch.alert.inbound.Faults.Kind;

/** Asks for a message at intervals, so that a receiver can tell silence from failure. */
@Path("/v1/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Subscriptions")
public class HeartbeatResource {
    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofDays(7);

    private final Caller caller;
    private final BacklogReading bodies;
    private final SendHeartbeats sendHeartbeats;

    HeartbeatResource(Caller caller, BacklogReading bodies, SendHeartbeats sendHeartbeats) {
        this.caller = caller;
        this.bodies = bodies;
        this.sendHeartbeats = sendHeartbeats;
    }

    @PUT
    @Path("{id}/heartbeat")
    @Operation(
            summary = "Ask for heartbeats",
            description =
                    "A signed message of type mineralwatch.heartbeat.v1 every so often, with the number of the last alert; sent"
                            + " while the subscription is active, and not tried again")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "hourly", value = "{\"every\": \"PT1H\"}")))
    @APIResponse(responseCode = "204", description = "The first comes after that time")
    public void ask(@PathParam("id") String id, byte[] body) throws JsonProcessingException {
        set(id, Optional.of(every(body)));
    }

    @DELETE
    @Path("{id}/heartbeat")
    @Operation(summary = "End heartbeats")
    @APIResponse(responseCode = "204", description = "None comes any more")
    public void end(@PathParam("id") String id) {
        set(id, Optional.empty());
    }

    private void set(String id, Optional<Duration> every) {
        if (!sendHeartbeats.set(caller.tenant(), ListRequest.id(id, "subscription"), every)) {
            throw ListRequest.notFound("subscription");
        }
    }

    private Duration every(byte[] body) throws JsonProcessingException {
        Faults faults = new Faults();
        Members members = Members.of(bodies.tree(body), "", faults, List.of("every"));
        members.require("every", "how often, as PT1H");
        Optional<Duration> every = members.text("every").flatMap(HeartbeatResource::duration);
        if (every.isEmpty() && faults.isEmpty()) {
            faults.add(
                    Kind.INVALID_VALUE,
                    members.pointer("every"),
                    "must be an ISO 8601 duration within " + SHORTEST + " to " + LONGEST,
                    List.of("PT1H"));
        }
        return every.filter(_ -> faults.isEmpty()).orElseThrow(faults::problem);
    }

    private static Optional<Duration> duration(String text) {
        try {
            return Optional.of(Duration.parse(text))
                    .filter(every -> every.compareTo(SHORTEST) >= 0 && every.compareTo(LONGEST) <= 0);
        } catch (DateTimeException notADuration) {
            return Optional.empty();
        }
    }
}
