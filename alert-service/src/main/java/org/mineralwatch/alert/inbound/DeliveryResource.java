package org.mineralwatch.alert.inbound;

import jakarta.ws.rs.GET;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.mineralwatch.alert.FindDeliveries;
import org.mineralwatch.alert.ResumeDeliveries;

/** One delivery with every attempt. */
@Path("/v1/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Deliveries")
public class DeliveryResource {
    private final Caller caller;
    private final FindDeliveries findDeliveries;
    private final ResumeDeliveries resumeDeliveries;

    DeliveryResource(Caller caller, FindDeliveries findDeliveries, ResumeDeliveries resumeDeliveries) {
        this.resumeDeliveries = resumeDeliveries;
        this.caller = caller;
        this.findDeliveries = findDeliveries;
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Read a delivery", description = "With every attempt: when, how long, and what was answered")
    @APIResponse(
            responseCode = "200",
            description = "The delivery",
            content = @Content(examples = @ExampleObject(name = "after a retry", value = Examples.DELIVERY)))
    public DeliveryView read(@PathParam("id") String id) {
        return findDeliveries
                .find(caller.tenant(), ListRequest.id(id, "delivery"))
                .map(DeliveryView::of)
                .orElseThrow(() -> ListRequest.notFound("delivery"));
    }

    @POST
    @Path("{id}/redelivery")
    @Operation(
            summary = "Deliver once more",
            description = "Whatever became of it, with the same id and from the beginning of the schedule")
    @APIResponse(
            responseCode = "202",
            description = "It is on its way",
            content = @Content(examples = @ExampleObject(name = "pending", value = Examples.DELIVERY_AGAIN)))
    public Response redeliver(@PathParam("id") String id) {
        UUID delivery = ListRequest.id(id, "delivery");
        if (!resumeDeliveries.redeliver(caller.tenant(), delivery)) {
            throw ListRequest.notFound("delivery");
        }
        return Response.accepted(read(id)).build();
    }
}
