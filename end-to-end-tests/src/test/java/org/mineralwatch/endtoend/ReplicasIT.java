package org.mineralwatch.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mineralwatch.localstack.ServiceProcess;

/** Two replicas of ingest-service on one database: whichever is asked, the answer is the same, and an event is told once. */
@ExtendWith(MineralWatch.Extension.class)
class ReplicasIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int EVENTS = 100;

    @Test
    void everyEventIsRecordedAndToldOnceWhicheverReplicaItIsPostedTo(MineralWatch mineralWatch) {
        String run = "replicas-" + UUID.randomUUID();
        List<String> ids =
                IntStream.range(0, EVENTS).mapToObj(n -> run + "-" + n).toList();
        try (ServiceProcess second = mineralWatch.stack().replicaOfIngest()) {
            second.start();
            List<URI> replicas = List.of(mineralWatch.stack().ingest().uri("/v1/events"), second.uri("/v1/events"));

            for (String id : ids) {
                List<CompletableFuture<MineralWatch.Answer>> posts = replicas.stream()
                        .map(replica -> CompletableFuture.supplyAsync(
                                () -> mineralWatch.post(replica, "application/json", framework(id))))
                        .toList();
                List<MineralWatch.Answer> answers =
                        posts.stream().map(CompletableFuture::join).toList();

                assertThat(answers).extracting(MineralWatch.Answer::status).containsExactlyInAnyOrder(201, 200);
                assertThat(answers.getFirst().body())
                        .isEqualTo(answers.getLast().body());
            }
            // The relay publishes in the order of recording: once this one is told, those before it have been.
            String last = run + "-last";
            assertThat(mineralWatch.postEvent(framework(last)).status()).isEqualTo(201);

            Map<String, Integer> told = toldUpTo(mineralWatch, run, last);

            assertThat(told.keySet())
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(ids.stream(), Stream.of(last)).toList());
            assertThat(told.values()).containsOnly(1);
        }
    }

    /** An event without effect on any score. */
    private static String framework(String id) {
        return MineralWatch.json(Map.of(
                "id",
                id,
                "type",
                "POLICY_FRAMEWORK",
                "title",
                "Framework " + id,
                "announced",
                MineralWatch.today().toString(),
                "actor",
                "US",
                "minerals",
                List.of("gallium")));
    }

    /** How many records each event of a run has on the topic, by the time the last one is there. */
    private static Map<String, Integer> toldUpTo(MineralWatch mineralWatch, String run, String last) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", mineralWatch.stack().kafka().bootstrapServers());
        Map<String, Integer> told = new HashMap<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            consumer.partitionsFor("policy-events.v1")
                    .forEach(partition -> partitions.add(new TopicPartition(partition.topic(), partition.partition())));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(LONG).until(() -> {
                count(consumer, run, told);
                return told.containsKey(last);
            });
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            await().atMost(LONG).until(() -> {
                count(consumer, run, told);
                return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
            });
        }
        return told;
    }

    private static void count(KafkaConsumer<String, String> consumer, String run, Map<String, Integer> told) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> {
            if (record.key() != null && record.key().startsWith(run)) {
                told.merge(record.key(), 1, Integer::sum);
            }
        });
    }
}
