package org.mineralwatch.alert.inbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.alert.domain.AttemptResult;
import org.mineralwatch.alert.domain.DeliveryRecord;
import org.mineralwatch.alert.domain.DeliveryRecord.LoggedAttempt;

/** A delivery as the log shows it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(name = "Delivery", description = "One alert on its way to one endpoint")
record DeliveryView(
        String id,
        String subscription,

        @Schema(description = "Id of the alert, and of every webhook that carries it")
        String alert,

        @Schema(description = "Number of the alert within the subscription")
        long sequence,

        @Schema(enumeration = {"raised", "cleared", "standing", "upcoming", "retracted"})
        String type,

        @Schema(description = "The cell, or the policy event, it tells of", example = "US/gallium/refining")
        String subject,

        @Schema(enumeration = {"pending", "delivered", "exhausted", "skipped"})
        String state,

        @Schema(description = "How many attempts were made") int attempts,
        Instant createdAt,

        @Schema(
                description =
                        "When the next attempt is due; absent while an earlier delivery of the same subject comes first, and while the subscription is disabled")
        @Nullable
        Instant nextAttemptAt,

        @Schema(description = "When it was delivered or given up") @Nullable
        Instant settledAt,

        @Schema(description = "Every attempt, the first one first; of a single delivery")
        List<AttemptView> log) {

    /** An HTTP request. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @Schema(name = "Attempt")
    record AttemptView(
            int number,
            Instant startedAt,

            @Schema(description = "How long it took", example = "PT0.0042S")
            String duration,

            @Schema(description = "HTTP status of the answer; absent when there was none") @Nullable
            Integer status,

            @Schema(
                    enumeration = {
                        "timeout",
                        "unknown-host",
                        "address-refused",
                        "not-connected",
                        "tls",
                        "broken-answer",
                        "not-sent"
                    },
                    description = "Why there was no answer")
            @Nullable
            String failure,

            @Schema(description = "What there is to say of it, in words") @Nullable
            String detail,

            @Schema(description = "The first 1,024 bytes of the answer's body") @Nullable
            String response) {

        static AttemptView of(LoggedAttempt attempt) {
            String duration = attempt.took().toString();
            return switch (attempt.result()) {
                case AttemptResult.Answered answered ->
                    new AttemptView(
                            attempt.number(),
                            attempt.startedAt(),
                            duration,
                            answered.status(),
                            null,
                            answered.note(),
                            answered.response());
                case AttemptResult.Failed failed ->
                    new AttemptView(
                            attempt.number(),
                            attempt.startedAt(),
                            duration,
                            null,
                            failed.failure().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                            failed.detail(),
                            null);
            };
        }
    }

    static DeliveryView of(DeliveryRecord delivery) {
        return of(delivery, List.of());
    }

    static DeliveryView of(DeliveryRecord.WithAttempts found) {
        return of(
                found.delivery(), found.attempts().stream().map(AttemptView::of).toList());
    }

    private static DeliveryView of(DeliveryRecord delivery, List<AttemptView> log) {
        return new DeliveryView(
                delivery.id().toString(),
                delivery.subscription().toString(),
                delivery.alert().toString(),
                delivery.sequence(),
                delivery.type().name().toLowerCase(Locale.ROOT),
                delivery.subject(),
                delivery.state().name().toLowerCase(Locale.ROOT),
                delivery.attempts(),
                delivery.createdAt(),
                delivery.nextAttemptAt().orElse(null),
                delivery.settledAt().orElse(null),
                log);
    }
}
