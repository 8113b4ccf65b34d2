package org.mineralwatch.alert.inbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.alert.domain.Asking;
import org.mineralwatch.alert.domain.AttemptResult;
import org.mineralwatch.alert.domain.Consent;
import org.mineralwatch.alert.domain.ConsentRecord;

/** Whether an endpoint agreed to be sent alerts, and each request by which it was asked. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(name = "Consent", description = "Whether the endpoint agreed to be sent alerts; until then it gets tests alone")
record ConsentView(
        @Schema(
                enumeration = {"pending", "given", "refused", "withdrawn"},
                required = true)
        String state,

        @Schema(
                enumeration = {"handshake", "callback", "echo", "challenge", "not-asked", "older-version"},
                description =
                        "How it was given: by the answer to OPTIONS, by a call of the receiver's, by the challenge in its answer, by the"
                                + " challenge that the owner told, without being asked as this service is set, or by a subscription of"
                                + " before endpoints were asked")
        @Nullable
        String by,

        @Schema(description = "Since when it is so", required = true)
        Instant since,

        @Schema(description = "Requests a minute that the receiver allows; as many as there are unless given") @Nullable
        Integer allowedPerMinute,

        @Schema(description = "When it is asked next by itself; absent when it is not") @Nullable
        Instant nextAttemptAt,

        @Schema(
                description =
                        "The last requests by which it was asked, the oldest first; where the consent is read by itself")
        List<AskingView> log) {

    /** A request by which an endpoint was asked. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @Schema(name = "ConsentAttempt")
    record AskingView(
            int number,

            @Schema(enumeration = {"options", "challenge"}) String request,

            Instant startedAt,

            @Schema(description = "How long it took", example = "PT0.0042S")
            String duration,

            @Schema(description = "HTTP status of the answer; absent when there was none") @Nullable
            Integer status,

            @Schema(description = "Why there was no answer, as of an attempt at a delivery") @Nullable
            String failure,

            @Schema(
                    enumeration = {"consent", "refusal", "none"},
                    description = "What it said")
            String outcome,

            @Schema(description = "What there is to say of it, in words") @Nullable
            String detail) {

        static AskingView of(Asking.Logged logged) {
            Asking asking = logged.asking();
            return switch (asking.result()) {
                case AttemptResult.Answered answered ->
                    of(logged.number(), asking, answered.status(), null, answered.note());
                case AttemptResult.Failed failed ->
                    of(logged.number(), asking, null, word(failed.failure()), failed.detail());
            };
        }

        private static AskingView of(
                int number, Asking asking, @Nullable Integer status, @Nullable String failure, String detail) {
            return new AskingView(
                    number,
                    word(asking.request()),
                    asking.startedAt(),
                    asking.took().toString(),
                    status,
                    failure,
                    word(asking.outcome()),
                    detail);
        }
    }

    static ConsentView of(Consent consent) {
        return of(consent, Optional.empty(), List.of());
    }

    static ConsentView of(ConsentRecord found) {
        return of(
                found.consent(),
                found.nextAskingAt(),
                found.log().stream().map(AskingView::of).toList());
    }

    private static ConsentView of(Consent consent, Optional<Instant> nextAskingAt, List<AskingView> log) {
        OptionalInt perMinute = consent.perMinute();
        return new ConsentView(
                word(consent.state()),
                consent.way().map(ConsentView::word).orElse(null),
                consent.since(),
                perMinute.isPresent() ? perMinute.getAsInt() : null,
                nextAskingAt.orElse(null),
                log);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
