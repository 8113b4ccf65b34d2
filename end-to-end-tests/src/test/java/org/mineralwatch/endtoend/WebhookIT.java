package org.mineralwatch.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One event in, one signed webhook out. */
@ExtendWith(MineralWatch.Extension.class)
class WebhookIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int MANY = 200;

    @Test
    void anExportBanThatCrossesAThresholdIsToldOnce(MineralWatch mineralWatch) throws IOException {
        String cell = "GB/germanium/refining";
        double before = mineralWatch.score(cell).get("score").asDouble();
        String event = "ban-" + UUID.randomUUID();
        String ban = MineralWatch.exportBan(event, "CN", "GB", "germanium");
        try (var inbox = new WebhookInbox()) {
            String subscription = mineralWatch.subscribe(
                    inbox,
                    Map.of("consumers", List.of("GB"), "minerals", List.of("germanium")),
                    Map.of("kind", "threshold", "at", before + 1, "direction", "rising"));

            assertThat(mineralWatch.postEvent(ban).status()).isEqualTo(201);

            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(inbox.received()).hasSize(1));
            JsonNode webhook = inbox.received().getFirst().body();
            assertThat(inbox.received().getFirst().id())
                    .isEqualTo(webhook.get("id").asText());
            assertThat(webhook.get("type").asText()).isEqualTo("mineralwatch.alert.raised.v1");
            assertThat(webhook.get("subject").asText()).isEqualTo(cell);
            assertThat(webhook.at("/data/subscription").asText()).isEqualTo(subscription);
            assertThat(webhook.at("/data/score/score").asDouble()).isGreaterThanOrEqualTo(before + 1);
            assertThat(webhook.at("/data/cause/events/0/id").asText()).isEqualTo(event);

            assertThat(mineralWatch.postEvent(ban).status()).isEqualTo(200);
            // What is posted next passes the same way, so once its effect is there the repetition's would be, too.
            mineralWatch.postEvent(MineralWatch.exportBan("ban-" + UUID.randomUUID(), "CN", "KR", "germanium"));
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(
                                    mineralWatch.score("KR/germanium/refining").get("byEvent"))
                            .isNotEmpty());

            assertThat(inbox.received()).hasSize(1);
            assertThat(mineralWatch.deliveriesByState(subscription)).isEqualTo(Map.of("delivered", 1L));
        }
    }

    /**
     * A ban on each of many cells, one after another, each of which crosses a threshold. Nothing is asserted of time: the
     * figures are for whoever reads the log.
     */
    @Test
    void everyCrossingOfManyIsTold(MineralWatch mineralWatch) throws IOException {
        List<JsonNode> cells = cellsThatABanByChinaMoves(mineralWatch);
        List<Hops> hops = new ArrayList<>();
        try (var inbox = new WebhookInbox()) {
            for (JsonNode cell : cells) {
                mineralWatch.subscribe(
                        inbox,
                        Map.of(
                                "consumers", List.of(cell.get("consumer").asText()),
                                "minerals", List.of(cell.get("mineral").asText()),
                                "stages", List.of(cell.get("stage").asText())),
                        Map.of("kind", "threshold", "at", cell.get("score").asDouble() + 0.5, "direction", "rising"));
            }

            for (JsonNode cell : cells) {
                Instant posted = Instant.now();
                mineralWatch.postEvent(MineralWatch.exportBan(
                        "many-" + UUID.randomUUID(),
                        "CN",
                        cell.get("consumer").asText(),
                        cell.get("mineral").asText()));
                Instant answered = Instant.now();
                await().pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(1))
                        .atMost(LONG)
                        .until(() -> told(inbox, cell).isPresent());
                hops.add(Hops.of(posted, answered, told(inbox, cell).orElseThrow()));
            }

            assertThat(inbox.received())
                    .extracting(webhook -> webhook.body().get("subject").asText())
                    .containsAll(cells.stream()
                            .map(cell -> cell.get("cell").asText())
                            .toList());
            // A subscription to a mineral watches those made of it, too: one alert for each such cell, and no second.
            assertThat(inbox.received())
                    .extracting(
                            webhook -> webhook.body().at("/data/subscription").asText()
                                    + webhook.body().get("subject").asText())
                    .doesNotHaveDuplicates();
        }
        System.out.printf("POST to webhook, %d crossings one after another, in ms%n", hops.size());
        print("POST answered", hops, hop -> hop.answered);
        print("scored", hops, hop -> hop.scored);
        print("alert raised", hops, hop -> hop.raised);
        print("webhook received", hops, hop -> hop.received);
        print("POST to webhook", hops, hop -> hop.answered + hop.scored + hop.raised + hop.received);
    }

    /** Milliseconds of each hop on the way of one event. */
    private record Hops(double answered, double scored, double raised, double received) {

        static Hops of(Instant posted, Instant answered, WebhookInbox.Received webhook) {
            Instant scored =
                    Instant.parse(webhook.body().at("/data/score/recordedAt").asText());
            Instant raised = Instant.parse(webhook.body().get("time").asText());
            return new Hops(
                    milliseconds(posted, answered),
                    milliseconds(answered, scored),
                    milliseconds(scored, raised),
                    milliseconds(raised, webhook.at()));
        }

        private static double milliseconds(Instant from, Instant to) {
            return Duration.between(from, to).toNanos() / 1e6;
        }
    }

    private static void print(String hop, List<Hops> hops, ToDoubleFunction<Hops> time) {
        double[] sorted = hops.stream().mapToDouble(time).sorted().toArray();
        System.out.printf(
                "  %-16s p50 %6.1f   p99 %6.1f   max %6.1f%n",
                hop, sorted[sorted.length / 2], sorted[sorted.length * 99 / 100], sorted[sorted.length - 1]);
    }

    private static Optional<WebhookInbox.Received> told(WebhookInbox inbox, JsonNode cell) {
        return inbox.received().stream()
                .filter(webhook -> webhook.body().get("subject").equals(cell.get("cell")))
                .findFirst();
    }

    /** One cell a consumer and mineral, without events so far, that China supplies a good part of. */
    private static List<JsonNode> cellsThatABanByChinaMoves(MineralWatch mineralWatch) {
        Map<String, JsonNode> cells = new LinkedHashMap<>();
        mineralWatch
                .read(mineralWatch.stack().scoring().uri("/v1/scores?limit=1000&sort=cell"))
                .get("items")
                .valueStream()
                .filter(cell ->
                        !Set.of("CN", "GB").contains(cell.get("consumer").asText()))
                .filter(cell -> !Set.of("germanium", "bismuth", "indium", "tellurium")
                        .contains(cell.get("mineral").asText()))
                // A ban on a group would move its members, too.
                .filter(cell -> !cell.get("stage").asText().equals("magnet"))
                .filter(cell -> cell.at("/bySupplier/CN").asDouble() > 3
                        && cell.get("byEvent").isEmpty()
                        && cell.get("score").asDouble() < 75)
                .forEach(cell -> cells.putIfAbsent(
                        cell.get("consumer").asText() + "/"
                                + cell.get("mineral").asText(),
                        cell));
        return cells.values().stream().limit(MANY).toList();
    }
}
