package org.mineralwatch.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Kafka stopped for half a minute: events are accepted meanwhile, and all of them arrive. */
@ExtendWith(MineralWatch.Extension.class)
class KafkaAwayIT {
    private static final Duration AWAY = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofSeconds(120);

    @Test
    void allEventsPostedMeanwhileArrive(MineralWatch mineralWatch) throws IOException {
        String run = "away-" + UUID.randomUUID() + "-";
        Set<String> posted = new TreeSet<>();
        try (var inbox = new WebhookInbox()) {
            String subscription = mineralWatch.subscribe(
                    inbox,
                    Map.of("minerals", List.of("indium")),
                    Map.of("kind", "event", "types", List.of("EXPORT_BAN"), "actors", List.of("CN")));

            mineralWatch.stack().kafka().stop();
            try {
                await().pollInterval(Duration.ofMillis(500))
                        .during(AWAY)
                        .atMost(LONG)
                        .until(() -> {
                            String event = run + posted.size();
                            posted.add(event);
                            return mineralWatch
                                            .postEvent(MineralWatch.exportBan(event, "CN", "IN", "indium"))
                                            .status()
                                    == 201;
                        });
            } finally {
                mineralWatch.stack().kafka().start();
            }

            await().atMost(LONG).untilAsserted(() -> {
                assertThat(inbox.received().stream()
                                .map(webhook ->
                                        webhook.body().at("/data/event/id").asText())
                                .collect(Collectors.toSet()))
                        .isEqualTo(posted);
                assertThat(mineralWatch.deliveriesByState(subscription))
                        .isEqualTo(Map.of("delivered", (long) posted.size()));
            });
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(mineralWatch
                                    .score("IN/indium/refining")
                                    .get("byEvent")
                                    .propertyStream()
                                    .map(Map.Entry::getKey)
                                    .toList())
                            .containsAll(posted));
        }
    }
}
