package org.mineralwatch.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * scoring-service loses its database: from the topics it makes another, with the same scores to the last bit. What it could not
 * use stands on the topic as well, and is set aside once more.
 */
@ExtendWith(MineralWatch.Extension.class)
class RebuildIT {
    private static final Duration LONG = Duration.ofSeconds(90);

    @Test
    void anEmptyDatabaseIsFilledFromTheTopicsAndNothingIsPublishedAgain(MineralWatch mineralWatch) throws SQLException {
        var scores = new PublishedScores(mineralWatch);
        String cell = "KR/tungsten/refining";
        String ban = "rebuild-" + UUID.randomUUID();
        assertThat(mineralWatch
                        .postEvent(MineralWatch.exportBan(ban, "CN", "KR", "tungsten"))
                        .status())
                .isEqualTo(201);
        await().atMost(LONG).until(() -> mineralWatch.score(cell).get("byEvent").has(ban));
        poison(mineralWatch, ban);
        await().atMost(LONG).until(() -> setAside(mineralWatch, ban).size() == 2);
        await().atMost(LONG).until(() -> scores.ask("select count(*) from outbox") == 0);
        URI everything = mineralWatch
                .stack()
                .scoring()
                .uri("/v1/scores?limit=1000&sort=cell&at=" + MineralWatch.today() + "&known=" + MineralWatch.today());
        JsonNode answered = mineralWatch.read(everything);
        var stored = scores.inDatabase();
        var published = scores.onTopic();

        mineralWatch.stack().scoring().stop();
        try (Connection server = scores.connect("postgres");
                Statement statement = server.createStatement()) {
            statement.execute("drop database scoring with (force)");
            statement.execute("create database scoring");
        }
        mineralWatch.stack().scoring().start();

        assertThat(mineralWatch.read(everything)).isEqualTo(answered);
        assertThat(scores.inDatabase()).isEqualTo(stored);
        assertThat(scores.onTopic()).isEqualTo(published);
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(setAside(mineralWatch, ban))
                        .hasSize(4)
                        .anySatisfy(reason -> assertThat(reason).contains("an item of minerals is missing"))
                        .anySatisfy(reason -> assertThat(reason).contains("UTF-8")));
        long before = scores.sequenceOf(cell);
        assertThat(mineralWatch
                        .postEvent(MineralWatch.exportBan(ban + "-again", "VN", "KR", "tungsten"))
                        .status())
                .isEqualTo(201);
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(scores.sequenceOf(cell)).isEqualTo(before + 1));
    }

    /** JSON that is an event nearly: a list with a gap, and a text that PostgreSQL does not keep. */
    private static void poison(MineralWatch mineralWatch, String key) {
        String gap = """
                {"id":"%s-gap","revision":1,"recordedAt":"2026-01-01T00:00:00Z","knownAt":"2026-01-01","publisher":"p",\
                "type":"EXPORT_BAN","title":"t","announced":"2026-01-01","actor":"CN","minerals":[null]}""".formatted(key);
        Map<String, Object> settings =
                Map.of("bootstrap.servers", mineralWatch.stack().kafka().bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("policy-events.v1", key, gap.getBytes(StandardCharsets.UTF_8)));
            producer.send(new ProducerRecord<>(
                    "policy-events.v1", key, gap.replace("null", "\"tin\"").getBytes(StandardCharsets.UTF_16)));
        }
    }

    /** The reasons for which records of this key were set aside by scoring-service. */
    private static List<String> setAside(MineralWatch mineralWatch, String key) {
        List<String> reasons = new ArrayList<>();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", mineralWatch.stack().kafka().bootstrapServers());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partitions = consumer.partitionsFor("rejected-events.v1").stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    JsonNode rejected = MineralWatch.parse(record.value());
                    if (rejected.at("/from/key").asText().equals(key)
                            && rejected.get("rejectedBy").asText().equals("scoring-service")) {
                        reasons.add(rejected.get("reason").asText());
                    }
                });
            }
        }
        return reasons;
    }
}
