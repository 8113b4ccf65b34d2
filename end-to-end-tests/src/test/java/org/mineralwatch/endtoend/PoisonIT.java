package org.mineralwatch.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A poison record on each input topic: set aside with its reason, and the record behind it is processed. */
@ExtendWith(MineralWatch.Extension.class)
class PoisonIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void poisonIsSetAsideAndStopsNothing(MineralWatch mineralWatch) throws IOException {
        String poison = "poison " + UUID.randomUUID();
        String cell = "EU/germanium/refining";
        double before = mineralWatch.score(cell).get("score").asDouble();
        try (var inbox = new WebhookInbox()) {
            mineralWatch.subscribe(
                    inbox,
                    Map.of("consumers", List.of("EU"), "minerals", List.of("germanium")),
                    Map.of("kind", "threshold", "at", before + 1, "direction", "rising"));

            // In every partition, so that the event that follows stands behind one of them wherever it goes.
            putInEveryPartition(mineralWatch, "policy-events.v1", poison);
            putInEveryPartition(mineralWatch, "dependency-scores.v1", poison);
            mineralWatch.postEvent(MineralWatch.exportBan("behind-" + UUID.randomUUID(), "CN", "EU", "germanium"));

            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(inbox.received()).isNotEmpty());
            List<JsonNode> rejected = new ArrayList<>();
            try (var consumer = rejectedEvents(mineralWatch)) {
                await().atMost(LONG).untilAsserted(() -> {
                    consumer.poll(Duration.ofMillis(200))
                            .forEach(record -> rejected.add(MineralWatch.parse(record.value())));
                    assertThat(ofPoison(rejected, poison, "scoring-service", "policy-events.v1"))
                            .hasSize(12);
                    assertThat(ofPoison(rejected, poison, "alert-service", "policy-events.v1"))
                            .hasSize(12);
                    assertThat(ofPoison(rejected, poison, "alert-service", "dependency-scores.v1"))
                            .hasSize(12);
                });
            }
            assertThat(rejected)
                    .allSatisfy(one -> assertThat(one.get("reason").asText()).isNotBlank());
        }
    }

    private static List<JsonNode> ofPoison(List<JsonNode> rejected, String poison, String service, String topic) {
        return rejected.stream()
                .filter(one -> one.get("rejectedBy").asText().equals(service))
                .filter(one -> one.at("/from/topic").asText().equals(topic))
                .filter(one -> new String(
                                Base64.getDecoder().decode(one.get("payload").asText()), StandardCharsets.UTF_8)
                        .equals(poison))
                .toList();
    }

    private static void putInEveryPartition(MineralWatch mineralWatch, String topic, String value) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", mineralWatch.stack().kafka().bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.partitionsFor(topic)
                    .forEach(partition ->
                            producer.send(new ProducerRecord<>(topic, partition.partition(), "poison", value)));
        }
    }

    private static KafkaConsumer<String, String> rejectedEvents(MineralWatch mineralWatch) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", mineralWatch.stack().kafka().bootstrapServers(), "auto.offset.reset", "earliest");
        var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
        consumer.assign(consumer.partitionsFor("rejected-events.v1").stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
        return consumer;
    }
}
