package org.mineralwatch.alert.inbound;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.mineralwatch.alert.SendTestMessage;
import org.mineralwatch.alert.domain.DeliveryRecord.LoggedAttempt;

/** Lets the owner of a subscription try its endpoint. */
@Path("/v1/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Subscriptions")
public class TestResource {
    private final Caller caller;
    private final SendTestMessage sendTestMessage;

    TestResource(Caller caller, SendTestMessage sendTestMessage) {
        this.caller = caller;
        this.sendTestMessage = sendTestMessage;
    }

    /** How it went. */
    @Schema(name = "Test")
    record TestView(
            @Schema(description = "Of the message, as in its header webhook-id")
            String id,

            DeliveryView.AttemptView attempt) {

        static TestView of(SendTestMessage.Sent sent) {
            return new TestView(
                    sent.id().toString(),
                    DeliveryView.AttemptView.of(new LoggedAttempt(1, sent.startedAt(), sent.took(), sent.result())));
        }
    }

    @POST
    @Path("{id}/test")
    @Operation(
            summary = "Try the endpoint",
            description =
                    "Sends one signed message of type mineralwatch.test.v1, waits for the answer and tells it. Nothing is"
                            + " tried again, and nothing else changes")
    @APIResponse(
            responseCode = "200",
            description = "How it went, also where the endpoint did not take it",
            content = @Content(examples = @ExampleObject(name = "refused", value = Examples.TESTED)))
    public TestView test(@PathParam("id") String id) {
        return sendTestMessage
                .send(caller.tenant(), ListRequest.id(id, "subscription"))
                .map(TestView::of)
                .orElseThrow(() -> ListRequest.notFound("subscription"));
    }
}
