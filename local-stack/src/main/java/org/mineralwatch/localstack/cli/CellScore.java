package org.mineralwatch.localstack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A score as the scoring service answers it.
 *
 * @param cell consumer, mineral and stage
 * @param at the day valued
 * @param score 0 to 100
 * @param band its band
 * @param bySupplier points by supplier
 * @param byEvent points by policy event
 */
record CellScore(
        String cell,
        LocalDate at,
        double score,
        String band,
        Map<String, Double> bySupplier,
        Map<String, Double> byEvent) {

    static CellScore of(JsonNode json) {
        return new CellScore(
                json.path("cell").asText(),
                LocalDate.parse(json.path("at").asText()),
                json.path("score").asDouble(),
                json.path("band").asText(),
                points(json.path("bySupplier")),
                points(json.path("byEvent")));
    }

    /** Mineral and stage. */
    String withoutConsumer() {
        return cell.substring(cell.indexOf('/') + 1);
    }

    Optional<Map.Entry<String, Double>> mainSupplier() {
        return largest(bySupplier);
    }

    Optional<Map.Entry<String, Double>> mainEvent() {
        return largest(byEvent);
    }

    private static Optional<Map.Entry<String, Double>> largest(Map<String, Double> points) {
        return points.entrySet().stream().max(Map.Entry.comparingByValue(Comparator.comparingDouble(Math::abs)));
    }

    private static Map<String, Double> points(JsonNode json) {
        var points = new TreeMap<String, Double>();
        json.properties().forEach(one -> points.put(one.getKey(), one.getValue().asDouble()));
        return points;
    }
}
