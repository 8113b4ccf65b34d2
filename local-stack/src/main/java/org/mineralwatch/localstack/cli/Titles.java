package org.mineralwatch.localstack.cli;

import java.util.HashMap;
import java.util.Map;

/** Titles of policy events, from the public REST of the ingest service, each asked for once. */
final class Titles {

    private final Rest ingest;
    private final Map<String, String> known = new HashMap<>();

    Titles(Rest ingest) {
        this.ingest = ingest;
    }

    /** The title of an event; empty if the service has none of that id. */
    String of(String eventId) {
        return known.computeIfAbsent(
                eventId,
                id -> ingest.find("/v1/events/" + Rest.escaped(id))
                        .map(event -> event.path("title").asText(""))
                        .orElse(""));
    }
}
