package org.mineralwatch.ingest.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A record of a policy event.
 *
 * @param revision 1 for the first record of an event, then one more for each
 * @param recordedAt the moment it was stored, to the microsecond
 * @param knownAt the day the world knew it (UTC)
 * @param publisher who posted it
 * @param announced the day it became public
 * @param references ids of the events it points to
 * @param isRetraction true when it withdraws the event with all its revisions
 * @param content what it states, in the canonical form of {@link PolicyMeasure}; of a retraction, its reason
 */
public record PolicyEventRevision(
        EventId id,
        int revision,
        Instant recordedAt,
        LocalDate knownAt,
        String publisher,
        LocalDate announced,
        List<String> references,
        boolean isRetraction,
        String content) {

    public PolicyEventRevision {
        if (revision < 1) {
            throw new IllegalArgumentException("revision: " + revision);
        }
        references = List.copyOf(references);
    }

    /** The record behind this one that withdraws the event. */
    public PolicyEventRevision retraction(String reason, Instant at, LocalDate known, String by) {
        StringBuilder content = new StringBuilder("{\"retracted\":true,");
        member(content, "reason", reason);
        return new PolicyEventRevision(
                id,
                revision + 1,
                at,
                known,
                by,
                announced,
                List.of(),
                true,
                content.append('}').toString());
    }

    /**
     * The record in full as one line of JSON, the same for whoever reads it: who, when, and what the event states.
     */
    public String json() {
        StringBuilder json = new StringBuilder(content.length() + 256);
        member(json.append('{'), "id", id.value());
        json.append(",\"revision\":").append(revision);
        member(json.append(','), "recordedAt", recordedAt.toString());
        member(json.append(','), "knownAt", knownAt.toString());
        member(json.append(','), "publisher", publisher);
        return json.append(',').append(content, 1, content.length()).toString();
    }

    private static void member(StringBuilder json, String name, String value) {
        json.append('"').append(name).append("\":");
        new JsonValue.JsonText(value).writeTo(json);
    }
}
