package org.mineralwatch.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.mineralwatch.localstack.testing.LocalStackResource;

/** The topics as the other services see them: a producer of what alert-service reads, a reader of what it writes. */
public final class Topics implements AutoCloseable {
    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of(
                    ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    LocalStackResource.kafka().bootstrapServers(),
                    ProducerConfig.LINGER_MS_CONFIG,
                    0),
            new StringSerializer(),
            new ByteArraySerializer());

    /** Publishes score changes, in order. */
    public void scores(ObjectNode... changes) {
        for (ObjectNode change : changes) {
            publish("dependency-scores.v1", change.path("cell").asText(), change.toString());
        }
    }

    /** Lets a cell's score rise over 80. */
    public void cross(String cell, long sequence) {
        scores(Records.rebase(cell, sequence, 60), Records.score(cell, sequence + 1, 81));
    }

    /** Publishes a revision of a policy event. */
    public void policyEvent(ObjectNode event) {
        publish("policy-events.v1", event.path("id").asText(), event.toString());
    }

    /** Publishes whatever this is. */
    public void publish(String topic, String key, String value) {
        publish(topic, key, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Publishes whatever this is. */
    public void publish(String topic, String key, byte[] value) {
        var record = new ProducerRecord<>(topic, key, value);
        record.headers().add("traceparent", TRACEPARENT.getBytes(StandardCharsets.US_ASCII));
        send(record);
    }

    /** Publishes an object to each partition of a topic, with a number behind its id. */
    public void publishToAllPartitions(String topic, ObjectNode value, String idMember) {
        int partitions = producer.partitionsFor(topic).size();
        for (int partition = 0; partition < partitions; partition++) {
            String id = value.path(idMember).asText() + "-" + UUID.randomUUID();
            String json = value.deepCopy().put(idMember, id).toString();
            send(new ProducerRecord<>(topic, partition, id, json.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private void send(ProducerRecord<String, byte[]> record) {
        try {
            producer.send(record).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads a topic from its beginning until so many records are found. */
    public static List<ConsumerRecord<String, byte[]>> await(
            String topic, int count, Predicate<ConsumerRecord<String, byte[]>> sought) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        LocalStackResource.kafka().bootstrapServers(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        "test-" + UUID.randomUUID(),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (sought.test(record)) {
                        found.add(record);
                    }
                });
                return found.size() >= count;
            });
        }
        return found;
    }

    @Override
    public void close() {
        producer.close();
    }
}
