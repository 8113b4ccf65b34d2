package org.mineralwatch.scoring.outbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.mineralwatch.contract.PolicyEventRecorded;
import org.mineralwatch.scoring.domain.FactSources;
import org.mineralwatch.scoring.domain.Fault;
import org.mineralwatch.scoring.domain.PostedEvent;
import org.mineralwatch.scoring.domain.Versions;

/**
 * Reads an event as publishers post it: the event format, with minerals by any of their names and the id left to us. It is
 * held against the schema of the format, and then read as events of the topic are.
 */
@ApplicationScoped
public class PostedEventReading {
    private static final Set<String> SUSPENDING = Set.of("EASING", "PEACE_AGREEMENT");
    private static final int LONGEST_ID = 120;

    private final EventSchema schema;
    private final MineralNames minerals;
    private final ObjectReader recorded;

    PostedEventReading(ObjectMapper json, Versions<FactSources> facts) {
        this.schema = new EventSchema(json);
        this.minerals =
                new MineralNames(vocabulary(facts).tables().getOrDefault(BaselineFacts.MINERALS_TABLE, List.of()));
        this.recorded =
                json.readerFor(PolicyEventRecorded.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** The vocabulary is one for all versions of the facts. */
    private static FactSources vocabulary(Versions<FactSources> facts) {
        return facts.byKnownFrom().sequencedValues().getFirst();
    }

    /**
     * Reads an event.
     *
     * @param place JSON pointer to it
     */
    public PostedEvent read(JsonNode event, String place) {
        if (!(event instanceof ObjectNode posted)) {
            return new PostedEvent.Faulty(List.of(new Fault(place, "is no event: give an object of the event format")));
        }
        List<Fault> faults = new ArrayList<>();
        ObjectNode canonical = withIds(posted, place, faults);
        faults.addAll(schema.faults(canonical, place));
        if (faults.isEmpty()) {
            faults.addAll(rules(canonical, place));
        }
        return faults.isEmpty() ? sound(canonical, place) : new PostedEvent.Faulty(faults);
    }

    /** The id of a mineral by any of its names. */
    public Optional<String> mineral(String name) {
        return minerals.idOf(name);
    }

    /** Ids of minerals whose names are spelt nearly so. */
    public List<String> mineralsLike(String name) {
        return minerals.nearest(name);
    }

    private ObjectNode withIds(ObjectNode posted, String place, List<Fault> faults) {
        ObjectNode canonical = posted.deepCopy();
        if (!(posted.get("minerals") instanceof ArrayNode names)) {
            return canonical;
        }
        ArrayNode ids = canonical.putArray("minerals");
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i).asText();
            Optional<String> id = minerals.idOf(name);
            if (!names.get(i).isTextual()) {
                ids.add(names.get(i));
            } else if (id.isPresent()) {
                ids.add(id.get());
                stage(name, names.size(), place + "/minerals/" + i, canonical, faults);
            } else {
                ids.add("unknown");
                faults.add(new Fault(
                        place + "/minerals/" + i,
                        "\"" + name + "\" is no mineral or group of the vocabulary, or more than one",
                        minerals.nearest(name)));
            }
        }
        return canonical;
    }

    /** Bauxite is aluminum at mining, alumina is aluminum at alumina: alone they stand for their stage. */
    private static void stage(String name, int minerals, String place, ObjectNode event, List<Fault> faults) {
        Optional<String> stage = MineralNames.stageOf(name);
        if (stage.isEmpty()) {
            return;
        }
        if (event.get("stages") instanceof ArrayNode stages) {
            boolean named = false;
            for (JsonNode one : stages) {
                named |= one.asText().equals(stage.get());
            }
            if (!named) {
                faults.add(new Fault(
                        place, name + " is aluminum at " + stage.get() + ", which `stages` leaves out: add the stage"));
            }
        } else if (minerals > 1) {
            faults.add(new Fault(
                    place, name + " is aluminum at " + stage.get() + ", and the others have no stage: give `stages`"));
        } else {
            event.putArray("stages").add(stage.get());
        }
    }

    /** What must hold between members that are sound by themselves. */
    private static List<Fault> rules(ObjectNode event, String place) {
        List<Fault> faults = new ArrayList<>();
        String until = event.path("effectiveUntil").asText("");
        boolean enacted = event.path("standing").asText("ENACTED").equals("ENACTED");
        String from = event.path("effectiveFrom")
                .asText(enacted ? event.path("announced").asText() : "");
        // ISO dates sort as texts.
        if (!until.isEmpty() && from.compareTo(until) > 0) {
            faults.add(new Fault(
                    place + "/effectiveUntil",
                    "the last day in force, " + until + ", lies before the first, " + from
                            + ": exchange or correct them"));
        }
        if (event.has("suspends") && !SUSPENDING.contains(event.path("type").asText())) {
            faults.add(new Fault(
                    place + "/suspends",
                    "only EASING and PEACE_AGREEMENT suspend: use `ends` or `supersedes`, or give the suspension as an"
                            + " EASING of its own"));
        }
        return faults;
    }

    private PostedEvent sound(ObjectNode event, String place) {
        String announced = event.path("announced").asText();
        ObjectNode record = event.deepCopy();
        record.put(
                        "id",
                        event.path("id")
                                .asText(idOf(announced, event.path("title").asText())))
                .put("revision", 1)
                .put("recordedAt", announced + "T00:00:00Z")
                .put("knownAt", announced)
                .put("publisher", "scenario");
        try {
            PolicyEventRecorded read = recorded.readValue(record);
            return new PostedEvent.Sound(PolicyEventReading.toEvent(read.id(), read));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return new PostedEvent.Faulty(List.of(new Fault(place, "cannot be scored: " + e.getMessage())));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    /** Date and slug, as events get them that are posted without an id. */
    private static String idOf(String announced, String title) {
        String slug = Normalizer.normalize(title, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-");
        String id = announced + "-" + (slug.equals("-") ? Integer.toHexString(title.hashCode()) : slug);
        return id.substring(0, Math.min(id.length(), LONGEST_ID))
                .replaceAll("-+$", "")
                .replaceAll("--+", "-");
    }
}
