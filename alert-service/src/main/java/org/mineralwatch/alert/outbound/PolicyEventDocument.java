package org.mineralwatch.alert.outbound;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mineralwatch.alert.domain.EventNews;
import org.mineralwatch.alert.domain.PolicyEvent;
import org.mineralwatch.alert.domain.Retraction;

/** Reads policy events back from the documents that were stored of them. */
final class PolicyEventDocument {
    private static final String ENACTED = "ENACTED";

    private PolicyEventDocument() {}

    /**
     * What the world came to know of an event, each at the beginning of its day (UTC).
     *
     * @param revision of the newest record
     * @param recordedAt when that was stored where it was posted
     * @param document of the newest revision that is no retraction; empty where there was none
     */
    static List<EventNews> known(
            String id, int revision, Instant recordedAt, boolean retracted, String reason, String document) {
        List<EventNews> known = new ArrayList<>();
        if (!document.isEmpty()) {
            known.add(event(id, ScoreDocument.parse(document)));
        }
        if (retracted) {
            Instant day = start(LocalDate.ofInstant(recordedAt, ZoneOffset.UTC));
            known.add(new Retraction(id, revision, day, reason, "", ""));
        }
        return known;
    }

    private static PolicyEvent event(String id, JsonNode event) {
        JsonNode effect = event.path("effect");
        Set<String> parties = names(event.path("coActors"));
        parties.add(event.path("actor").asText());
        int revision = event.path("revision").asInt();
        return new PolicyEvent(
                id,
                revision,
                start(firstKnown(event, revision)),
                event.path("type").asText(),
                event.path("standing").asText(ENACTED),
                parties,
                names(event.path("targets")),
                names(effect.path("consumers")),
                names(event.path("minerals")),
                names(event.path("stages")),
                "",
                "");
    }

    /** A correction is known from its own day on, but what it corrects was known since it was announced. */
    private static LocalDate firstKnown(JsonNode event, int revision) {
        LocalDate known = LocalDate.parse(event.path("knownAt").asText());
        if (revision == 1 || !event.has("announced")) {
            return known;
        }
        LocalDate announced = LocalDate.parse(event.path("announced").asText());
        return announced.isBefore(known) ? announced : known;
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Set<String> names(JsonNode names) {
        Set<String> read = new HashSet<>();
        names.forEach(name -> read.add(name.asText()));
        return read;
    }
}
