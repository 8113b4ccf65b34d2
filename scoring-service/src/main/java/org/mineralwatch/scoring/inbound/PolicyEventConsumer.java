package org.mineralwatch.scoring.inbound;

import io.smallrye.faulttolerance.api.ExponentialBackoff;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.mineralwatch.scoring.ReceivedRecord;
import org.mineralwatch.scoring.RescoreDependencies;

/**
 * Hands batches of {@code policy-events.v1} to the use case, in order. A batch that fails, because PostgreSQL is away, is
 * handed over again until it succeeds; offsets are committed after it.
 */
@ApplicationScoped
public class PolicyEventConsumer {
    private static final byte[] NOTHING = {};

    private final RescoreDependencies rescoreDependencies;

    PolicyEventConsumer(RescoreDependencies rescoreDependencies) {
        this.rescoreDependencies = rescoreDependencies;
    }

    /** Applied once however often it comes: records are a set. */
    @Incoming("policy-events-in")
    @Blocking
    @Retry(maxRetries = -1, delay = 100, maxDuration = 0, jitter = 50)
    @ExponentialBackoff(maxDelay = 5000)
    public void consume(ConsumerRecords<String, byte[]> batch) {
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
        rescoreDependencies.receive(received);
    }

    private static String traceparent(ConsumerRecord<String, byte[]> record) {
        Header header = record.headers().lastHeader("traceparent");
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
