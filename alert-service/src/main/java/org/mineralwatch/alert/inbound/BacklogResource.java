package org.mineralwatch.alert.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.mineralwatch.alert.FindSubscriptions;
import org.mineralwatch.alert.ResumeDeliveries;

/** Holds a subscription's deliveries back, lets them go again, and repeats them. */
@Path("/v1/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Subscriptions")
public class BacklogResource {
    private final Caller caller;
    private final BacklogReading reading;
    private final ResumeDeliveries resumeDeliveries;
    private final FindSubscriptions findSubscriptions;

    BacklogResource(
            Caller caller,
            BacklogReading reading,
            ResumeDeliveries resumeDeliveries,
            FindSubscriptions findSubscriptions) {
        this.caller = caller;
        this.reading = reading;
        this.resumeDeliveries = resumeDeliveries;
        this.findSubscriptions = findSubscriptions;
    }

    @POST
    @Path("{id}/pause")
    @Operation(
            summary = "Hold deliveries back",
            description = "Nothing more is sent until it is resumed; alerts are raised and kept meanwhile")
    @APIResponse(
            responseCode = "200",
            description = "The subscription, paused",
            content = @Content(examples = @ExampleObject(name = "paused", value = Examples.PAUSED)))
    public SubscriptionView pause(@PathParam("id") String id) {
        UUID subscription = ListRequest.id(id, "subscription");
        if (!resumeDeliveries.pause(caller.tenant(), subscription)) {
            throw ListRequest.notFound("subscription");
        }
        return view(subscription);
    }

    @POST
    @Path("{id}/resume")
    @Operation(
            summary = "Send again",
            description =
                    "After a pause, or when an endpoint that was disabled is mended. Kept alerts are delivered all, or the"
                            + " latest of each subject, or none")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "latest", value = "{\"catchUp\": \"latest\"}")))
    @APIResponse(
            responseCode = "200",
            description = "The subscription, active",
            content = @Content(examples = @ExampleObject(name = "active", value = Examples.SUBSCRIBED_ACTIVE)))
    public SubscriptionView resume(@PathParam("id") String id, byte[] body) throws JsonProcessingException {
        UUID subscription = ListRequest.id(id, "subscription");
        if (!resumeDeliveries.resume(caller.tenant(), subscription, reading.catchUp(body))) {
            throw ListRequest.notFound("subscription");
        }
        return view(subscription);
    }

    /**
     * How many deliveries are on their way again.
     *
     * @param deliveries without those that were on their way already
     */
    @Schema(name = "Replay")
    record ReplayView(int deliveries) {}

    @POST
    @Path("{id}/replay")
    @Operation(
            summary = "Deliver a range of alerts once more",
            description = "By number or by the time they were raised, in order per subject and with the same ids")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = {
                                @ExampleObject(
                                        name = "by number",
                                        value = "{\"fromSequence\": 17, \"toSequence\": 40}"),
                                @ExampleObject(
                                        name = "by time",
                                        value =
                                                "{\"from\": \"2026-11-28T00:00:00Z\", \"to\": \"2026-11-29T00:00:00Z\"}")
                            }))
    @APIResponse(
            responseCode = "202",
            description = "They are on their way",
            content =
                    @Content(
                            schema = @Schema(implementation = ReplayView.class),
                            examples = @ExampleObject(name = "replay", value = "{\"deliveries\": 24}")))
    public Response replay(@PathParam("id") String id, byte[] body) throws JsonProcessingException {
        int deliveries = resumeDeliveries
                .replay(caller.tenant(), ListRequest.id(id, "subscription"), reading.range(body))
                .orElseThrow(() -> ListRequest.notFound("subscription"));
        return Response.accepted(new ReplayView(deliveries)).build();
    }

    private SubscriptionView view(UUID subscription) {
        return findSubscriptions
                .find(caller.tenant(), subscription)
                .map(SubscriptionView::of)
                .orElseThrow(() -> ListRequest.notFound("subscription"));
    }
}
