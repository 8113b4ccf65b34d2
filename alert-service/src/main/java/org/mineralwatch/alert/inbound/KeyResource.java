package org.mineralwatch.alert.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.alert.RotateKeys;
import org.mineralwatch.alert.domain.PublicSigningKey;
import org.mineralwatch.rest.Page;

/** The public keys with which anybody verifies {@code v1a} signatures. */
@Path("/v1/keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Keys")
public class KeyResource {
    private final Caller caller;
    private final RotationReading reading;
    private final RotateKeys rotateKeys;

    KeyResource(Caller caller, RotationReading reading, RotateKeys rotateKeys) {
        this.caller = caller;
        this.reading = reading;
        this.rotateKeys = rotateKeys;
    }

    /** A public key. */
    @Schema(name = "Key")
    record KeyView(
            String id,

            @Schema(description = "Its signature is in webhook-signature after this and a comma", example = "v1a")
            String scheme,

            @Schema(
                    description = "whpk_ and the Base64 of an Ed25519 public key",
                    example = "whpk_MCowBQYDK2VwAyEAEBc3cP3Y0x0jbnIwIjV4bw==")
            String key,

            Instant createdAt,

            @Schema(description = "When it stops to sign; absent while it is the newest") @Nullable
            Instant signsUntil) {

        static KeyView of(PublicSigningKey key) {
            return new KeyView(
                    key.id().toString(),
                    "v1a",
                    key.text(),
                    key.createdAt(),
                    key.signsUntil().orElse(null));
        }
    }

    @GET
    @Operation(
            summary = "Public keys",
            description =
                    "Those that sign your webhooks at present, the newest first; give them to whoever is to verify")
    @APIResponse(
            responseCode = "200",
            description = "At least one key",
            content = @Content(examples = @ExampleObject(name = "keys", value = Examples.KEYS)))
    public Page<KeyView> list() {
        return page(rotateKeys.publicKeys(caller.tenant()));
    }

    @POST
    @Path("rotation")
    @Operation(
            summary = "Change the key pair",
            description =
                    "Old and new sign side by side for the overlap, a day unless given; with PT0S the old one signs no more,"
                            + " within five seconds")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Object.class),
                            examples = @ExampleObject(name = "with overlap", value = "{\"overlap\": \"PT24H\"}")))
    @APIResponse(
            responseCode = "200",
            description = "The keys, the new one first",
            content = @Content(examples = @ExampleObject(name = "rotated", value = Examples.KEYS_ROTATED)))
    public Page<KeyView> rotate(byte[] body) throws JsonProcessingException {
        return page(
                rotateKeys.rotateKeys(caller.tenant(), reading.read(body, false).overlap()));
    }

    private static Page<KeyView> page(List<PublicSigningKey> keys) {
        return new Page<>(keys.stream().map(KeyView::of).toList(), null);
    }
}
