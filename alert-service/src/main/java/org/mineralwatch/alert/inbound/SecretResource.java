package org.mineralwatch.alert.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.alert.RotateKeys;

/** Changes the secret of a subscription. */
@Path("/v1/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Subscriptions")
public class SecretResource {
    private final Caller caller;
    private final RotationReading reading;
    private final RotateKeys rotateKeys;

    SecretResource(Caller caller, RotationReading reading, RotateKeys rotateKeys) {
        this.caller = caller;
        this.reading = reading;
        this.rotateKeys = rotateKeys;
    }

    /** A new secret as it is shown to who asked for it. */
    @Schema(name = "RotatedSecret")
    record RotatedView(
            @Schema(description = "whsec_ and Base64; shown this once")
            String secret,

            @Schema(description = "Until when those before it sign as well; absent when they do no more") @Nullable
            Instant formerUntil) {}

    @POST
    @Path("{id}/secret/rotation")
    @Operation(
            summary = "Change the secret",
            description =
                    "Old and new sign side by side for the overlap, a day unless given; with PT0S the old one signs no more")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = {
                                @ExampleObject(name = "with overlap", value = "{\"overlap\": \"PT24H\"}"),
                                @ExampleObject(name = "at once", value = "{\"overlap\": \"PT0S\"}")
                            }))
    @APIResponse(
            responseCode = "200",
            description = "The new secret, shown this once",
            content =
                    @Content(
                            schema = @Schema(implementation = RotatedView.class),
                            examples = @ExampleObject(name = "with overlap", value = Examples.ROTATED)))
    public RotatedView rotate(@PathParam("id") String id, byte[] body) throws JsonProcessingException {
        RotationReading.Rotation asked = reading.read(body, true);
        return rotateKeys
                .rotateSecret(caller.tenant(), ListRequest.id(id, "subscription"), asked.secret(), asked.overlap())
                .map(rotated -> new RotatedView(
                        rotated.secret().shownOnce(), rotated.formerUntil().orElse(null)))
                .orElseThrow(() -> ListRequest.notFound("subscription"));
    }
}
