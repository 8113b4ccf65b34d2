package org.mineralwatch.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mineralwatch.localstack.testing.LocalStackResource;

@QuarkusTest
@WithTestResource(LocalStackResource.class)
class OutboxTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Inject
    Outbox outbox;

    @Inject
    TopicCreation topicCreation;

    @Inject
    DataSource dataSource;

    @Inject
    MeterRegistry metrics;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private final String topic = "outbox-test-" + UUID.randomUUID();

    @BeforeEach
    void createTopic() {
        topicCreation.ensure(List.of(new NewTopic(topic, 3, (short) 1)));
    }

    @Test
    void whatIsAppendedInACommittedTransactionIsPublished() {
        var time = Instant.parse("2026-11-21T10:15:30Z");
        var attributes = new OutboxRecord.CloudEventAttributes("id-1", "/source", "type.v1", "subject", time);
        var record = OutboxRecord.cloudEvent(
                topic, "key", attributes, "{\"a\":1}".getBytes(StandardCharsets.UTF_8), "00-trace-01");

        QuarkusTransaction.requiringNew().run(() -> outbox.append(record));

        var published = readTopic(1).getFirst();
        assertThat(published.key()).isEqualTo("key");
        assertThat(published.value()).isEqualTo("{\"a\":1}");
        assertThat(headers(published))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "content-type", "application/json",
                        "ce_specversion", "1.0",
                        "ce_id", "id-1",
                        "ce_source", "/source",
                        "ce_type", "type.v1",
                        "ce_subject", "subject",
                        "ce_time", "2026-11-21T10:15:30Z",
                        "traceparent", "00-trace-01"));
        await().atMost(LONG).untilAsserted(() -> assertThat(pendingRows()).isZero());
    }

    @Test
    void whatIsRolledBackIsNot() {
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    outbox.append(plain("rolled back"));
                    throw new IllegalStateException("the caller changed its mind");
                }))
                .hasMessage("the caller changed its mind");

        QuarkusTransaction.requiringNew().run(() -> outbox.append(plain("committed")));

        assertThat(readTopic(1)).extracting(ConsumerRecord::value).containsExactly("committed");
    }

    @Test
    void appendingOutsideATransactionIsRefused() {
        assertThatThrownBy(() -> outbox.append(plain("nowhere")))
                .isInstanceOf(jakarta.transaction.TransactionalException.class);
    }

    @Test
    void whatOneStatementAppendsIsPublishedWithoutATransactionAround() throws SQLException {
        var record = new OutboxRecord(topic, "key", "selected".getBytes(StandardCharsets.UTF_8), Map.of("a", "b"));

        try (Connection connection = dataSource.getConnection();
                var append = connection.prepareStatement(Outbox.APPEND_SELECTED + "select ?, ?, ?, ?")) {
            append.setString(1, record.topic());
            append.setString(2, record.key());
            append.setBytes(3, record.value());
            append.setString(4, Outbox.headerLines(record));
            append.executeUpdate();
        }

        assertThat(readTopic(1)).singleElement().satisfies(published -> {
            assertThat(published.value()).isEqualTo("selected");
            assertThat(headers(published)).containsEntry("a", "b");
        });
    }

    /** The relay no longer reads from the beginning each time, and must not pass over what took its place long ago. */
    @Test
    void whatCommitsLongAfterItTookItsPlaceIsPublished() throws SQLException {
        var meanwhile = new AtomicInteger();
        try (Connection slow = dataSource.getConnection();
                var append = slow.prepareStatement(Outbox.APPEND_SELECTED + "select ?, 'late', 'late'::bytea, ''")) {
            slow.setAutoCommit(false);
            append.setString(1, topic);
            append.executeUpdate();
            Instant begun = Instant.now();
            await().atMost(LONG).pollInterval(Duration.ofMillis(50)).until(() -> {
                QuarkusTransaction.requiringNew().run(() -> outbox.append(plain("meanwhile")));
                meanwhile.incrementAndGet();
                return begun.plusSeconds(3).isBefore(Instant.now());
            });
            slow.commit();
        }

        assertThat(readTopic(meanwhile.get() + 1))
                .extracting(ConsumerRecord::value)
                .contains("late");
    }

    @Test
    void aValueThatKafkaWouldRefuseIsRefusedAtOnce() {
        var large = new OutboxRecord(topic, "key", new byte[Outbox.LARGEST_VALUE + 1], Map.of());

        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> outbox.append(large)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most");
    }

    @Test
    void recordsOfAKeyKeepTheirOrder() {
        List<String> written = new ArrayList<>();
        for (int transaction = 0; transaction < 40; transaction++) {
            int first = transaction * 50;
            List<OutboxRecord> records = IntStream.range(first, first + 50)
                    .mapToObj(n -> plain("n" + n))
                    .toList();
            QuarkusTransaction.requiringNew().run(() -> outbox.append(records));
            IntStream.range(first, first + 50).forEach(n -> written.add("n" + n));
        }

        assertThat(readTopic(written.size())).extracting(ConsumerRecord::value).containsExactlyElementsOf(written);
    }

    @Test
    void whileKafkaIsAwayRecordsAreKeptAndCounted() {
        LocalStackResource.kafka().stop();
        try {
            QuarkusTransaction.requiringNew().run(() -> outbox.append(plain("patient")));
            await().atMost(LONG).untilAsserted(() -> {
                assertThat(gauge("outbox.pending")).isEqualTo(1);
                assertThat(gauge("outbox.oldest.age")).isPositive();
            });
        } finally {
            LocalStackResource.kafka().start();
        }

        assertThat(readTopic(1)).extracting(ConsumerRecord::value).containsExactly("patient");
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(gauge("outbox.pending")).isZero());
    }

    @Test
    void aRelayThatLostItsConnectionClaimsTheLockAgain() throws SQLException {
        QuarkusTransaction.requiringNew().run(() -> outbox.append(plain("before")));
        readTopic(1);

        ask("select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = 'outbox-relay'");
        QuarkusTransaction.requiringNew().run(() -> outbox.append(plain("after")));

        assertThat(readTopic(2)).extracting(ConsumerRecord::value).containsExactly("before", "after");
    }

    @Test
    void oneRelayHoldsTheLockOfItsDatabase() {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(ask("select count(*) from pg_locks where locktype = 'advisory'"))
                        .isEqualTo(1));

        assertThat(ask("select pg_try_advisory_lock(688269)::int")).isZero();
    }

    private OutboxRecord plain(String value) {
        return new OutboxRecord(topic, "key", value.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    private double gauge(String name) {
        return metrics.get(name).gauge().value();
    }

    private long pendingRows() {
        return ask("select count(*) from outbox");
    }

    private long ask(String question) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(question, e);
        }
    }

    /** Everything on the topic from its start, once it holds so many records. */
    private List<ConsumerRecord<String, String>> readTopic(int atLeast) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "group.id",
                UUID.randomUUID().toString(),
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false);
        List<ConsumerRecord<String, String>> read = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            await().atMost(LONG).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(read::add);
                return read.size() >= atLeast;
            });
        }
        return read;
    }

    private static Map<String, String> headers(ConsumerRecord<String, String> record) {
        Map<String, String> headers = new java.util.HashMap<>();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }
}
