package org.mineralwatch.ingest.inbound;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.mineralwatch.ingest.domain.RecordedEvent;

/**
 * An event as callers see it: its record, as on the topic, and {@code dangling}, the ids it refers to that nobody has posted
 * yet, unless there are none.
 *
 * @param json the whole document
 */
record EventDocument(@JsonValue @JsonRawValue String json) {

    static EventDocument of(RecordedEvent event) {
        String json = event.revision().json();
        return new EventDocument(
                event.dangling().isEmpty()
                        ? json
                        // Ids hold nothing that JSON would escape.
                        : json.substring(0, json.length() - 1) + ",\"dangling\":[\""
                                + String.join("\",\"", event.dangling()) + "\"]}");
    }

    /**
     * The revision is the tag; while references dangle, their number is part of it, because the document changes when one of
     * them arrives.
     */
    static EntityTag tag(RecordedEvent event) {
        List<String> dangling = event.dangling();
        int revision = event.revision().revision();
        return new EntityTag(dangling.isEmpty() ? "" + revision : revision + "-dangling-" + dangling.size());
    }

    /** An answer that is the event, with its tag. */
    static Response answer(Response.ResponseBuilder response, RecordedEvent event) {
        return response.tag(tag(event))
                .type(MediaType.APPLICATION_JSON)
                .entity(of(event).json().getBytes(StandardCharsets.UTF_8))
                .build();
    }
}
