package org.mineralwatch.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Records of the topics, as JSON, and cells that no other test knows. */
public final class Records {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> COUNTRIES = List.of(Locale.getISOCountries());
    private static final AtomicInteger NEXT_COUNTRY = new AtomicInteger();

    /** Twenty minerals, for as many cells of a consumer. */
    public static final List<String> MINERALS = List.of(
            "antimony",
            "arsenic",
            "barite",
            "beryllium",
            "bismuth",
            "boron",
            "cerium",
            "cesium",
            "chromium",
            "cobalt",
            "copper",
            "dysprosium",
            "erbium",
            "europium",
            "fluorspar",
            "gadolinium",
            "germanium",
            "graphite",
            "hafnium",
            "holmium");

    private Records() {}

    /** A consumer of this test alone. To be taken before each test, not with each instance: Quarkus makes two for a test. */
    public static String newConsumer() {
        return COUNTRIES.get(NEXT_COUNTRY.getAndIncrement());
    }

    /** A cell's change: by an event, from some score to this one. */
    public static ObjectNode score(String cell, long sequence, double score) {
        String[] parts = cell.split("/");
        ObjectNode change = parse("""
                {"at": "2026-11-21", "known": "2026-11-21", "band": "SEVERE", "baseline": 40.5,
                 "interval": {"low": 10.0, "high": 90.0}, "eventLoss": 0.25, "byEvent": {"2026-11-21-cn-ban": 20.5},
                 "bySupplier": {"CN": 50.5, "AU": 9.5}, "heldBack": {}, "alternativeSupply": 0.0, "grade": "B",
                 "model": "DEP-1", "baselineVersion": "0a1b2c3d4e5f", "previous": {"score": 40.5, "band": "ELEVATED"},
                 "cause": {"events": [{"id": "2026-11-21-cn-ban", "revision": 1}]}}""");
        change.put("cell", cell);
        change.put("consumer", parts[0]);
        change.put("mineral", parts[1]);
        change.put("stage", parts[2]);
        change.put("sequence", sequence);
        change.put("recordedAt", Instant.now().toString());
        change.put("score", score);
        return change;
    }

    /** A cell's change with a new baseline, or its first score. */
    public static ObjectNode rebase(String cell, long sequence, double score) {
        ObjectNode change = score(cell, sequence, score);
        change.remove("previous");
        change.putObject("cause").put("rebase", "0a1b2c3d4e5f");
        return change;
    }

    /** The same change as of another time. */
    public static ObjectNode recordedAt(ObjectNode change, Instant at) {
        return change.put("recordedAt", at.toString());
    }

    /** The same change as of the beginning of a day (UTC). */
    public static ObjectNode on(LocalDate day, ObjectNode change) {
        change.put("at", day.toString()).put("known", day.toString());
        return recordedAt(change, day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** The same change, with a date ahead on which an act will turn the score. */
    public static ObjectNode ahead(ObjectNode change, LocalDate at, double before, double after, String act) {
        ArrayNode ahead = change.path("ahead") instanceof ArrayNode there ? there : change.putArray("ahead");
        ahead.addObject()
                .put("at", at.toString())
                .put("before", before)
                .put("score", after)
                .putArray("events")
                .add(act);
        return change;
    }

    /** A first revision of a ban on exports. */
    public static ObjectNode ban(String id, String actor, String target, String mineral) {
        ObjectNode event = parse("""
                {"revision": 1, "knownAt": "2026-11-21", "publisher": "desk", "type": "EXPORT_BAN",
                 "title": "Exports stopped", "announced": "2026-11-21", "standing": "ENACTED"}""");
        event.put("id", id);
        event.put("recordedAt", Instant.now().toString());
        event.put("actor", actor);
        event.putArray("targets").add(target);
        event.putArray("minerals").add(mineral);
        return event;
    }

    private static ObjectNode parse(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
