package org.mineralwatch.alert.outbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.mineralwatch.alert.domain.Band;
import org.mineralwatch.alert.domain.BandEntry;
import org.mineralwatch.alert.domain.Condition;
import org.mineralwatch.alert.domain.DatedChange;
import org.mineralwatch.alert.domain.Direction;
import org.mineralwatch.alert.domain.DurationText;
import org.mineralwatch.alert.domain.EventFilter;
import org.mineralwatch.alert.domain.Move;
import org.mineralwatch.alert.domain.Threshold;

/** Conditions as JSON: as they are stored, and as an alert names the one that fired. */
final class ConditionJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ConditionJson() {}

    static String write(List<Condition> conditions) {
        ArrayNode written = JsonNodeFactory.instance.arrayNode();
        conditions.forEach(condition -> written.add(write(condition)));
        return written.toString();
    }

    static ObjectNode write(Condition condition) {
        ObjectNode written = JsonNodeFactory.instance.objectNode();
        switch (condition) {
            case Threshold threshold -> {
                written.put("kind", "threshold");
                putPoints(written, "at", threshold.at());
                written.put("direction", threshold.direction().name().toLowerCase(Locale.ROOT));
                putPoints(written, "rearm", threshold.rearm());
                if (!threshold.hold().isZero()) {
                    written.put("hold", DurationText.of(threshold.hold()));
                }
                if (threshold.worsening() != 0) {
                    putPoints(written, "worsening", threshold.worsening());
                }
                putUntold(written, threshold.tellsCleared());
            }
            case BandEntry entry -> {
                written.put("kind", "band");
                ArrayNode bands = written.putArray("bands");
                entry.bands().stream().sorted().forEach(band -> bands.add(band.name()));
                putPoints(written, "rearm", entry.rearm());
                putUntold(written, entry.tellsCleared());
            }
            case Move move -> {
                written.put("kind", "move");
                putPoints(written, "points", move.points());
                written.put("within", DurationText.of(move.within()));
                move.direction()
                        .ifPresent(direction ->
                                written.put("direction", direction.name().toLowerCase(Locale.ROOT)));
            }
            case DatedChange dated -> {
                written.put("kind", "calendar");
                ArrayNode before = written.putArray("before");
                dated.before().forEach(period -> before.add(period.toString()));
                dated.threshold().ifPresent(threshold -> {
                    putPoints(written, "at", threshold.at());
                    written.put("direction", threshold.direction().name().toLowerCase(Locale.ROOT));
                    putPoints(written, "rearm", threshold.rearm());
                });
            }
            case EventFilter filter -> {
                written.put("kind", "event");
                putNames(written, "types", filter.types());
                putNames(written, "actors", filter.actors());
                putNames(written, "targets", filter.targets());
                putNames(written, "standing", filter.standing());
            }
        }
        return written;
    }

    private static void putUntold(ObjectNode written, boolean tellsCleared) {
        if (!tellsCleared) {
            written.put("cleared", false);
        }
    }

    /** 70 rather than 70.0, as subscribers write it. */
    private static void putPoints(ObjectNode node, String member, double points) {
        if (points == Math.rint(points)) {
            node.put(member, (int) points);
        } else {
            node.put(member, points);
        }
    }

    private static void putNames(ObjectNode node, String member, Set<String> names) {
        if (!names.isEmpty()) {
            ArrayNode written = node.putArray(member);
            new TreeSet<>(names).forEach(written::add);
        }
    }

    /** Reads what {@link #write(List)} wrote. */
    static List<Condition> read(String json) {
        try {
            List<Condition> conditions = new ArrayList<>();
            MAPPER.readTree(json).forEach(condition -> conditions.add(read(condition)));
            return conditions;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("conditions are not as they were stored", e);
        }
    }

    private static Condition read(JsonNode condition) {
        String kind = condition.path("kind").asText();
        return switch (kind) {
            case "threshold" -> threshold(condition);
            case "band" ->
                new BandEntry(
                        names(condition, "bands").stream().map(Band::valueOf).collect(Collectors.toSet()),
                        condition.path("rearm").asDouble(),
                        condition.path("cleared").asBoolean(true));
            case "move" ->
                new Move(
                        condition.path("points").asDouble(),
                        Duration.parse(condition.path("within").asText()),
                        condition.has("direction") ? Set.of(direction(condition)) : Set.of(Direction.values()));
            case "calendar" ->
                new DatedChange(
                        names(condition, "before").stream().map(Period::parse).toList(),
                        condition.has("at") ? Optional.of(threshold(condition)) : Optional.empty());
            case "event" ->
                new EventFilter(
                        names(condition, "types"),
                        names(condition, "actors"),
                        names(condition, "targets"),
                        names(condition, "standing"));
            // A string from the database has no closed set that the compiler could hold us to.
            default -> throw new IllegalStateException("a stored condition of kind " + kind);
        };
    }

    private static Threshold threshold(JsonNode condition) {
        return new Threshold(
                condition.path("at").asDouble(),
                direction(condition),
                condition.path("rearm").asDouble(),
                Duration.parse(condition.path("hold").asText("PT0S")),
                condition.path("worsening").asDouble(0),
                condition.path("cleared").asBoolean(true));
    }

    private static Direction direction(JsonNode condition) {
        return Direction.valueOf(condition.path("direction").asText().toUpperCase(Locale.ROOT));
    }

    private static Set<String> names(JsonNode condition, String member) {
        Set<String> names = new LinkedHashSet<>();
        condition.path(member).forEach(name -> names.add(name.asText()));
        return names;
    }
}
