package org.mineralwatch.ingest.inbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.ingest.domain.EventRelations;
import org.mineralwatch.ingest.domain.JsonValue;
import org.mineralwatch.ingest.domain.JsonValue.JsonArray;
import org.mineralwatch.ingest.domain.JsonValue.JsonObject;
import org.mineralwatch.ingest.domain.JsonValue.JsonText;
import org.mineralwatch.ingest.domain.PolicyEventRevision;
import org.mineralwatch.ingest.domain.RecordedEvent;

/**
 * One event beside another.
 *
 * @param relation the member that refers: {@code supersedes}, {@code suspends}, {@code ends} or {@code relatesTo}
 * @param direction {@code to} for one that is referred to, {@code from} for one that refers
 * @param id of the other event
 * @param dangling true when nobody has posted it yet; otherwise absent
 * @param event the other event as it stands
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RelationView(
        String relation,
        String direction,
        String id,
        @Nullable Boolean dangling,
        @Nullable EventDocument event) {
    private static final List<String> RELATIONS = List.of("supersedes", "suspends", "ends", "relatesTo");

    static List<RelationView> of(EventRelations relations) {
        List<RelationView> views = new ArrayList<>();
        Map<String, PolicyEventRevision> others = new HashMap<>();
        relations.referredTo().forEach(revision -> others.put(revision.id().value(), revision));
        PolicyEventRevision self = relations.event().revision();
        for (String relation : RELATIONS) {
            for (String id : ids(self, relation)) {
                PolicyEventRevision other = others.get(id);
                views.add(new RelationView(
                        relation, "to", id, other == null ? true : null, other == null ? null : document(other)));
            }
        }
        for (PolicyEventRevision other : relations.referring()) {
            for (String relation : RELATIONS) {
                if (ids(other, relation).contains(self.id().value())) {
                    views.add(new RelationView(relation, "from", other.id().value(), null, document(other)));
                }
            }
        }
        return views;
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
