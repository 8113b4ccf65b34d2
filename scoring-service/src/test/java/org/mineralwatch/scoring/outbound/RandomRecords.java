package org.mineralwatch.scoring.outbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values of {@code policy-events.v1} as chance makes them: mostly nearly right, with what is legal but odd, or wrong, in places. */
final class RandomRecords {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TYPES = List.of(
            "EXPORT_BAN",
            "EXPORT_LICENSING",
            "EXPORT_QUOTA",
            "EXPORT_TAX",
            "IMPORT_TARIFF",
            "IMPORT_RESTRICTION",
            "DISRUPTION",
            "CONFLICT",
            "EASING",
            "STATE_FINANCE",
            "DISCOVERY",
            "STOCKPILE",
            "NEWS");
    private static final List<String> DATES =
            List.of("2024-02-29", "2025-04-04", "2026-11-27", "2027-01-01", "0001-01-01", "9999-12-31", "9998-06-30");
    private static final List<String> COUNTRIES = List.of("CN", "US", "EU", "DE", "JP", "QQ", "ZZ", "CD");
    private static final List<String> MINERALS =
            List.of("gallium", "samarium", "rare-earths", "cobalt", "unobtainium", "graphite");
    private static final List<String> IDS = List.of("e0", "e1", "e2", "e3", "e4");
    private static final String[] EFFECTS = {
        "{\"kind\":\"BAN\",\"scope\":#,\"leak\":#}",
        "{\"kind\":\"LICENSING\",\"startLoss\":#,\"holdDays\":#,\"halfLifeDays\":#,\"civilLoss\":#,\"deniedShare\":{\"US\":#,\"*\":#}}",
        "{\"kind\":\"QUOTA\",\"loss\":#}",
        "{\"kind\":\"QUOTA\",\"quota\":#,\"days\":#,\"base\":#}",
        "{\"kind\":\"TARIFF\",\"rate\":#,\"elasticity\":#}",
        "{\"kind\":\"EXPORT_TAX\",\"rate\":#}",
        "{\"kind\":\"OUTAGE\",\"loss\":#,\"halfLifeDays\":#}",
        "{\"kind\":\"CONFLICT\",\"loss\":#}",
        "{\"kind\":\"NEWS\",\"goldstein\":-#,\"halfLifeDays\":#}",
        "{\"kind\":\"DEAL\",\"coverage\":#,\"success\":#,\"rampYears\":#,\"host\":\"QQ\"}",
        "{\"kind\":\"INVESTMENT\",\"coverage\":{\"US\":#},\"rampYears\":#}",
        "{\"kind\":\"NONE\"}"
    };
    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "0.5",
            "0.25",
            "0.999999999999",
            "1e-300",
            "4.9e-324",
            "1e-17",
            "1e300",
            "1e999",
            "36500",
            "60",
            "20",
            "-0.0",
            "\"NaN\"",
            "\"Infinity\"",
            "null",
            "0.1",
            "0.75",
            "15",
            "30");
    private static final List<String> ODD = List.of(
            "null",
            "[null]",
            "[]",
            "{}",
            "0",
            "-1",
            "1e999",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "true",
            "[[\"CN\"]]",
            "\"*\"",
            "[\"*\",\"CN\"]",
            "[{}]",
            "[{\"event\":null}]",
            "\"+99999-01-01\"",
            "[2026,2,30]",
            "\"2026-02-30\"",
            "2147483648");
    private static final Pattern NUMBER = Pattern.compile("#");

    private final Random random;

    RandomRecords(Random random) {
        this.random = random;
    }

    /** One value, and now and then not in UTF-8. */
    byte[] next() {
        String text = record().toString();
        Charset charset = random.nextInt(30) > 0
                ? StandardCharsets.UTF_8
                : one(List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_32));
        byte[] bytes = text.getBytes(charset);
        if (random.nextInt(20) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private ObjectNode record() {
        ObjectNode record = JSON.createObjectNode();
        record.put("id", one(IDS)).put("revision", 1 + random.nextInt(3));
        record.put("recordedAt", "2026-11-21T10:00:00Z").put("publisher", "anonymous");
        record.put("knownAt", random.nextInt(4) > 0 ? "2024-01-01" : one(DATES));
        record.put("type", one(TYPES)).put("title", "t").put("actor", one(COUNTRIES));
        record.put("announced", one(DATES));
        record.set("minerals", some(MINERALS));
        sometimes(record, "effectiveFrom", read("\"" + one(DATES) + "\""));
        sometimes(record, "effectiveUntil", read("\"" + one(DATES) + "\""));
        sometimes(record, "targets", some(COUNTRIES));
        sometimes(record, "coActors", some(COUNTRIES));
        sometimes(record, "stages", some(List.of("mining", "refining")));
        sometimes(record, "standing", read("\"" + one(List.of("ENACTED", "SIGNED", "PROPOSED", "WITHDRAWN")) + "\""));
        sometimes(record, "supersedes", some(IDS));
        sometimes(record, "ends", some(IDS));
        sometimes(record, "suspends", read("[{\"event\":\"" + one(IDS) + "\",\"relief\":" + number() + "}]"));
        sometimes(record, "leadTimeYears", read(number()));
        sometimes(record, "effect", read(numbered(EFFECTS[random.nextInt(EFFECTS.length)])));
        sometimes(record, "effect", read(numbered(EFFECTS[random.nextInt(EFFECTS.length)])));
        if (random.nextInt(3) == 0) {
            List<String> members = new ArrayList<>(record.properties().size());
            record.fieldNames().forEachRemaining(members::add);
            record.set(one(members), read(one(ODD)));
        }
        return record;
    }

    private void sometimes(ObjectNode record, String member, JsonNode value) {
        if (random.nextInt(3) == 0) {
            record.set(member, value);
        }
    }

    private String numbered(String effect) {
        return NUMBER.matcher(effect)
                .replaceAll(_ -> Matcher.quoteReplacement(number()))
                .replace("-\"", "\"")
                .replace("-null", "null")
                .replace("--", "-");
    }

    private String number() {
        return one(NUMBERS);
    }

    private ArrayNode some(List<String> values) {
        ArrayNode chosen = JSON.createArrayNode().add(one(values));
        values.stream().filter(_ -> random.nextInt(4) == 0).forEach(chosen::add);
        return chosen;
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(json, e);
        }
    }
}
