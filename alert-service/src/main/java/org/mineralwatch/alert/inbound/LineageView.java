package org.mineralwatch.alert.inbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.alert.domain.CausingEvent;
import org.mineralwatch.alert.domain.Lineage;

/** Where an alert came from and where it went. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(name = "Lineage", description = "In the order of what happened: events, scores, alert, deliveries")
record LineageView(
        @Schema(description = "The records of policy events behind it")
        List<EventView> events,

        @Schema(description = "The changes of score it tells of")
        List<ScoreView> scores,

        AlertView alert,

        @Schema(description = "To whom it was sent, with every attempt")
        List<DeliveryView> deliveries) {

    /** A record of a policy event. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @Schema(name = "LineageEvent")
    record EventView(
            String id,

            @Schema(description = "Of the record that moved the score; absent where a date of the event did") @Nullable
            Integer revision,

            @Schema(description = "When it was stored where it was posted; absent where it was not read here yet")
            @Nullable
            Instant recordedAt,

            @Schema(description = "true where the event has been retracted since") @Nullable
            Boolean retracted) {}

    /** A change of score. */
    @Schema(name = "LineageScore")
    record ScoreView(
            @Schema(example = "US/gallium/refining") String cell,

            @Schema(description = "Of the change within the cell")
            long sequence,

            Instant recordedAt,
            double score) {}

    /** The alert. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @Schema(name = "LineageAlert")
    record AlertView(
            String id,
            String subscription,
            long sequence,

            @Schema(enumeration = {"raised", "cleared", "standing", "upcoming", "retracted"})
            String type,

            String subject,
            Instant raisedAt,

            @Schema(description = "Id of the alert that told of its withdrawal") @Nullable
            String retractedBy,

            @Schema(description = "Id of the silence that held it back") @Nullable
            String silencedBy) {}

    static LineageView of(Lineage lineage) {
        return new LineageView(
                lineage.events().stream()
                        .map(event -> new EventView(
                                event.id(),
                                event.revision() == CausingEvent.BY_DATE ? null : event.revision(),
                                event.recordedAt().orElse(null),
                                event.retracted() ? true : null))
                        .toList(),
                lineage.scores().stream()
                        .map(score -> new ScoreView(score.cell(), score.sequence(), score.recordedAt(), score.score()))
                        .toList(),
                new AlertView(
                        lineage.alert().toString(),
                        lineage.subscription().toString(),
                        lineage.sequence(),
                        lineage.type().name().toLowerCase(Locale.ROOT),
                        lineage.subject(),
                        lineage.raisedAt(),
                        lineage.retractedBy().map(Object::toString).orElse(null),
                        lineage.silencedBy().map(Object::toString).orElse(null)),
                lineage.deliveries().stream().map(DeliveryView::of).toList());
    }
}
