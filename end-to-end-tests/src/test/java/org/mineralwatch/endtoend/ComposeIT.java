package org.mineralwatch.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The system as docker-compose.yml brings it up: each of its containers is killed, and nothing is lost. */
@Tag("containers")
class ComposeIT {
    private static final Duration LONG = Duration.ofMinutes(2);

    /** Those that a publisher's post does not need: it is answered while they are down. */
    private static final List<String> BEHIND = List.of("kafka", "scoring-service", "alert-service");

    @Test
    void nothingIsLostWhicheverContainerIsKilled() throws IOException {
        try (var system = new ComposedSystem()) {
            system.start();
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(system.read("scoring-service", "/v1/scores/US/gallium/refining")
                                    .get("byEvent"))
                            .isNotEmpty());
            try (var inbox = new WebhookInbox(system.host())) {
                subscribe(system, inbox);
                List<String> posted = new ArrayList<>();

                for (String behind : BEHIND) {
                    system.kill(behind);
                    posted.add(post(system));
                    system.startAgain(behind);
                    awaitTold(inbox, posted);
                }
                for (String before : List.of("ingest-service", "postgres")) {
                    String last = post(system);
                    system.kill(before);
                    system.startAgain(before);
                    posted.add(last);
                    posted.add(post(system));
                    awaitTold(inbox, posted);
                }

                posted.forEach(event -> assertThat(system.read("ingest-service", "/v1/events/" + event)
                                .get("id")
                                .asText())
                        .isEqualTo(event));
            }
        }
    }

    private static void subscribe(ComposedSystem system, WebhookInbox inbox) {
        int status = system.post(
                "alert-service",
                "/v1/subscriptions",
                MineralWatch.json(Map.of(
                        "name",
                        "in containers",
                        "endpoint",
                        Map.of("url", inbox.uri().toString()),
                        "watch",
                        Map.of("consumers", List.of("US"), "minerals", List.of("gallium")),
                        "conditions",
                        List.of(Map.of("kind", "event", "types", List.of("EXPORT_BAN"), "actors", List.of("CN"))),
                        "secret",
                        inbox.secret())));
        assertThat(status).isEqualTo(201);
    }

    /** Posts until it is answered: what was not answered is the publisher's to post again, and then the same event. */
    private static String post(ComposedSystem system) {
        String event = "composed-" + UUID.randomUUID();
        String ban = MineralWatch.exportBan(event, "CN", "US", "gallium");
        await().atMost(LONG)
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .untilAsserted(() -> assertThat(system.post("ingest-service", "/v1/events", ban))
                        .isIn(200, 201));
        return event;
    }

    /** All of them, and nothing else; a repetition has the id of the first. */
    private static void awaitTold(WebhookInbox inbox, List<String> posted) {
        await().atMost(LONG).untilAsserted(() -> {
            Map<String, Integer> told = new HashMap<>();
            inbox.received()
                    .forEach(webhook -> told.merge(webhook.body().get("subject").asText(), 1, Integer::sum));
            assertThat(told.keySet()).containsAll(posted);
        });
        assertThat(inbox.received().stream().map(WebhookInbox.Received::id).distinct())
                .hasSize(posted.size());
    }
}
