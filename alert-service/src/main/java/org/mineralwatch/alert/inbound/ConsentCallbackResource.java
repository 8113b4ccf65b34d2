package org.mineralwatch.alert.inbound;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.alert.AskConsent;
import org.mineralwatch.alert.domain.Handshake;
import org.mineralwatch.rest.Problem;
import org.mineralwatch.rest.ProblemException;

/**
 * Where a receiver agrees, or takes that back, by a call of its own: the address that it was sent as {@code
 * WebHook-Request-Callback}. It needs no token, for it has none; that it knows the challenge says who it is.
 */
@Path(ConsentCallbackResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Consent of receivers")
@SecurityRequirements
public class ConsentCallbackResource {
    static final String PATH = "/v1/consents/";

    private final AskConsent askConsent;

    ConsentCallbackResource(AskConsent askConsent) {
        this.askConsent = askConsent;
    }

    @GET
    @Path("{challenge}")
    @Operation(
            summary = "Agree, from a browser",
            description = "As POST does; CloudEvents asks for both. No token is needed")
    @APIResponse(responseCode = "204", description = "Alerts are sent from now on, and what was kept")
    public void agreeByBrowser(
            @Parameter(description = "As the endpoint was sent it", example = Examples.CHALLENGE_TEXT)
                    @PathParam("challenge")
                    String challenge,
            @Parameter(description = "Requests a minute, or *") @HeaderParam("WebHook-Allowed-Rate") @Nullable
                    String allowedRate) {
        agree(challenge, allowedRate);
    }

    @POST
    @Path("{challenge}")
    @Operation(summary = "Agree", description = "The receiver wants what is sent to it. No token is needed")
    @APIResponse(responseCode = "204", description = "Alerts are sent from now on, and what was kept")
    public void agree(
            @Parameter(description = "As the endpoint was sent it", example = Examples.CHALLENGE_TEXT)
                    @PathParam("challenge")
                    String challenge,
            @Parameter(description = "Requests a minute, or *") @HeaderParam("WebHook-Allowed-Rate") @Nullable
                    String allowedRate) {
        if (!askConsent.called(challenge, Handshake.rate(allowedRate == null ? "" : allowedRate))) {
            throw unknown();
        }
    }

    @DELETE
    @Path("{challenge}")
    @Operation(
            summary = "Take it back",
            description = "The receiver wants nothing more; alerts are raised and kept. No token is needed")
    @APIResponse(responseCode = "204", description = "Nothing more is sent")
    public void withdraw(
            @Parameter(description = "As the endpoint was sent it", example = Examples.CHALLENGE_TEXT)
                    @PathParam("challenge")
                    String challenge) {
        if (!askConsent.withdrawn(challenge)) {
            throw unknown();
        }
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.of(
                "not-found",
                "Not found",
                404,
                "Not a challenge that an endpoint was sent, or the subscription has another endpoint by now"));
    }
}
