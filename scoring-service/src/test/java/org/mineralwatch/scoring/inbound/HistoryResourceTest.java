package org.mineralwatch.scoring.inbound;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mineralwatch.localstack.testing.LocalStackResource;
import org.mineralwatch.scoring.PolicyEventFixtures;
import org.mineralwatch.scoring.TestClock;

/** Scores of past days as they would have been published. */
@QuarkusTest
@WithTestResource(value = LocalStackResource.class, initArgs = @ResourceArg(name = "database", value = "scoring"))
class HistoryResourceTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    TestClock clock;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Test
    void everyLineIsTheScoreOfItsDayAndBetweenLinesNothingMoves() throws IOException {
        LocalDate from = LocalDate.of(2012, 3, 1);
        publish("history-licences", LocalDate.of(2012, 3, 10), """
                "type":"EXPORT_LICENSING","title":"t","announced":"2012-03-10","effectiveFrom":"2012-03-20","effectiveUntil":"2012-05-20",\
                "actor":"CN","targets":["JP"],"minerals":["antimony"],\
                "effect":{"kind":"LICENSING","holdDays":5,"halfLifeDays":3}""");
        publish("history-truce", LocalDate.of(2012, 4, 1), """
                "type":"EASING","title":"t","announced":"2012-04-01","effectiveUntil":"2012-04-20",\
                "actor":"CN","targets":["JP"],"minerals":["antimony"],"suspends":[{"event":"history-licences"}]""");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(given().get("/v1/events/history-truce/impact?at=2012-04-10")
                                .statusCode())
                        .isEqualTo(200));
        String filters = "consumer=JP&consumer=GB&mineral=antimony";

        Map<String, TreeMap<LocalDate, JsonNode>> byCell = new TreeMap<>();
        List<String> order = new ArrayList<>();
        for (JsonNode line : lines(filters + "&from=" + from + "&to=2012-05-31")) {
            order.add(line.get("at").asText() + line.get("cell").asText());
            byCell.computeIfAbsent(line.get("cell").asText(), _ -> new TreeMap<>())
                    .put(LocalDate.parse(line.get("at").asText()), line);
        }

        assertThat(order).isSorted().doesNotHaveDuplicates();
        assertThat(byCell)
                .containsOnlyKeys(
                        "GB/antimony/mining", "GB/antimony/refining", "JP/antimony/mining", "JP/antimony/refining");
        byCell.forEach((cell, lines) -> {
            inSequence(lines);
            for (LocalDate day = from; !day.isAfter(LocalDate.of(2012, 5, 31)); day = day.plusDays(1)) {
                JsonNode then = read("/v1/scores/" + cell + "?at=" + day + "&known=" + day);
                assertThat(said(lines.floorEntry(day).getValue(), then))
                        .as("%s on %s", cell, day)
                        .isEqualTo(said(then, then));
            }
        });
        assertThat(text(byCell, "2012-03-10", "/cause/events/0/id")).isEqualTo("history-licences");
        assertThat(text(byCell, "2012-03-20", "/cause/calendar/0")).isEqualTo("history-licences");
        assertThat(text(byCell, "2012-04-21", "/cause/calendar/0")).isEqualTo("history-truce");
        assertThat(text(byCell, "2012-04-01", "/ahead/0/at")).isEqualTo("2012-04-21");
    }

    private static void inSequence(TreeMap<LocalDate, JsonNode> lines) {
        long sequence = 0;
        JsonNode before = null;
        for (JsonNode line : lines.values()) {
            sequence++;
            assertThat(line.get("sequence").asLong()).isEqualTo(sequence);
            assertThat(line.get("recordedAt").asText()).isEqualTo(line.get("at").asText() + "T00:00:00Z");
            if (before == null) {
                assertThat(line.has("previous")).isFalse();
                assertThat(line.at("/cause/rebase")).isEqualTo(line.get("baselineVersion"));
            } else {
                assertThat(line.at("/previous/score")).isEqualTo(before.get("score"));
                assertThat(line.at("/previous/band")).isEqualTo(before.get("band"));
            }
            before = line;
        }
    }

    private static String text(Map<String, TreeMap<LocalDate, JsonNode>> byCell, String day, String member) {
        return byCell.getOrDefault("JP/antimony/refining", new TreeMap<>())
                .getOrDefault(LocalDate.parse(day), JSON.nullNode())
                .at(member)
                .asText();
    }

    /** What a line says of the score, as far as a read says it, too. */
    private static JsonNode said(JsonNode line, JsonNode read) {
        ObjectNode said = line.deepCopy();
        said.retain(read.properties().stream().map(Map.Entry::getKey).toArray(String[]::new));
        said.remove(List.of("at", "known"));
        return said;
    }

    @Test
    void mineralsAndGroupsWidenOrNarrow() throws IOException {
        String day = "&from=2001-01-01&to=2001-01-01";

        assertThat(cells("consumer=US&mineral=gallium&mineral=rare-earths-heavy" + day))
                .contains("US/gallium/refining", "US/dysprosium/refining")
                .allMatch(cell -> cell.startsWith("US/"));
        assertThat(cells("group=rare-earths-heavy&mineral=dysprosium&mineral=gallium&stage=refining" + day))
                .hasSize(7)
                .allMatch(cell -> cell.endsWith("/dysprosium/refining"));
        assertThat(cells("from=2001-01-01&to=2001-01-02")).hasSize(770).doesNotHaveDuplicates();
    }

    @Test
    void withoutDatesItIsTheYearUpToToday() throws IOException {
        List<JsonNode> lines = lines("consumer=IN&mineral=lithium&stage=mining");

        assertThat(lines.getFirst().get("at").asText())
                .isEqualTo(clock.today().minusYears(1).toString());
        assertThat(lines.getFirst().has("previous")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "consumer=US&consumer=XX, ?consumer, none of",
        "mineral=unobtainium, ?mineral, gallium",
        "group=unobtainium, ?group, no cell",
        "stage=kitchen, ?stage, mining",
        "from=yesterday, ?from, no day of the calendar",
        "from=2026-01-02&to=2026-01-01, ?from, exchange them",
        "from=1992-12-31&to=1995-01-01, ?from, scores are given from",
        "to=2226-01-01, ?to, scores are given from",
        "from=2010-01-01&to=2020-01-02, ?from, from=2010-01-02",
        "known=2020-01-01, ?known, 'consumer, from, group, mineral, stage, to'"
    })
    void aFaultyParameterIsNamed(String query, String pointer, String mend) {
        get(query)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("https://mineralwatch.org/problems/invalid-query"))
                .body("errors", hasSize(1))
                .body("errors[0].pointer", equalTo(pointer))
                .body("errors[0].detail", containsString(mend));
    }

    private static List<String> cells(String query) throws IOException {
        return lines(query).stream().map(line -> line.get("cell").asText()).toList();
    }

    private static List<JsonNode> lines(String query) throws IOException {
        String body = get(query)
                .statusCode(200)
                .contentType("application/x-ndjson")
                .extract()
                .asString();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : body.split("\n")) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    private static ValidatableResponse get(String query) {
        return given().urlEncodingEnabled(false)
                .when()
                .get("/v1/scores/history?" + query)
                .then();
    }

    private static JsonNode read(String path) {
        try {
            return JSON.readTree(given().get(path).asString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void publish(String id, LocalDate knownAt, String members) {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(
                    new ProducerRecord<>("policy-events.v1", id, PolicyEventFixtures.recorded(id, knownAt, members)));
            producer.flush();
        }
    }
}
