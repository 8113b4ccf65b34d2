package org.mineralwatch.localstack.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mineralwatch.localstack.KafkaServer;

class TimelineTest {

    private static final TopicPartition PARTITION = new TopicPartition("policy-events.v1", 0);

    @TempDir
    Path directory;

    private KafkaServer kafka;
    private HttpServer ingest;
    private Timeline timeline;

    @BeforeEach
    void start() throws IOException {
        kafka = new KafkaServer(directory.resolve("kafka"), 0, directory.resolve("kafka.log"));
        ingest = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        timeline = new Timeline(new Rest(ingest.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        ingest.stop(0);
        kafka.close();
    }

    @Test
    void everyLineOfTheTimelineIsPostedAndItsVerdictCounted() {
        ingest.createContext("/v1/events", exchange -> {
            var lines = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            exchange.sendResponseHeaders(200, 0);
            try (var answer = exchange.getResponseBody()) {
                for (int line = 1; line <= lines.size(); line++) {
                    var status = line == 1 ? "unchanged" : line == 2 ? "conflict" : "created";
                    answer.write("{\"line\": %d, \"id\": \"e%1$d\", \"status\": \"%s\"}\n"
                            .formatted(line, status)
                            .getBytes(StandardCharsets.UTF_8));
                }
            }
        });
        ingest.start();

        var answer = timeline.post(_ -> {});

        assertThat(answer.created()).isEqualTo(226);
        assertThat(answer.accepted()).hasSize(227).contains("e1", "e228").doesNotContain("e2");
        assertThat(answer.refused()).singleElement().asString().startsWith("e2");
    }

    @Test
    void itIsScoredOnceTheScoringServiceHasCommittedBeyondEachOfItsEvents() throws Exception {
        kafka.start();
        var left = new AtomicInteger(-1);
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(PARTITION.topic(), Optional.of(1), Optional.empty())))
                    .all()
                    .get();
            publish("first", "second", "another");

            var scored = CompletableFuture.runAsync(
                    () -> Timeline.awaitScored(Set.of("first", "second"), kafka.bootstrapServers(), left::set));
            await().untilAtomic(left, is(2));
            commit(admin, 1);
            await().untilAtomic(left, is(1));
            assertThat(scored).isNotDone();
            commit(admin, 2);

            assertThat(scored).succeedsWithin(Duration.ofSeconds(10));
        }
    }

    private void publish(String... keys) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (var key : keys) {
                producer.send(new ProducerRecord<>(PARTITION.topic(), key, "{}"))
                        .get();
            }
        }
    }

    private static void commit(Admin admin, long offset) throws Exception {
        admin.alterConsumerGroupOffsets("scoring-service", Map.of(PARTITION, new OffsetAndMetadata(offset)))
                .all()
                .get();
    }
}
