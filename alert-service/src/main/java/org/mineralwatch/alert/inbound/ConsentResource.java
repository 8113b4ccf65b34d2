package org.mineralwatch.alert.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.mineralwatch.alert.AskConsent;
import org.mineralwatch.alert.ChangeEndpoint;
import org.mineralwatch.alert.inbound.Faults.Kind;
import org.mineralwatch.rest.Problem;

/** The endpoint of a subscription: where it is, and whether it agreed to be sent alerts. */
@Path("/v1/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Subscriptions")
public class ConsentResource {
    private final Caller caller;
    private final JsonBody json;
    private final SubscriptionReading reading;
    private final AskConsent askConsent;
    private final ChangeEndpoint changeEndpoint;

    ConsentResource(
            Caller caller,
            JsonBody json,
            SubscriptionReading reading,
            AskConsent askConsent,
            ChangeEndpoint changeEndpoint) {
        this.caller = caller;
        this.json = json;
        this.reading = reading;
        this.askConsent = askConsent;
        this.changeEndpoint = changeEndpoint;
    }

    @PUT
    @Path("{id}/endpoint")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change the endpoint",
            description =
                    "Another URL is asked whether it agrees before anything goes there; what is kept goes there then")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = SubscriptionView.EndpointView.class),
                            examples = @ExampleObject(name = "elsewhere", value = Examples.ENDPOINT)))
    @APIResponse(
            responseCode = "200",
            description = "The subscription",
            content =
                    @Content(
                            schema = @Schema(implementation = SubscriptionView.class),
                            examples = @ExampleObject(name = "pending", value = Examples.PENDING)))
    public SubscriptionView change(@PathParam("id") String id, byte[] body) throws JsonProcessingException {
        return changeEndpoint
                .change(caller.tenant(), ListRequest.id(id, "subscription"), reading.endpoint(body))
                .map(SubscriptionView::of)
                .orElseThrow(() -> ListRequest.notFound("subscription"));
    }

    @GET
    @Path("{id}/consent")
    @Operation(
            summary = "Whether the endpoint agreed",
            description = "How its consent stands, and each request by which it was asked, with what came of it")
    @APIResponse(
            responseCode = "200",
            description = "The consent",
            content =
                    @Content(
                            schema = @Schema(implementation = ConsentView.class),
                            examples = {
                                @ExampleObject(name = "given", value = Examples.CONSENT_GIVEN),
                                @ExampleObject(name = "pending", value = Examples.CONSENT_PENDING)
                            }))
    public ConsentView read(@PathParam("id") String id) {
        return view(ListRequest.id(id, "subscription"));
    }

    @POST
    @Path("{id}/consent")
    @Operation(
            summary = "Ask the endpoint again",
            description =
                    "At once, and by the schedule of deliveries where nobody answers. An endpoint that had agreed goes on being"
                            + " sent alerts unless it says no")
    @APIResponse(
            responseCode = "202",
            description = "It is being asked",
            content =
                    @Content(
                            schema = @Schema(implementation = ConsentView.class),
                            examples = @ExampleObject(name = "pending", value = Examples.CONSENT_PENDING)))
    public Response ask(@PathParam("id") String id) {
        UUID subscription = ListRequest.id(id, "subscription");
        if (!askConsent.again(caller.tenant(), subscription)) {
            throw ListRequest.notFound("subscription");
        }
        return Response.accepted(view(subscription)).build();
    }

    @POST
    @Path("{id}/verification")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Tell the challenge",
            description =
                    "For receivers that can neither answer OPTIONS nor give the challenge back: whoever reads what the endpoint was"
                            + " sent tells its challenge here, and the endpoint has agreed")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Object.class),
                            examples = @ExampleObject(name = "challenge", value = Examples.CHALLENGE)))
    @APIResponse(
            responseCode = "200",
            description = "It has agreed",
            content =
                    @Content(
                            schema = @Schema(implementation = ConsentView.class),
                            examples = @ExampleObject(name = "given", value = Examples.CONSENT_GIVEN)))
    @APIResponse(
            responseCode = "422",
            description = "Not the challenge",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            examples = @ExampleObject(name = "wrong-challenge", value = Examples.WRONG_CHALLENGE)))
    public ConsentView verify(@PathParam("id") String id, byte[] body) throws JsonProcessingException {
        UUID subscription = ListRequest.id(id, "subscription");
        Faults faults = new Faults("verification");
        Members members = Members.of(json.tree(body), "", faults, List.of("challenge"));
        members.require("challenge", "as the endpoint was sent it, in data");
        String challenge = members.text("challenge").orElse("");
        if (!faults.isEmpty()) {
            throw faults.problem();
        }
        return switch (askConsent.verify(caller.tenant(), subscription, challenge)) {
            case RIGHT -> view(subscription);
            case WRONG -> {
                faults.add(
                        Kind.WRONG_CHALLENGE,
                        "/challenge",
                        "not what the endpoint was sent last; POST /v1/subscriptions/{id}/consent sends it again");
                throw faults.problem();
            }
            case NOWHERE -> throw ListRequest.notFound("subscription");
        };
    }

    private ConsentView view(UUID subscription) {
        return askConsent
                .find(caller.tenant(), subscription)
                .map(ConsentView::of)
                .orElseThrow(() -> ListRequest.notFound("subscription"));
    }
}
