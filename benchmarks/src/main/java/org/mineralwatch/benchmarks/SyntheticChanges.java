package org.mineralwatch.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Changes of score as scoring-service publishes them, of cells that nobody else knows. */
final class SyntheticChanges implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;
    private final Map<String, Integer> sequences = new HashMap<>();

    SyntheticChanges(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 0),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Publishes the next change of a cell. */
    void publish(String cell, double score, Instant recordedAt) {
        String[] parts = cell.split("/", -1);
        int sequence = sequences.merge(cell, 1, Integer::sum);
        String change =
                String.format(Locale.ROOT, """
                {"cell": "%s", "consumer": "%s", "mineral": "%s", "stage": "%s", "at": "2026-11-21", "known": "2026-11-21",
                 "sequence": %d, "recordedAt": "%s", "score": %s, "band": "SEVERE", "baseline": 40.5,
                 "interval": {"low": 10.0, "high": 90.0}, "eventLoss": 0.25, "byEvent": {"2026-11-21-cn-ban": 20.5},
                 "bySupplier": {"CN": 50.5, "AU": 9.5}, "heldBack": {}, "alternativeSupply": 0.0, "grade": "B",
                 "model": "DEP-1", "baselineVersion": "0a1b2c3d4e5f", "previous": {"score": 40.5, "band": "ELEVATED"},
                 "cause": {"events": [{"id": "2026-11-21-cn-ban", "revision": 1}]}}""", cell, parts[0], parts[1], parts[2], sequence, recordedAt, score);
        producer.send(new ProducerRecord<>("dependency-scores.v1", cell, change.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        producer.close();
    }
}
