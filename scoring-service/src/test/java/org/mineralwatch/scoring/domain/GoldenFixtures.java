package org.mineralwatch.scoring.domain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.scoring.domain.CellBaseline.Bloc;
import org.mineralwatch.scoring.domain.CellBaseline.Sourcing;
import org.mineralwatch.scoring.domain.CellBaseline.Upstream;
import org.mineralwatch.scoring.domain.World.Country;

/** Reference figures of the model, from {@code src/test/resources/golden}. */
public final class GoldenFixtures {
    /** To which every golden figure is reproduced, absolute. */
    public static final double TOLERANCE = 1e-9;

    private static final ObjectMapper JSON = new ObjectMapper();

    private GoldenFixtures() {}

    /** A golden file. */
    static JsonNode golden(String file) {
        try (InputStream in = open(file)) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A golden file of one JSON object a line. */
    static List<JsonNode> lines(String file) {
        try (InputStream in = open(file)) {
            List<JsonNode> lines = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                lines.add(JSON.readTree(line));
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The simplified cells of the worked examples. */
    static Baseline workedBaseline() {
        JsonNode golden = golden("golden.json");
        return Baseline.of(world(golden.get("world")), cells(golden.get("cells")));
    }

    /** The real cells. */
    public static Baseline realBaseline() {
        JsonNode baseline = golden("baseline.json");
        return Baseline.of(world(baseline), cells(baseline.get("cells")));
    }

    static World world(JsonNode json) {
        SortedMap<String, SortedSet<String>> members = new TreeMap<>();
        json.get("members").properties().forEach(bloc -> {
            SortedSet<String> inside = new TreeSet<>();
            bloc.getValue().forEach(member -> inside.add(member.textValue()));
            members.put(bloc.getKey(), inside);
        });
        return new World(
                map(
                        json.get("countries"),
                        country -> new Country(
                                country.get("g").doubleValue(),
                                country.path("wgiSe").asDouble(Country.USUAL_STANDARD_ERROR))),
                map(json.get("ties"), ties -> map(ties, tie -> Tie.of(tie.textValue()))),
                members,
                map(json.get("groups"), JsonNode::textValue));
    }

    private static List<CellBaseline> cells(JsonNode json) {
        List<CellBaseline> cells = new ArrayList<>();
        json.forEach(cell -> cells.add(cell(cell)));
        return cells;
    }

    private static CellBaseline cell(JsonNode json) {
        return new CellBaseline(
                new Cell(
                        json.get("consumer").textValue(),
                        json.get("mineral").textValue(),
                        Stage.of(json.get("stage").textValue())),
                Grade.valueOf(json.get("grade").textValue()),
                json.path("year").asInt(2025),
                json.path("productionOf").textValue(),
                numbers(json.get("production")),
                sourcing(json),
                json.get("eolRir").doubleValue(),
                json.get("siSr").doubleValue(),
                bloc(json.path("bloc")),
                upstream(json));
    }

    private static @Nullable Sourcing sourcing(JsonNode json) {
        return json.has("sourcing")
                ? new Sourcing(
                        numbers(json.get("sourcing")),
                        json.get("importReliance").doubleValue())
                : null;
    }

    private static @Nullable Bloc bloc(JsonNode json) {
        return json.isMissingNode() ? null : new Bloc(json.get("g").doubleValue(), numbers(json.get("members")));
    }

    private static @Nullable Upstream upstream(JsonNode json) {
        return json.has("upstream")
                ? new Upstream(
                        Stage.of(json.get("upstreamStage").textValue()),
                        map(json.get("upstream"), GoldenFixtures::numbers))
                : null;
    }

    static SortedMap<String, Double> numbers(JsonNode json) {
        return map(json, JsonNode::doubleValue);
    }

    private static <V> SortedMap<String, V> map(JsonNode json, Function<JsonNode, V> value) {
        SortedMap<String, V> map = new TreeMap<>();
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            map.put(member.getKey(), value.apply(member.getValue()));
        }
        return map;
    }

    private static InputStream open(String file) {
        return Objects.requireNonNull(GoldenFixtures.class.getResourceAsStream("/golden/" + file), file);
    }
}
