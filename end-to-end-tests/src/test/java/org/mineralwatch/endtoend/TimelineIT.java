package org.mineralwatch.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mineralwatch.localstack.LocalStack;

/** The real timeline in by REST; the ranking of the United States as the reference implementation has it. */
@ExtendWith(MineralWatch.Extension.class)
class TimelineIT {

    @Test
    void theRealTimelineGivesTheReferenceRanking(MineralWatch mineralWatch) throws IOException {
        String timeline = resource(LocalStack.class, "/timeline/policy-events.ndjson");
        JsonNode reference = MineralWatch.parse(resource(TimelineIT.class, "/reference/us-ranking.json"));

        List<String> verdicts = mineralWatch.postLines(timeline).lines().toList();

        assertThat(verdicts)
                .hasSize(228)
                .allSatisfy(verdict -> assertThat(
                                MineralWatch.parse(verdict).get("status").asText())
                        .isIn("created", "unchanged"));
        var address = mineralWatch
                .stack()
                .scoring()
                .uri("/v1/scores?consumer=US&limit=1000&at="
                        + reference.get("at").asText() + "&known="
                        + reference.get("known").asText());
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertSame(mineralWatch.read(address).get("items"), reference.get("ranking")));
    }

    /** Licensing was announced on 3 July 2023 for 1 August; the ban came into force on the day it was announced. */
    @Test
    void aBacktestFiresOnTheDaysOfGallium(MineralWatch mineralWatch) throws IOException {
        mineralWatch.postLines(resource(LocalStack.class, "/timeline/policy-events.ndjson"));
        String licensing = "2023-07-03-cn-export-control-ga-ge";
        String body = MineralWatch.json(Map.of(
                "watch",
                        Map.of(
                                "consumers",
                                List.of("US"),
                                "minerals",
                                List.of("gallium"),
                                "stages",
                                List.of("refining")),
                "conditions",
                        List.of(
                                Map.of("kind", "threshold", "at", 70, "rearm", 69),
                                Map.of("kind", "calendar", "before", List.of("P60D"))),
                "from", "2023-01-01",
                "to", "2026-11-01",
                "events", List.of(licensing)));

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            MineralWatch.Answer backtest = mineralWatch.post(
                    mineralWatch.stack().alert().uri("/v1/subscriptions/backtest"), "application/json", body);
            assertThat(backtest.status()).as(backtest.body().toString()).isEqualTo(200);
            assertThat(backtest.body()
                            .get("alerts")
                            .valueStream()
                            .filter(alert -> alert.get("type").asText().equals("raised"))
                            .map(alert -> alert.get("day").asText()))
                    .containsExactly("2023-08-01", "2024-12-03");
            JsonNode lead = backtest.body().at("/leadTimes/0");
            assertThat(lead.get("event").asText()).isEqualTo(licensing);
            assertThat(lead.get("date").asText()).isEqualTo("2023-08-01");
            assertThat(lead.get("days").asInt()).isEqualTo(29);
        });
    }

    private static void assertSame(JsonNode items, JsonNode ranking) {
        assertThat(items).hasSameSizeAs(ranking);
        for (int rank = 0; rank < ranking.size(); rank++) {
            JsonNode item = items.get(rank);
            JsonNode expected = ranking.get(rank);
            assertThat(item.get("score").asDouble())
                    .as("rank %d", rank + 1)
                    .isCloseTo(expected.get("score").asDouble(), within(1e-9));
            JsonNode same = find(items, expected.get("cell").asText());
            for (String member : List.of("score", "baseline", "eventLoss")) {
                assertThat(same.get(member).asDouble())
                        .as("%s of %s", member, expected.get("cell"))
                        .isCloseTo(expected.get(member).asDouble(), within(1e-9));
            }
            assertThat(same.get("band")).isEqualTo(expected.get("band"));
            assertThat(same.get("grade")).isEqualTo(expected.get("grade"));
        }
    }

    private static JsonNode find(JsonNode items, String cell) {
        return items.valueStream()
                .filter(item -> item.get("cell").asText().equals(cell))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + cell));
    }

    private static String resource(Class<?> beside, String path) throws IOException {
        try (InputStream file = Objects.requireNonNull(beside.getResourceAsStream(path), path)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
