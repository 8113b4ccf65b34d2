package org.mineralwatch.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mineralwatch.localstack.PostgresServer;

/** Each service killed with SIGKILL between the 201 and the webhook: exactly one alert, delivered, its id the same. */
@ExtendWith(MineralWatch.Extension.class)
class KilledIT {
    private static final Duration LONG = Duration.ofSeconds(90);

    @Test
    void ingestKilledBeforeKafkaHasTheEvent(MineralWatch mineralWatch) throws IOException {
        try (var story = new Story(mineralWatch, "CN", "GB", "bismuth")) {
            mineralWatch.stack().kafka().stop();
            try {
                story.postBan();
                mineralWatch.stack().ingest().kill();
            } finally {
                mineralWatch.stack().kafka().start();
                mineralWatch.stack().ingest().start();
            }

            story.isToldOnce();
        }
    }

    @Test
    void scoringKilledInTheMiddleOfItsTransaction(MineralWatch mineralWatch) throws IOException, SQLException {
        try (var story = new Story(mineralWatch, "CN", "KR", "bismuth");
                Connection database = DriverManager.getConnection(
                        mineralWatch.stack().postgres().jdbcUrl("scoring"), PostgresServer.USER, PostgresServer.USER)) {
            database.setAutoCommit(false);
            ask(database, "select count(*) from (select 1 from valuation for update) as locked");
            try {
                story.postBan();
                await().atMost(LONG)
                        .until(() -> ask(
                                        database,
                                        "select count(*) from pg_stat_activity"
                                                + " where datname = 'scoring' and wait_event_type = 'Lock'")
                                > 0);
                mineralWatch.stack().scoring().kill();
            } finally {
                database.rollback();
                mineralWatch.stack().scoring().start();
            }

            story.isToldOnce();
        }
    }

    @Test
    void alertKilledWhileItsWebhookIsUnderWay(MineralWatch mineralWatch) throws IOException {
        try (var story = new Story(mineralWatch, "CN", "JP", "bismuth")) {
            story.inbox().hold();
            story.postBan();
            await().atMost(LONG).until(() -> !story.inbox().received().isEmpty());
            mineralWatch.stack().alert().kill();
            story.inbox().release();

            mineralWatch.stack().alert().start();

            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(story.inbox().received()).hasSizeGreaterThanOrEqualTo(2));
            story.isToldOnce();
        }
    }

    /** Whoever is killed, and whenever: what was answered 201 is told, under one id. */
    @Test
    void everyServiceKilledInTurnWhileEventsArrive(MineralWatch mineralWatch) throws IOException {
        String run = "killed-" + UUID.randomUUID() + "-";
        try (var inbox = new WebhookInbox()) {
            String subscription = mineralWatch.subscribe(
                    inbox,
                    Map.of("minerals", List.of("tellurium")),
                    Map.of("kind", "event", "types", List.of("EXPORT_BAN"), "actors", List.of("CN")));

            for (int n = 0; n < 60; n++) {
                if (n == 15) {
                    restart(
                            mineralWatch.stack().scoring()::kill,
                            mineralWatch.stack().scoring()::start);
                } else if (n == 30) {
                    restart(
                            mineralWatch.stack().alert()::kill,
                            mineralWatch.stack().alert()::start);
                } else if (n == 45) {
                    restart(
                            mineralWatch.stack().ingest()::kill,
                            mineralWatch.stack().ingest()::start);
                }
                String ban = MineralWatch.exportBan(run + n, "CN", "IN", "tellurium");
                await().atMost(LONG).until(() -> isRecorded(mineralWatch, ban));
            }

            Set<String> events = IntStream.range(0, 60).mapToObj(n -> run + n).collect(Collectors.toSet());
            await().atMost(LONG).untilAsserted(() -> {
                Map<String, Set<String>> idsByEvent = inbox.received().stream()
                        .collect(Collectors.groupingBy(
                                webhook -> webhook.body().at("/data/event/id").asText(),
                                Collectors.mapping(WebhookInbox.Received::id, Collectors.toSet())));
                assertThat(idsByEvent.keySet()).isEqualTo(events);
                assertThat(idsByEvent.values())
                        .allSatisfy(ids -> assertThat(ids).hasSize(1));
                assertThat(mineralWatch.deliveriesByState(subscription)).isEqualTo(Map.of("delivered", 60L));
            });
        }
    }

    /** The kill falls among the requests of the loop; the start does not return before the service is ready. */
    private static void restart(Runnable kill, Runnable start) {
        kill.run();
        Thread.ofVirtual().start(start);
    }

    /** A publisher's retry: no answer means post it again. */
    private static boolean isRecorded(MineralWatch mineralWatch, String event) {
        try {
            int status = mineralWatch.postEvent(event).status();
            return status == 201 || status == 200;
        } catch (UncheckedIOException noAnswer) {
            return false;
        }
    }

    private static long ask(Connection database, String question) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getLong(1);
        }
    }

    /** A subscriber to a threshold, and the ban that crosses it. */
    private static final class Story implements AutoCloseable {
        private final MineralWatch mineralWatch;
        private final WebhookInbox inbox = new WebhookInbox();
        private final String event = "killed-" + UUID.randomUUID();
        private final String ban;
        private final String subscription;

        Story(MineralWatch mineralWatch, String actor, String consumer, String mineral) throws IOException {
            this.mineralWatch = mineralWatch;
            this.ban = MineralWatch.exportBan(event, actor, consumer, mineral);
            double before = mineralWatch
                    .score(consumer + "/" + mineral + "/refining")
                    .get("score")
                    .asDouble();
            this.subscription = mineralWatch.subscribe(
                    inbox,
                    Map.of("consumers", List.of(consumer), "minerals", List.of(mineral), "stages", List.of("refining")),
                    Map.of("kind", "threshold", "at", before + 1, "direction", "rising"));
        }

        WebhookInbox inbox() {
            return inbox;
        }

        void postBan() {
            assertThat(mineralWatch.postEvent(ban).status()).isEqualTo(201);
        }

        void isToldOnce() {
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(mineralWatch.deliveriesByState(subscription))
                            .isEqualTo(Map.of("delivered", 1L)));
            assertThat(inbox.received())
                    .isNotEmpty()
                    .allSatisfy(webhook -> assertThat(
                                    webhook.body().at("/data/cause/events/0/id").asText())
                            .isEqualTo(event))
                    .extracting(WebhookInbox.Received::id)
                    .containsOnly(inbox.received().getFirst().id());
        }

        @Override
        public void close() {
            inbox.close();
        }
    }
}
