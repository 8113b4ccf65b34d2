package org.mineralwatch.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerTest {

    @TempDir
    static Path directory;

    private static KafkaServer server;

    @BeforeAll
    static void start() {
        server = new KafkaServer(directory.resolve("kafka"), 0, directory.resolve("kafka.log"));
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Test
    void aRecordAcceptedIsReturned() throws Exception {
        createTopic("accepted");

        send("accepted", "one");

        assertThat(records("accepted", 1)).containsExactly("one");
    }

    @Test
    void recordsSurviveAStop() throws Exception {
        createTopic("stopped");
        send("stopped", "before");

        server.stop();
        server.start();
        send("stopped", "after");

        assertThat(records("stopped", 2)).containsExactly("before", "after");
    }

    @Test
    void recordsSurviveAKill() throws Exception {
        createTopic("killed");
        send("killed", "before");

        server.kill();
        server.start();
        send("killed", "after");

        assertThat(records("killed", 2)).containsExactly("before", "after");
    }

    @Test
    void aTopicThatNobodyCreatedIsNotThere() {
        assertThatThrownBy(() -> send("misspelt", "one"))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfAny(TimeoutException.class, UnknownTopicOrPartitionException.class);
    }

    private static void createTopic(String name) throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", server.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        }
    }

    private static void send(String topic, String value) throws Exception {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", server.bootstrapServers(), "acks", "all", "max.block.ms", "3000");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, value)).get(30, TimeUnit.SECONDS);
        }
    }

    private static List<String> records(String topic, int count) {
        Map<String, Object> settings = Map.of("bootstrap.servers", server.bootstrapServers());
        var values = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partition = List.of(new TopicPartition(topic, 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (values.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }
}
