package org.mineralwatch.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mineralwatch.localstack.testing.LocalStackResource;

@QuarkusTest
@WithTestResource(value = LocalStackResource.class, initArgs = @ResourceArg(name = "database", value = "scoring"))
class RescoreDependenciesTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String EVENTS = "policy-events.v1";
    private static final String SCORES = "dependency-scores.v1";
    private static final String REJECTED = "rejected-events.v1";

    @Inject
    TestClock clock;

    @Inject
    RescoreDependencies rescoreDependencies;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private KafkaProducer<String, byte[]> producer;

    @BeforeEach
    void connect() {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void disconnect() {
        producer.close();
    }

    @Test
    void anEmptyDatabaseIsScoredOnceForEveryCell() {
        try (var scores = TopicReader.fromStart(bootstrapServers, SCORES)) {
            await().atMost(LONG).untilAsserted(() -> {
                List<JsonNode> first = scores.messages().stream()
                        .map(TopicReader.Message::value)
                        .filter(change -> change.get("sequence").asLong() == 1)
                        .toList();
                assertThat(first).hasSize(770);
                assertThat(first).allSatisfy(change -> {
                    assertThat(change.at("/cause/rebase").asText()).isNotEmpty();
                    assertThat(change.has("previous")).isFalse();
                });
            });
        }
    }

    @Test
    void anEventMovesTheCellsItCanTouchAndNoOther() {
        LocalDate today = clock.today();
        try (var scores = TopicReader.fromNow(bootstrapServers, SCORES)) {
            publish("ban-ge", PolicyEventFixtures.exportBan("ban-ge", "CN", "US", "germanium", today));

            JsonNode change = awaitChange(scores, "US/germanium/refining", "ban-ge");

            assertThat(change.get("score").asDouble())
                    .isGreaterThan(change.at("/previous/score").asDouble());
            assertThat(change.at("/byEvent/ban-ge").asDouble()).isPositive();
            assertThat(change.get("at").asText()).isEqualTo(today.toString());
            assertThat(cellsCausedBy(scores, "ban-ge"))
                    .isNotEmpty()
                    .allSatisfy(cell -> assertThat(cell).startsWith("US/germanium/"));
        }
    }

    @Test
    void theSameRecordAgainPublishesNothing() {
        byte[] ban = PolicyEventFixtures.exportBan("ban-twice", "CN", "JP", "bismuth", clock.today());
        try (var scores = TopicReader.fromNow(bootstrapServers, SCORES)) {
            publish("ban-twice", ban);
            awaitChange(scores, "JP/bismuth/refining", "ban-twice");

            publish("ban-twice", ban);
            publish("ban-after", PolicyEventFixtures.exportBan("ban-after", "CN", "KR", "bismuth", clock.today()));
            awaitChange(scores, "KR/bismuth/refining", "ban-after");

            assertThat(scores.messages())
                    .filteredOn(change -> change.key().equals("JP/bismuth/refining"))
                    .hasSize(1);
        }
    }

    @Test
    void aRetractionUndoesTheWholeEffect() {
        String cell = "GB/bismuth/refining";
        try (var scores = TopicReader.fromNow(bootstrapServers, SCORES)) {
            publish("ban-undone", PolicyEventFixtures.exportBan("ban-undone", "CN", "GB", "bismuth", clock.today()));
            JsonNode moved = awaitChange(scores, cell, "ban-undone");

            publish("ban-undone", PolicyEventFixtures.retraction("ban-undone", 2, clock.today()));

            await().atMost(LONG).untilAsserted(() -> {
                JsonNode last = changesOf(scores, cell).getLast();
                assertThat(last.get("sequence").asLong())
                        .isEqualTo(moved.get("sequence").asLong() + 1);
                assertThat(last.get("score")).isEqualTo(moved.at("/previous/score"));
                assertThat(last.get("byEvent")).isEmpty();
            });
        }
    }

    @Test
    void whatCannotBeUsedIsSetAsideAndTheNextRecordIsProcessed() {
        LocalDate today = clock.today();
        try (var scores = TopicReader.fromNow(bootstrapServers, SCORES);
                var rejected = TopicReader.fromNow(bootstrapServers, REJECTED)) {
            publish("poison", "{\"id\": 1, oops".getBytes(StandardCharsets.UTF_8));
            publish("poison", PolicyEventFixtures.recorded("no-type", today, "\"title\":\"no type\""));
            publish(
                    "poison",
                    PolicyEventFixtures.recorded(
                            "odd",
                            today,
                            "\"type\":\"MAGIC\",\"title\":\"odd\",\"announced\":\"" + today
                                    + "\",\"actor\":\"CN\",\"minerals\":[\"tin\"]"));
            publish("poison", PolicyEventFixtures.exportBan("ban-in", "ID", "IN", "tin", today));

            awaitChange(scores, "IN/tin/refining", "ban-in");

            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(rejected.messages())
                            .extracting(message -> message.value().get("reason").asText())
                            .anySatisfy(reason -> assertThat(reason).startsWith("not JSON"))
                            .anySatisfy(reason -> assertThat(reason).contains("type is missing"))
                            .anySatisfy(reason -> assertThat(reason).contains("MAGIC")));
            JsonNode first = rejected.messages().getFirst().value();
            assertThat(first.at("/from/topic").asText()).isEqualTo(EVENTS);
            assertThat(new String(
                            Base64.getDecoder().decode(first.get("payload").asText()), StandardCharsets.UTF_8))
                    .isEqualTo("{\"id\": 1, oops");
        }
    }

    @Test
    void whatWouldBreakTheModelOrTheDatabaseIsSetAsideAndTheNextRecordIsProcessed() {
        LocalDate today = clock.today();
        byte[] sound = PolicyEventFixtures.exportBan("odd-trace", "ID", "KR", "tin", today);
        try (var scores = TopicReader.fromNow(bootstrapServers, SCORES);
                var rejected = TopicReader.fromNow(bootstrapServers, REJECTED)) {
            // All of one key, so that each stands behind the one before.
            publish("breaks", PolicyEventFixtures.recorded("gap", today, """
                            "type":"EXPORT_BAN","title":"t","announced":"%s","actor":"CN","minerals":[null]""".formatted(today)));
            publish("breaks", new String(sound, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16));
            publish("breaks", new byte[1_000_000]);
            ProducerRecord<String, byte[]> oddTrace = new ProducerRecord<>(EVENTS, "breaks", sound);
            oddTrace.headers().add("traceparent", new byte[] {'0', 0, '-'});
            producer.send(oddTrace);

            awaitChange(scores, "KR/tin/refining", "odd-trace");

            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(rejected.messages())
                            .filteredOn(message -> "breaks"
                                    .equals(message.value().at("/from/key").asText()))
                            .extracting(message -> message.value().get("reason").asText())
                            .satisfiesExactlyInAnyOrder(
                                    reason -> assertThat(reason).contains("an item of minerals is missing"),
                                    reason -> assertThat(reason).contains("UTF-8"),
                                    reason -> assertThat(reason).contains("UTF-8")));
        }
    }

    @Test
    void aMemberThatIsNotKnownYetIsPassedOver() {
        LocalDate today = clock.today();
        try (var scores = TopicReader.fromNow(bootstrapServers, SCORES)) {
            publish("ban-new-member", PolicyEventFixtures.recorded("ban-new-member", today, """
                            "type":"EXPORT_BAN","title":"t","announced":"%s","actor":"CN","targets":["EU"],\
                            "minerals":["bismuth"],"invented":{"later":true}""".formatted(today)));

            assertThat(awaitChange(scores, "EU/bismuth/refining", "ban-new-member"))
                    .isNotNull();
        }
    }

    @Test
    void theDayTurnsScoresWithNoEventArriving() {
        LocalDate entry = clock.today().plusDays(2);
        String cell = "JP/germanium/refining";
        try (var scores = TopicReader.fromNow(bootstrapServers, SCORES)) {
            publish("ban-soon", PolicyEventFixtures.recorded("ban-soon", clock.today(), """
                            "type":"EXPORT_BAN","title":"t","announced":"%s","effectiveFrom":"%s","effectiveUntil":"%s",\
                            "actor":"CN","targets":["JP"],"minerals":["germanium"]""".formatted(
                            clock.today(), entry, entry)));
            JsonNode announced = awaitChange(scores, cell, "ban-soon");
            assertThat(announced.get("nextChange").asText()).isEqualTo(entry.toString());

            // Three days pass while nobody values: the ban came into force and lapsed on the way.
            clock.turnDays(3);
            rescoreDependencies.bringToToday();

            await().atMost(LONG).untilAsserted(() -> {
                List<JsonNode> changes = changesOf(scores, cell);
                JsonNode inForce = changes.stream()
                        .filter(change -> change.get("at").asText().equals(entry.toString()))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no change at " + entry));
                assertThat(inForce.at("/cause/calendar/0").asText()).isEqualTo("ban-soon");
                assertThat(inForce.get("score").asDouble())
                        .isGreaterThan(announced.get("score").asDouble());
                JsonNode lapsed = changes.getLast();
                assertThat(lapsed.get("at").asText())
                        .isEqualTo(entry.plusDays(1).toString());
                assertThat(lapsed.get("score")).isEqualTo(announced.at("/previous/score"));
            });
        }
    }

    private void publish(String key, byte[] value) {
        producer.send(new ProducerRecord<>(EVENTS, key, value));
        producer.flush();
    }

    private static JsonNode awaitChange(TopicReader scores, String cell, String event) {
        await().atMost(LONG).until(() -> cellsCausedBy(scores, event).contains(cell));
        return changesOf(scores, cell).stream()
                .filter(change -> change.toString().contains("\"" + event + "\""))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> changesOf(TopicReader scores, String cell) {
        return scores.messages().stream()
                .filter(message -> message.key().equals(cell))
                .map(TopicReader.Message::value)
                .toList();
    }

    private static Set<String> cellsCausedBy(TopicReader scores, String event) {
        return scores.messages().stream()
                .filter(message ->
                        message.value().at("/cause/events").toString().contains("\"" + event + "\""))
                .map(TopicReader.Message::key)
                .collect(Collectors.toSet());
    }
}
