package org.mineralwatch.ingest.domain;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.mineralwatch.ingest.inbound.JsonReader;
import org.mineralwatch.ingest.outbound.ShippedVocabulary;

/** Policy events as publishers post them. */
public final class PolicyEventFixtures {
    public static final Vocabulary VOCABULARY = ShippedVocabulary.vocabulary();

    private PolicyEventFixtures() {}

    /** A ban by Congo, at once, on everyone, at all stages; with further members, or others in place of its own. */
    public static String cobaltBan(String... members) {
        StringBuilder json = new StringBuilder("{");
        String[] usual = {
            "\"type\":\"EXPORT_BAN\"",
            "\"title\":\"Congo stops cobalt exports\"",
            "\"announced\":\"2027-02-01\"",
            "\"actor\":\"CD\"",
            "\"minerals\":[\"cobalt\"]"
        };
        for (String member : usual) {
            String name = member.substring(0, member.indexOf(':'));
            if (List.of(members).stream().noneMatch(given -> given.startsWith(name + ":"))) {
                json.append(json.length() == 1 ? "" : ",").append(member);
            }
        }
        for (String member : members) {
            json.append(json.length() == 1 ? "" : ",").append(member);
        }
        return json.append('}').toString();
    }

    /** The timeline of real events, a line each. */
    public static List<String> timeline() {
        try (InputStream file =
                Objects.requireNonNull(PolicyEventFixtures.class.getResourceAsStream("/timeline.ndjson"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("the timeline cannot be read", e);
        }
    }

    static JsonValue json(String json) {
        try {
            return JsonReader.read(json.getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + json, e);
        }
    }

    static MeasureReading read(String json) {
        return PolicyMeasure.read(json(json), VOCABULARY);
    }

    static PolicyMeasure sound(String json) {
        return switch (read(json)) {
            case MeasureReading.Sound(PolicyMeasure measure) -> measure;
            case MeasureReading.Faulty faulty -> throw new AssertionError(faulty + " in " + json);
        };
    }

    static List<Fault> faults(String json) {
        return switch (read(json)) {
            case MeasureReading.Sound sound -> throw new AssertionError(sound + " should have faults");
            case MeasureReading.Faulty(List<Fault> faults, int ignored) -> faults;
        };
    }
}
