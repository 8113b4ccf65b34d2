package org.mineralwatch.alert.inbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.alert.domain.Silence;

/** A silence as its owner writes and reads it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Silence", description = "What is not to be told for a while")
record SilenceView(
        @Schema(readOnly = true) @Nullable String id,

        @Schema(
                readOnly = true,
                enumeration = {"active", "ended"})
        @Nullable
        String state,

        @Schema(readOnly = true) @Nullable Instant createdAt,
        @Schema(required = true) MatcherView matcher,

        @Schema(description = "When it ends by itself; it is to be released unless given") @Nullable
        Instant until,

        @Schema(description = "true: what has cleared is told again when it next fires") @Nullable
        Boolean untilCleared,

        @Schema(
                description =
                        "A score that is worse by so many points than when the silence began is told all the same",
                example = "5")
        @Nullable
        Double unlessWorseBy,

        @Schema(description = "Why, at most 500 characters", example = "Known since Monday; Kim is on it") @Nullable
        String comment,

        @Schema(readOnly = true) @Nullable Instant endedAt,

        @Schema(readOnly = true, description = "How many alerts it has held back; GET /v1/alerts?silence= shows them")
        @Nullable
        Long heldBack) {

    /** What it matches: all that are given. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Matcher", description = "At least one member; an alert has to match all that are given")
    record MatcherView(
            @Schema(example = "US") @Nullable String consumer,

            @Schema(description = "By id, symbol, alias or name; a group stands for its members", example = "gallium")
            @Nullable
            String mineral,

            @Schema(writeOnly = true, description = "The same as mineral, for those who mean a group") @Nullable
            String group,

            @Schema(example = "refining") @Nullable String stage,
            @Nullable String subscription,

            @Schema(enumeration = {"raised", "cleared", "standing", "upcoming", "retracted"}) @Nullable
            String type) {}

    static SilenceView of(Silence silence, long heldBack) {
        Silence.Matcher matcher = silence.matcher();
        return new SilenceView(
                silence.id().toString(),
                silence.endedAt().isEmpty() ? "active" : "ended",
                silence.createdAt(),
                new MatcherView(
                        matcher.consumer().orElse(null),
                        matcher.mineral().orElse(null),
                        null,
                        matcher.stage().orElse(null),
                        matcher.subscription().map(Object::toString).orElse(null),
                        matcher.type()
                                .map(type -> type.name().toLowerCase(Locale.ROOT))
                                .orElse(null)),
                silence.until().orElse(null),
                silence.untilClears() ? true : null,
                silence.unlessWorse().isPresent() ? silence.unlessWorse().getAsDouble() : null,
                silence.comment().isEmpty() ? null : silence.comment(),
                silence.endedAt().orElse(null),
                heldBack);
    }
}
