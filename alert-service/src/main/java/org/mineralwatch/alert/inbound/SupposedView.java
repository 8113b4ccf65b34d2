package org.mineralwatch.alert.inbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.alert.domain.ActGroup;
import org.mineralwatch.alert.domain.Alert;
import org.mineralwatch.alert.domain.Band;
import org.mineralwatch.alert.domain.CausingEvent;
import org.mineralwatch.alert.domain.DatedCrossing;
import org.mineralwatch.alert.domain.Movement;
import org.mineralwatch.alert.domain.PolicyEvent;
import org.mineralwatch.alert.domain.Rehearsal;
import org.mineralwatch.alert.domain.ScoreChange;
import org.mineralwatch.alert.domain.Trigger;
import org.mineralwatch.alert.domain.Withdrawal;

/** An alert that was never sent: what would have been told. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(
        name = "SupposedAlert",
        description = "An alert that a subscription would have raised, or will by what is known")
record SupposedView(
        @Schema(description = "Its place among them, from 1")
        long sequence,

        @Schema(description = "The day on which it would have been told (UTC)", example = "2023-08-01")
        LocalDate day,

        @Schema(description = "The moment; scores of a day count from its beginning")
        Instant at,

        @Schema(enumeration = {"raised", "cleared", "standing", "upcoming", "retracted"})
        String type,

        @Schema(
                enumeration = {"held", "worsened"},
                description = "Where the score had been there for as long as it must, or had gone further")
        @Nullable
        String trigger,

        @Schema(description = "Place of the condition in the body that was posted, from 0")
        int condition,

        @Schema(
                description = "The cell, or the id of the policy event, that it is about",
                example = "US/gallium/refining")
        String subject,

        @Schema(description = "The cells that it tells of, where these are several")
        List<String> cells,

        @Nullable ScoreView score,
        @Nullable UpcomingView upcoming,

        @Schema(description = "Ids of the policy events behind it")
        List<String> causes,

        @Schema(description = "Sequence of the alert that it takes back") @Nullable
        Long retracts) {

    /** The score that is told. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "SupposedScore")
    record ScoreView(
            @Schema(description = "Points before; absent where it began so") @Nullable
            Double before,

            @Schema(description = "Points after") double after,

            @Schema(description = "Band after") String band) {}

    /** The date that is told of. */
    @Schema(name = "SupposedDate")
    record UpcomingView(
            LocalDate date,

            @Schema(description = "The period of the condition that is told", example = "P30D")
            String in) {}

    static SupposedView of(Rehearsal.Raised raised) {
        Alert alert = raised.alert();
        return new SupposedView(
                alert.sequence(),
                Rehearsal.day(alert.raisedAt()),
                alert.raisedAt(),
                alert.type().name().toLowerCase(Locale.ROOT),
                alert.trigger() == Trigger.MET ? null : alert.trigger().name().toLowerCase(Locale.ROOT),
                alert.ordinal(),
                alert.occasion().subject(),
                alert.occasion() instanceof ActGroup group ? group.cells() : List.of(),
                score(raised),
                alert.occasion() instanceof DatedCrossing crossing
                        ? new UpcomingView(
                                crossing.date().at(), crossing.before().toString())
                        : null,
                alert.occasion().causes().stream()
                        .map(CausingEvent::id)
                        .distinct()
                        .toList(),
                alert.occasion() instanceof Withdrawal withdrawal
                        ? withdrawal.told().sequence()
                        : null);
    }

    private static @Nullable ScoreView score(Rehearsal.Raised raised) {
        return switch (raised.alert().occasion()) {
            case ScoreChange change -> score(raised.before(), change.score());
            case Movement movement -> score(raised.before(), movement.change().score());
            case DatedCrossing crossing ->
                score(raised.before(), crossing.date().after());
            case PolicyEvent _, Withdrawal _, ActGroup _ -> null;
        };
    }

    private static ScoreView score(OptionalDouble before, double after) {
        return new ScoreView(
                before.isPresent() ? before.getAsDouble() : null,
                after,
                Band.of(after).name());
    }
}
