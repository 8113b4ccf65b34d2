package org.mineralwatch.alert.outbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.mineralwatch.alert.domain.CausingEvent;
import org.mineralwatch.alert.domain.Cell;
import org.mineralwatch.alert.domain.DateAhead;
import org.mineralwatch.alert.domain.ScoreChange;

/** Reads changes of score back from the documents that were stored of them. */
final class ScoreDocument {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ScoreDocument() {}

    /** A change as somebody is told of it: what brought it is news. */
    static ScoreChange read(String document, String traceparent) {
        return read(parse(document), false, document, traceparent);
    }

    /** A change of long ago, without what is told of it beyond the score. */
    static ScoreChange ofHistory(JsonNode change) {
        return read(change, change.path("cause").has("rebase"), "", "");
    }

    private static ScoreChange read(JsonNode change, boolean rebase, String document, String traceparent) {
        return new ScoreChange(
                Cell.parse(change.path("cell").asText()),
                change.path("sequence").asLong(),
                Instant.parse(change.path("recordedAt").asText()),
                change.path("score").asDouble(),
                rebase,
                ahead(change),
                causes(change.path("cause")),
                document,
                traceparent);
    }

    static List<DateAhead> ahead(JsonNode change) {
        List<DateAhead> ahead = new ArrayList<>();
        for (JsonNode date : change.path("ahead")) {
            List<String> events = new ArrayList<>();
            date.path("events").forEach(event -> events.add(event.asText()));
            ahead.add(new DateAhead(
                    LocalDate.parse(date.path("at").asText()),
                    date.path("before").asDouble(),
                    date.path("score").asDouble(),
                    events));
        }
        return ahead;
    }

    static List<CausingEvent> causes(JsonNode cause) {
        List<CausingEvent> causes = new ArrayList<>();
        cause.path("events")
                .forEach(event -> causes.add(new CausingEvent(
                        event.path("id").asText(), event.path("revision").asInt())));
        cause.path("calendar").forEach(event -> causes.add(new CausingEvent(event.asText(), CausingEvent.BY_DATE)));
        return causes;
    }

    static JsonNode parse(String document) {
        try {
            return JSON.readTree(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a document that was read before it was stored", e);
        }
    }
}
