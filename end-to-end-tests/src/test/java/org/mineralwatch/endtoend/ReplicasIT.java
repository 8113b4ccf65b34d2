package org.mineralwatch.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
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
        try (ServiceProcess second = mineralWatch.stack().replicaOfIngest(Map.of())) {
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

    @Test
    void theFirstAnswerIsGivenAgainByteForByteAfterARestartAndByTheOtherReplica(MineralWatch mineralWatch) {
        String id = "again-" + UUID.randomUUID();
        try (ServiceProcess second = mineralWatch.stack().replicaOfIngest(Map.of())) {
            second.start();
            HttpResponse<byte[]> first = postWithKey(second, id, framework(id));
            HttpResponse<byte[]> refused =
                    postWithKey(second, id + "-2", framework(id).replace("gallium", "indium"));

            second.kill();
            second.start();

            assertThat(first.statusCode()).isEqualTo(201);
            assertThat(refused.statusCode()).isEqualTo(409);
            for (ServiceProcess replica : List.of(second, mineralWatch.stack().ingest())) {
                assertThat(told(postWithKey(replica, id, framework(id)))).isEqualTo(told(first));
                assertThat(told(postWithKey(replica, id + "-2", framework(id).replace("gallium", "indium"))))
                        .isEqualTo(told(refused));
                assertThat(postWithKey(replica, id, framework(id + "-3")).statusCode())
                        .isEqualTo(422);
            }
        }
    }

    private static HttpResponse<byte[]> postWithKey(ServiceProcess replica, String key, String event) {
        return MineralWatch.send(
                HttpRequest.newBuilder(replica.uri("/v1/events"))
                        .header("content-type", "application/json")
                        .header("idempotency-key", "\"" + key + "\"")
                        .POST(HttpRequest.BodyPublishers.ofString(event))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    /** An answer to the last byte; where it came from may differ with the replica. */
    private static List<Object> told(HttpResponse<byte[]> answer) {
        return List.of(
                answer.statusCode(),
                answer.headers().firstValue("content-type").orElse(""),
                answer.headers().firstValue("etag").orElse(""),
                answer.headers()
                        .firstValue("location")
                        .map(location -> URI.create(location).getPath())
                        .orElse(""),
                new String(answer.body(), StandardCharsets.ISO_8859_1));
    }

    @Test
    void aPublisherOverItsRateIsToldHowLongToWait(MineralWatch mineralWatch) {
        try (ServiceProcess strict = mineralWatch.stack().replicaOfIngest(Map.of("INGEST_EVENTS_PER_SECOND", "1"))) {
            strict.start();
            String run = "rate-" + UUID.randomUUID();
            List<HttpResponse<byte[]>> answers = IntStream.range(0, 8)
                    .mapToObj(n -> postWithKey(strict, run + n, framework(run + n)))
                    .toList();

            HttpResponse<byte[]> refused = answers.stream()
                    .filter(answer -> answer.statusCode() == 429)
                    .findFirst()
                    .orElseThrow();

            assertThat(answers.getFirst().statusCode()).isEqualTo(201);
            assertThat(refused.headers().firstValue("retry-after")).contains("1");
            assertThat(refused.headers().firstValue("content-type")).contains("application/problem+json");
            assertThat(new String(refused.body(), StandardCharsets.UTF_8)).contains("/problems/rate-exceeded");
            int last = answers.lastIndexOf(answers.reversed().stream()
                    .filter(answer -> answer.statusCode() == 429)
                    .findFirst()
                    .orElseThrow());
            await().atMost(LONG)
                    .until(() -> postWithKey(strict, run + last, framework(run + last))
                                    .statusCode()
                            == 201);
        }
    }

    /** An event without effect on any score. */
    static String framework(String id) {
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
