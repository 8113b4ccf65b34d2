package org.mineralwatch.outbox;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** A row of the outbox, read back. */
record PendingRecord(long id, String topic, String key, byte[] value, String headerLines) {

    ProducerRecord<byte[], byte[]> forKafka() {
        var record = new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
        Headers headers = record.headers();
        headerLines.lines().forEach(line -> {
            int colon = line.indexOf(": ");
            headers.add(line.substring(0, colon), line.substring(colon + 2).getBytes(StandardCharsets.UTF_8));
        });
        return record;
    }
}
