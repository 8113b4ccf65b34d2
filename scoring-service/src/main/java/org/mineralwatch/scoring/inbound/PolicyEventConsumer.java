package org.mineralwatch.scoring.inbound;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.contract.TopicContract;
import org.mineralwatch.scoring.ReceivedRecord;
import org.mineralwatch.scoring.RescoreDependencies;

/**
 * Hands what has come on {@code policy-events.v1} to the use case, in order: all that came while the batch before was
 * worked. A batch that fails, because PostgreSQL is away, is handed over again until it succeeds; offsets are committed
 * after it.
 *
 * <p>One thread reads and works, so nothing waits between reading and working: a record that comes while nothing is worked
 * is worked at once, and a backlog is worked in large batches, in which a cell that many events touch is scored once.
 */
@Liveness
@ApplicationScoped
public class PolicyEventConsumer implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(PolicyEventConsumer.class);
    private static final byte[] NOTHING = {};
    private static final String GROUP = "scoring-service";
    private static final int LARGEST_BATCH = 5000;
    private static final Duration AT_MOST = Duration.ofSeconds(1);

    /** What is read twice changes nothing, so nobody waits for a commit, and not each batch needs its own. */
    private static final long COMMIT_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long FIRST_PAUSE_MS = 100;
    private static final long LONGEST_PAUSE_MS = 5000;

    private final RescoreDependencies rescoreDependencies;
    private final MeterRegistry metrics;
    private final Map<String, Object> settings;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "policy-events");
    private volatile @Nullable KafkaConsumer<String, byte[]> open;

    PolicyEventConsumer(
            RescoreDependencies rescoreDependencies,
            MeterRegistry metrics,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.rescoreDependencies = rescoreDependencies;
        this.metrics = metrics;
        this.settings = settings(kafka);
    }

    private static Map<String, Object> settings(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, LARGEST_BATCH);
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        // After a crash the partitions are free again in this time, not in 45 s.
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2000);
        settings.putAll(kafka);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return settings;
    }

    /** After scores were brought to the present day, as far as that could be done. */
    void start(@Observes @Priority(600) StartupEvent started) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
        stopping.countDown();
        KafkaConsumer<String, byte[]> consumer = open;
        if (consumer != null) {
            consumer.wakeup();
        }
        thread.join(TimeUnit.SECONDS.toMillis(10));
    }

    /** Up as long as the thread that reads is there; that Kafka or PostgreSQL is away does not end it. */
    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("policy-events")
                .status(thread.isAlive())
                .build();
    }

    private void run() {
        while (!isStopping()) {
            try (KafkaConsumer<String, byte[]> consumer =
                            new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
                    KafkaClientMetrics itsMetrics = new KafkaClientMetrics(consumer)) {
                open = consumer;
                itsMetrics.bindTo(metrics);
                consumer.subscribe(List.of(TopicContract.POLICY_EVENTS.name()));
                consumeFrom(consumer);
            } catch (WakeupException e) {
                LOG.debugf(e, "told to stop");
            } catch (KafkaException e) {
                LOG.warnf(e, "policy events cannot be read, trying again");
                isStoppedWithin(LONGEST_PAUSE_MS);
            }
        }
    }

    private void consumeFrom(KafkaConsumer<String, byte[]> consumer) {
        long committedAt = System.nanoTime();
        boolean isCommitted = true;
        while (!isStopping()) {
            ConsumerRecords<String, byte[]> batch = consumer.poll(AT_MOST);
            if (!batch.isEmpty()) {
                if (!isApplied(received(batch))) {
                    return;
                }
                isCommitted = false;
            }
            long now = System.nanoTime();
            if (!isCommitted && (batch.isEmpty() || now - committedAt >= COMMIT_EVERY_NANOS)) {
                consumer.commitAsync();
                committedAt = now;
                isCommitted = true;
            }
        }
        consumer.commitSync(AT_MOST);
    }

    /**
     * Tries until it succeeds or the service stops. When that takes long enough, Kafka gives the partitions to another
     * replica; that it works the same records then does no harm.
     *
     * @return false when the service stops
     */
    private boolean isApplied(List<ReceivedRecord> batch) {
        for (long pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
            try {
                rescoreDependencies.receive(batch);
                return true;
            } catch (RuntimeException e) {
                LOG.warnf(e, "policy events not applied, trying again count=%d", batch.size());
                if (isStoppedWithin(pause)) {
                    return false;
                }
            }
        }
    }

    private static List<ReceivedRecord> received(ConsumerRecords<String, byte[]> batch) {
        List<ReceivedRecord> received = new ArrayList<>(batch.count());
        for (ConsumerRecord<String, byte[]> record : batch) {
            received.add(new ReceivedRecord(
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    record.key(),
                    record.value() == null ? NOTHING : record.value(),
                    traceparent(record)));
        }
        return received;
    }

    private static String traceparent(ConsumerRecord<String, byte[]> record) {
        Header header = record.headers().lastHeader("traceparent");
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private boolean isStoppedWithin(long millis) {
        try {
            return stopping.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
