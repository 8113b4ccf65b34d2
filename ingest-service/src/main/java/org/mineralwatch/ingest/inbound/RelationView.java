package org.mineralwatch.ingest.inbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.ingest.domain.EventRelations;
import org.mineralwatch.ingest.domain.JsonValue;
import org.mineralwatch.ingest.domain.JsonValue.JsonArray;
import org.mineralwatch.ingest.domain.JsonValue.JsonObject;
import org.mineralwatch.ingest.domain.JsonValue.JsonText;
import org.mineralwatch.ingest.domain.PolicyEventRevision;
import org.mineralwatch.ingest.domain.RecordedEvent;

/**
 * One event in the neighbourhood of another.
 *
 * @param distance steps from the event that was asked for
 * @param relation the member that refers: {@code supersedes}, {@code suspends}, {@code ends} or {@code relatesTo}
 * @param direction {@code to} for one that {@code via} refers to, {@code from} for one that refers to it
 * @param via id of the event one step nearer
 * @param id of this event
 * @param dangling true when nobody has posted it yet; otherwise absent
 * @param event this event as it stands
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RelationView(
        int distance,
        String relation,
        String direction,
        String via,
        String id,
        @Nullable Boolean dangling,
        @Nullable EventDocument event) {
    private static final List<String> RELATIONS = List.of("supersedes", "suspends", "ends", "relatesTo");

    /** One for each member by which the two are linked. */
    static Stream<RelationView> of(EventRelations.Related related) {
        String via = related.via().id().value();
        return RELATIONS.stream()
                .filter(relation -> related.isReferredTo()
                        ? ids(related.via(), relation).contains(related.id())
                        : related.event()
                                .filter(event -> ids(event, relation).contains(via))
                                .isPresent())
                .map(relation -> new RelationView(
                        related.distance(),
                        relation,
                        related.isReferredTo() ? "to" : "from",
                        via,
                        related.id(),
                        related.event().isEmpty() ? true : null,
                        related.event().map(RelationView::document).orElse(null)));
    }

    private static EventDocument document(PolicyEventRevision revision) {
        return EventDocument.of(new RecordedEvent(revision, Set.of()));
    }

    private static List<String> ids(PolicyEventRevision revision, String relation) {
        List<String> ids = new ArrayList<>();
        if (JsonReader.canonicalObject(revision.content()).members().get(relation)
                instanceof JsonArray(List<JsonValue> items)) {
            for (JsonValue item : items) {
                switch (item) {
                    case JsonText(String id) -> ids.add(id);
                    case JsonObject suspension -> {
                        if (suspension.members().get("event") instanceof JsonText(String id)) {
                            ids.add(id);
                        }
                    }
                    case JsonArray ignored -> {}
                    case JsonValue.JsonNumber ignored -> {}
                    case JsonValue.JsonBoolean ignored -> {}
                    case JsonValue.JsonNull ignored -> {}
                }
            }
        }
        return ids;
    }
}
