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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
import org.mineralwatch.alert.CreateSubscription;
import org.mineralwatch.alert.DeleteSubscription;
import org.mineralwatch.alert.FindDeliveries;
import org.mineralwatch.alert.FindSubscriptions;
import org.mineralwatch.alert.ReviewSubscription;
import org.mineralwatch.alert.domain.DeliveryRecord;
import org.mineralwatch.alert.domain.DeliveryState;
import org.mineralwatch.alert.domain.Subscription;
import org.mineralwatch.rest.BodyLimit;
import org.mineralwatch.rest.Cursor;
import org.mineralwatch.rest.Page;
import org.mineralwatch.rest.Problem;

/** Subscriptions, and the log of what was sent to each. */
@Path("/v1/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Subscriptions")
public class SubscriptionResource {
    private final Caller caller;
    private final SubscriptionReading reading;
    private final ReviewSubscription reviewSubscription;
    private final CreateSubscription createSubscription;
    private final DeleteSubscription deleteSubscription;
    private final FindSubscriptions findSubscriptions;
    private final FindDeliveries findDeliveries;

    SubscriptionResource(
            Caller caller,
            SubscriptionReading reading,
            ReviewSubscription reviewSubscription,
            CreateSubscription createSubscription,
            DeleteSubscription deleteSubscription,
            FindSubscriptions findSubscriptions,
            FindDeliveries findDeliveries) {
        this.caller = caller;
        this.reading = reading;
        this.reviewSubscription = reviewSubscription;
        this.createSubscription = createSubscription;
        this.deleteSubscription = deleteSubscription;
        this.findSubscriptions = findSubscriptions;
        this.findDeliveries = findDeliveries;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Subscribe",
            description =
                    "Scores that are beyond a threshold already are reported once, as standing. The answer has the"
                            + " signing secret, this once.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = SubscriptionView.class),
                            examples = @ExampleObject(name = "gallium", value = Examples.SUBSCRIPTION)))
    @APIResponse(
            responseCode = "201",
            description = "The subscription, with its secret",
            content =
                    @Content(
                            schema = @Schema(implementation = SubscriptionView.class),
                            examples = @ExampleObject(name = "pending", value = Examples.CREATED)))
    @APIResponse(
            responseCode = "422",
            description = "Not sound; every fault is told, with its pointer and its mend",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            examples = {
                                @ExampleObject(name = "unknown-mineral", value = Examples.UNKNOWN_MINERAL),
                                @ExampleObject(name = "invalid-endpoint", value = Examples.INVALID_ENDPOINT),
                                @ExampleObject(name = "condition-never-fires", value = Examples.NEVER_FIRES)
                            }))
    public Response create(byte[] body) throws JsonProcessingException {
        if (body.length > BodyLimit.BYTES) {
            throw BodyLimit.tooLarge();
        }
        SubscriptionReading.Posted posted = reading.read(body);
        List<String> warnings = reviewSubscription.warnings(posted.draft());
        CreateSubscription.Created created =
                createSubscription.create(caller.tenant(), posted.draft(), posted.secret());
        return Response.created(
                        URI.create("/v1/subscriptions/" + created.subscription().id()))
                .entity(SubscriptionView.of(created, warnings))
                .build();
    }

    @GET
    @Operation(summary = "List subscriptions", description = "The oldest first")
    @APIResponse(
            responseCode = "200",
            description = "A page of subscriptions",
            content = @Content(examples = @ExampleObject(name = "one", value = Examples.SUBSCRIPTIONS)))
    public Page<SubscriptionView> list(
            @Parameter(description = "`next` of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "1 to 200; 50 unless given") @QueryParam("limit") @Nullable String limit) {
        int size = ListRequest.limit(limit);
        Instant createdAfter = Instant.EPOCH;
        UUID idAfter = new UUID(0, 0);
        if (cursor != null) {
            Cursor place = Cursor.decode(cursor, 2);
            createdAfter = ListRequest.instant(place.key().get(0));
            idAfter = ListRequest.uuid(place.key().get(1));
        }
        List<Subscription> found = findSubscriptions.page(caller.tenant(), createdAfter, idAfter, size + 1);
        List<Subscription> shown = found.subList(0, Math.min(size, found.size()));
        String next = null;
        if (found.size() > size) {
            Subscription last = shown.getLast();
            next = Cursor.after(last.createdAt().toString(), last.id().toString())
                    .encoded();
        }
        return new Page<>(shown.stream().map(SubscriptionView::of).toList(), next);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Read a subscription")
    @APIResponse(
            responseCode = "200",
            description = "The subscription, without its secret",
            content = @Content(examples = @ExampleObject(name = "active", value = Examples.SUBSCRIBED_ACTIVE)))
    public SubscriptionView read(@PathParam("id") String id) {
        return findSubscriptions
                .find(caller.tenant(), ListRequest.id(id, "subscription"))
                .map(SubscriptionView::of)
                .orElseThrow(() -> ListRequest.notFound("subscription"));
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Unsubscribe", description = "What is on its way to it is dropped, and its log goes with it")
    @APIResponse(responseCode = "204", description = "It is gone")
    public void delete(@PathParam("id") String id) {
        if (!deleteSubscription.delete(caller.tenant(), ListRequest.id(id, "subscription"))) {
            throw ListRequest.notFound("subscription");
        }
    }

    @GET
    @Path("{id}/deliveries")
    @Operation(
            summary = "List deliveries",
            description = "What was, is and will be sent to a subscription, the newest first")
    @APIResponse(
            responseCode = "200",
            description = "A page of deliveries, without their attempts",
            content = @Content(examples = @ExampleObject(name = "one", value = Examples.DELIVERIES)))
    public Page<DeliveryView> deliveries(
            @PathParam("id") String id,
            @Parameter(description = "pending, delivered or exhausted; all unless given") @QueryParam("state") @Nullable
                    String state,
            @Parameter(description = "`next` of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "1 to 200; 50 unless given") @QueryParam("limit") @Nullable String limit) {
        int size = ListRequest.limit(limit);
        List<DeliveryState> states = states(state);
        long before = cursor == null
                ? Long.MAX_VALUE
                : ListRequest.number(Cursor.decode(cursor, 1).key().getFirst());
        UUID subscription = ListRequest.id(id, "subscription");
        if (findSubscriptions.find(caller.tenant(), subscription).isEmpty()) {
            throw ListRequest.notFound("subscription");
        }
        List<DeliveryRecord> found = findDeliveries.page(caller.tenant(), subscription, states, before, size + 1);
        List<DeliveryRecord> shown = found.subList(0, Math.min(size, found.size()));
        String next = found.size() > size
                ? Cursor.after(Long.toString(shown.getLast().sequence())).encoded()
                : null;
        return new Page<>(shown.stream().map(DeliveryView::of).toList(), next);
    }

    private static List<DeliveryState> states(@Nullable String asked) {
        List<DeliveryState> all = List.of(DeliveryState.values());
        if (asked == null) {
            return all;
        }
        List<DeliveryState> named = all.stream()
                .filter(state -> state.name().toLowerCase(Locale.ROOT).equals(asked))
                .toList();
        if (named.isEmpty()) {
            List<String> known = Arrays.stream(DeliveryState.values())
                    .map(state -> state.name().toLowerCase(Locale.ROOT))
                    .toList();
            throw ListRequest.invalid("state", "not a state of a delivery", known);
        }
        return named;
    }
}
