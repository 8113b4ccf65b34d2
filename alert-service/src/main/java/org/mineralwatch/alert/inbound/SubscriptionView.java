package org.mineralwatch.alert.inbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.alert.CreateSubscription;
import org.mineralwatch.alert.domain.Endpoint;
import org.mineralwatch.alert.domain.SignatureScheme;
import org.mineralwatch.alert.domain.Subscription;
import org.mineralwatch.alert.domain.Watch;

/** A subscription as its owner writes and reads it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(name = "Subscription", description = "Who is told what, and where")
record SubscriptionView(
        @Schema(readOnly = true) @Nullable String id,

        @Schema(description = "What its owner calls it, at most 200 characters", example = "Magnet desk") @Nullable
        String name,

        @Schema(
                readOnly = true,
                enumeration = {"pending", "active", "paused", "disabled"},
                description =
                        "Alerts are raised and kept in each. pending: the endpoint has not agreed to be sent any; see endpoint.consent")
        @Nullable
        String state,

        @Schema(
                readOnly = true,
                enumeration = {"gone", "exhausted"},
                description =
                        "Why it is disabled: the endpoint answered 410, or took none of all attempts at a delivery")
        @Nullable
        String disabledBecause,

        @Schema(readOnly = true) @Nullable Instant createdAt,
        @Schema(required = true) EndpointView endpoint,

        @Schema(description = "The part of the world it looks at; all of it unless given")
        WatchView watch,

        @Schema(required = true, description = "1 to 50; each fires by itself")
        List<ConditionView> conditions,

        @Schema(
                description =
                        "act: what one act does to several cells is told as one alert, gathered for a second; each cell by itself unless given",
                enumeration = {"act"})
        @Nullable
        String groupBy,

        @Schema(
                description =
                        "whsec_ and the Base64 of 24 to 64 bytes: your own, or one is made; shown in the answer to the creation, and never again")
        @Nullable
        String secret,

        @Schema(readOnly = true, description = "In the answer to the creation: what is allowed but may not be meant")
        List<String> warnings) {

    /** Where alerts are sent. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @Schema(name = "Endpoint")
    record EndpointView(
            @Schema(
                    required = true,
                    description = "http or https, at most 2048 characters",
                    example = "https://example.org/hook")
            String url,

            @Schema(
                    description =
                            "Signatures of a webhook: v1, HMAC with the secret; v1a, Ed25519 with a key of /v1/keys",
                    examples = {"v1"})
            List<String> signing,

            @Schema(description = "Within which it has to answer, PT1S to PT30S; PT15S unless given", example = "PT15S")
            String timeout,

            @Schema(
                    description = "Requests a second that it is sent at the most, by each replica; 1 to 1000",
                    example = "50")
            @Nullable
            Integer rate,

            @Schema(readOnly = true, description = "Whether it agreed to be sent alerts") @Nullable
            ConsentView consent) {}

    /** The part of the world looked at. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @Schema(name = "Watch")
    record WatchView(
            @Schema(
                    description = "ISO 3166-1 alpha-2, or EU",
                    examples = {"US"})
            List<String> consumers,

            @Schema(
                    description = "Minerals and groups, by id, symbol, alias or name; a group stands for its members",
                    examples = {"samarium"})
            List<String> minerals,

            @Schema(
                    description = "Stages of the supply chain",
                    examples = {"refining"})
            List<String> stages) {}

    static SubscriptionView of(Subscription subscription) {
        return of(subscription, null, List.of());
    }

    /** As it is shown to who created it, with the secret. */
    static SubscriptionView of(CreateSubscription.Created created, List<String> warnings) {
        return of(created.subscription(), created.secret().shownOnce(), warnings);
    }

    private static SubscriptionView of(Subscription subscription, @Nullable String secret, List<String> warnings) {
        Endpoint endpoint = subscription.endpoint();
        Watch watch = subscription.watch();
        return new SubscriptionView(
                subscription.id().toString(),
                subscription.name(),
                switch (subscription.state()) {
                    case PENDING -> "pending";
                    case ACTIVE -> "active";
                    case PAUSED -> "paused";
                    case GONE, EXHAUSTED -> "disabled";
                },
                switch (subscription.state()) {
                    case PENDING, ACTIVE, PAUSED -> null;
                    case GONE -> "gone";
                    case EXHAUSTED -> "exhausted";
                },
                subscription.createdAt(),
                new EndpointView(
                        endpoint.url().toString(),
                        endpoint.signing().stream().map(SignatureScheme::text).toList(),
                        endpoint.timeout().toString(),
                        endpoint.rate().isPresent() ? endpoint.rate().getAsInt() : null,
                        ConsentView.of(subscription.consent())),
                new WatchView(
                        ConditionView.sorted(watch.consumers()),
                        ConditionView.sorted(watch.minerals()),
                        ConditionView.sorted(watch.stages())),
                subscription.conditions().stream().map(ConditionView::of).toList(),
                switch (subscription.grouping()) {
                    case NONE -> null;
                    case ACT -> "act";
                },
                secret,
                warnings);
    }
}
