package org.mineralwatch.alert.inbound;

import io.smallrye.faulttolerance.api.ExponentialBackoff;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.mineralwatch.alert.RaiseAlerts;
import org.mineralwatch.alert.domain.ScoreChange;

/** Hands batches of {@code dependency-scores.v1} to the use case, in order; offsets are committed after them. */
@ApplicationScoped
public class ScoreChangedConsumer {
    private final RecordIntake<ScoreChange> intake;

    ScoreChangedConsumer(ScoreChangedReading reading, RaiseAlerts raiseAlerts) {
        this.intake = new RecordIntake<>(reading, raiseAlerts::onScores);
    }

    /** Applied once however often it comes: a cell's sequence tells what is new. */
    @Incoming("dependency-scores-in")
    @Blocking
    @Retry(maxRetries = -1, delay = 100, maxDuration = 0, jitter = 50)
    @ExponentialBackoff(maxDelay = 5000)
    public void consume(ConsumerRecords<String, byte[]> batch) {
        intake.take(batch);
    }
}
