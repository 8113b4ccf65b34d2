package org.mineralwatch.alert.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mineralwatch.contract.TopicContract;
import org.mineralwatch.outbox.Outbox;
import org.mineralwatch.outbox.OutboxRecord;

/** Publishes alerts on {@code alerts.v1}, byte for byte as their webhooks carry them. */
@ApplicationScoped
public class AlertPublisher {
    /** In the caller's transaction, which holds the lock of each subscription: that keeps them in order. */
    public void publish(Journey journey, List<WrittenAlert> alerts) {
        List<OutboxRecord> records = alerts.stream().map(AlertPublisher::record).toList();
        records.forEach(Outbox::requireTakeable);
        journey.update(
                Outbox.APPEND_SELECTED + "select * from unnest(?::text[], ?::text[], ?::bytea[], ?::text[])",
                row -> row.texts(records, OutboxRecord::topic)
                        .texts(records, OutboxRecord::key)
                        .bytes(records, OutboxRecord::value)
                        .texts(records, Outbox::headerLines));
    }

    private static OutboxRecord record(WrittenAlert written) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", AlertBody.MEDIA_TYPE);
        String traceparent = written.alert().occasion().traceparent();
        if (!traceparent.isEmpty()) {
            headers.put("traceparent", traceparent);
        }
        return new OutboxRecord(
                TopicContract.ALERTS.name(), written.alert().subscription().toString(), written.body(), headers);
    }
}
