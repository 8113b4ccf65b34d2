package org.mineralwatch.ingest.inbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.ingest.domain.JsonValue;
import org.mineralwatch.ingest.domain.JsonValue.JsonObject;
import org.mineralwatch.ingest.domain.JsonValue.JsonText;
import org.mineralwatch.ingest.domain.MemberChange;
import org.mineralwatch.ingest.domain.PolicyEventRevision;

/**
 * A revision of an event as callers see it: who recorded it, when, and what it changed.
 *
 * @param retracted true for one that withdraws the event, with its reason; otherwise absent
 * @param changes what differs from the revision before; absent for the first and for a retraction
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record RevisionView(
        int revision,
        Instant recordedAt,
        LocalDate knownAt,
        String publisher,
        @Nullable Boolean retracted,
        @Nullable String reason,
        List<Change> changes) {

    private static final JsonObject NOTHING = new JsonObject(new LinkedHashMap<>());

    /**
     * What changed at one place.
     *
     * @param pointer JSON pointer of the member
     * @param before absent when it was not there
     * @param after absent when it is gone
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Change(
            String pointer,
            @JsonRawValue @Nullable String before,
            @JsonRawValue @Nullable String after) {
        static Change of(MemberChange change) {
            return new Change(change.pointer(), text(change.before()), text(change.after()));
        }

        private static @Nullable String text(Optional<JsonValue> value) {
            if (value.isEmpty()) {
                return null;
            }
            StringBuilder json = new StringBuilder();
            value.get().writeTo(json);
            return json.toString();
        }
    }

    /** @param before the revision before; empty for the first */
    static RevisionView of(PolicyEventRevision revision, Optional<PolicyEventRevision> before) {
        if (revision.isRetraction()) {
            return view(revision, true, reason(revision), List.of());
        }
        List<Change> changes = before.isEmpty()
                ? List.of()
                : MemberChange.between(stated(before.get()), stated(revision)).stream()
                        .map(Change::of)
                        .toList();
        return view(revision, null, null, changes);
    }

    private static RevisionView view(
            PolicyEventRevision revision, @Nullable Boolean retracted, @Nullable String reason, List<Change> changes) {
        return new RevisionView(
                revision.revision(),
                revision.recordedAt(),
                revision.knownAt(),
                revision.publisher(),
                retracted,
                reason,
                changes);
    }

    /** A retraction states nothing of the event. */
    private static JsonObject stated(PolicyEventRevision revision) {
        return revision.isRetraction() ? NOTHING : content(revision);
    }

    private static @Nullable String reason(PolicyEventRevision retraction) {
        return content(retraction).members().get("reason") instanceof JsonText(String reason) ? reason : null;
    }

    private static JsonObject content(PolicyEventRevision revision) {
        try {
            if (JsonReader.read(revision.content().getBytes(StandardCharsets.UTF_8)) instanceof JsonObject content) {
                return content;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("canonical content that is not JSON eventId=" + revision.id(), e);
        }
        throw new IllegalStateException("canonical content that is no object eventId=" + revision.id());
    }
}
