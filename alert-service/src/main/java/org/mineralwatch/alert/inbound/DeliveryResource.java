package org.mineralwatch.alert.inbound;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.mineralwatch.alert.FindDeliveries;

/** One delivery with every attempt. */
@Path("/v1/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Deliveries")
public class DeliveryResource {
    private final Caller caller;
    private final FindDeliveries findDeliveries;

    DeliveryResource(Caller caller, FindDeliveries findDeliveries) {
        this.caller = caller;
        this.findDeliveries = findDeliveries;
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Read a delivery", description = "With every attempt: when, how long, and what was answered")
    @APIResponse(responseCode = "200", description = "The delivery")
    public DeliveryView read(@PathParam("id") String id) {
        return findDeliveries
                .find(caller.tenant(), ListRequest.id(id, "delivery"))
                .map(DeliveryView::of)
                .orElseThrow(() -> ListRequest.notFound("delivery"));
    }
}
