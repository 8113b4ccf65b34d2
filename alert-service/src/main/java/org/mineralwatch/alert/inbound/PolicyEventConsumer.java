package org.mineralwatch.alert.inbound;

import io.smallrye.faulttolerance.api.ExponentialBackoff;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.mineralwatch.alert.RaiseAlerts;
import org.mineralwatch.alert.domain.EventNews;

/** Hands batches of {@code policy-events.v1} to the use case, in order; offsets are committed after them. */
@ApplicationScoped
public class PolicyEventConsumer {
    private final RecordIntake<EventNews> intake;

    PolicyEventConsumer(PolicyEventReading reading, RaiseAlerts raiseAlerts) {
        this.intake = new RecordIntake<>(reading, raiseAlerts::onPolicyEvents);
    }

    /** Applied once however often it comes: an alert's id is made of its causes. */
    @Incoming("policy-events-in")
    @Blocking
    @Retry(maxRetries = -1, delay = 100, maxDuration = 0, jitter = 50)
    @ExponentialBackoff(maxDelay = 5000)
    public void consume(ConsumerRecords<String, byte[]> batch) {
        intake.take(batch);
    }
}
