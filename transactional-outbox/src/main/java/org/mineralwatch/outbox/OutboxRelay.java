package org.mineralwatch.outbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what the outbox holds, in the order of ids, and deletes what Kafka acknowledged.
 *
 * <p>One relay per database is active: the one that holds a PostgreSQL lock. When its process dies the lock is free, and
 * another replica takes over. While Kafka or PostgreSQL is away it keeps trying; nothing leaves the table before Kafka has
 * it. After a failure it publishes again from the first record that is not acknowledged, so that the last record of a key
 * is always the newest; what was acknowledged behind it comes twice.
 */
@ApplicationScoped
public class OutboxRelay {
    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);

    /** Every append wakes the relay; this catches what a lost notification would leave, and a dead replica's lock. */
    private static final int SAFETY_POLL_MS = 1000;

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);

    private final String jdbcUrl;
    private final Properties credentials = new Properties();
    private final Map<String, Object> producerSettings;
    private final OutboxMetrics metrics;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "outbox-relay");
    private volatile @Nullable Connection open;

    OutboxRelay(
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String jdbcUrl,
            @ConfigProperty(name = "quarkus.datasource.username") String username,
            @ConfigProperty(name = "quarkus.datasource.password") String password,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            OutboxMetrics metrics) {
        this.jdbcUrl = jdbcUrl;
        this.credentials.setProperty("user", username);
        this.credentials.setProperty("password", password);
        this.credentials.setProperty("tcpKeepAlive", "true");
        this.credentials.setProperty("ApplicationName", "outbox-relay");
        this.producerSettings = producerSettings(kafka);
        this.metrics = metrics;
    }

    private static Map<String, Object> producerSettings(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // A record goes out at once; what piles up behind it is batched all the same.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 * Outbox.LARGEST_VALUE);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "outbox-relay");
        return settings;
    }

    void start(@Observes @Priority(100) StartupEvent started) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
        stopping.countDown();
        // First, so that the relay, once its connection is gone, finds it and can put it aside before it closes.
        thread.interrupt();
        Connection connection = open;
        if (connection != null) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debugf(e, "outbox connection was closed before the relay");
            }
        }
        thread.join(TimeUnit.SECONDS.toMillis(5));
    }

    private void run() {
        while (!isStopping()) {
            try (OutboxTable table = connect()) {
                relayFrom(table);
            } catch (SQLException e) {
                if (!isStopping()) {
                    LOG.warnf("outbox relay lost PostgreSQL, trying again: %s", e.getMessage());
                    pauseAfterFailure();
                }
            }
        }
    }

    private OutboxTable connect() throws SQLException {
        Connection connection = DriverManager.getConnection(jdbcUrl, credentials);
        open = connection;
        return new OutboxTable(connection);
    }

    private void relayFrom(OutboxTable table) throws SQLException {
        while (!isStopping() && !table.claimsRelay()) {
            awaitStop(Duration.ofMillis(SAFETY_POLL_MS));
        }
        if (isStopping()) {
            return;
        }
        LOG.infof("outbox relay active");
        // Made anew with each claim: what an earlier claim left in flight ends with its producer.
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(producerSettings)) {
            try {
                while (!isStopping()) {
                    relayOnce(table, producer);
                }
            } finally {
                // A thread that was told to stop would be interrupted again while it closes.
                if (Thread.interrupted()) {
                    LOG.debugf("outbox relay interrupted");
                }
                producer.close(Duration.ZERO);
            }
        }
    }

    private void relayOnce(OutboxTable table, KafkaProducer<byte[], byte[]> producer) throws SQLException {
        List<PendingRecord> pending = table.oldest();
        if (pending.isEmpty()) {
            table.awaitAppend(SAFETY_POLL_MS);
            return;
        }
        List<PendingRecord> published = publish(pending, producer);
        if (!published.isEmpty()) {
            table.delete(published);
            metrics.published(published.size());
        }
        if (published.size() < pending.size()) {
            pauseAfterFailure();
        }
    }

    /** Sends all, pipelined, and returns those up to the first that Kafka did not acknowledge. */
    private List<PendingRecord> publish(List<PendingRecord> pending, KafkaProducer<byte[], byte[]> producer) {
        List<Future<RecordMetadata>> sent = new ArrayList<>(pending.size());
        try {
            for (PendingRecord record : pending) {
                sent.add(producer.send(record.forKafka()));
            }
        } catch (KafkaException e) {
            // The future of this record is missing below, which ends the acknowledged part there.
            warnOfKafka(e);
        }
        List<PendingRecord> acknowledged = new ArrayList<>(pending.size());
        try {
            for (Future<RecordMetadata> send : sent) {
                send.get();
                acknowledged.add(pending.get(acknowledged.size()));
            }
        } catch (ExecutionException e) {
            warnOfKafka(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return acknowledged;
    }

    private void warnOfKafka(Throwable cause) {
        if (!isStopping()) {
            LOG.warnf("outbox record not acknowledged by Kafka, kept and tried again: %s", cause.toString());
        }
    }

    private void pauseAfterFailure() {
        awaitStop(PAUSE_AFTER_FAILURE);
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void awaitStop(Duration atMost) {
        try {
            if (stopping.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debugf("outbox relay stopping");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
