package org.mineralwatch.outbox;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A Kafka record waiting in the outbox.
 *
 * @param topic topic name
 * @param key decides the partition, and with it the order
 * @param value the bytes, as consumers will read them
 * @param headers header name to UTF-8 text, in the order given
 */
public record OutboxRecord(String topic, String key, byte[] value, Map<String, String> headers) {

    /**
     * A CloudEvents 1.0 record in binary mode with a JSON value.
     *
     * @param event the CloudEvents attributes
     * @param traceparent W3C trace context of the cause; empty when there is none
     */
    public static OutboxRecord cloudEvent(
            String topic, String key, CloudEventAttributes event, byte[] json, String traceparent) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", "application/json");
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", event.id());
        headers.put("ce_source", event.source());
        headers.put("ce_type", event.type());
        headers.put("ce_subject", event.subject());
        headers.put("ce_time", event.time().toString());
        if (!traceparent.isEmpty()) {
            headers.put("traceparent", traceparent);
        }
        return new OutboxRecord(topic, key, json, headers);
    }

    /** CloudEvents 1.0 context attributes; {@code id} with {@code source} is the identity of the event. */
    public record CloudEventAttributes(String id, String source, String type, String subject, Instant time) {}

    /** For logs and test failures: never the value, which may be large or confidential. */
    @Override
    public String toString() {
        return "OutboxRecord[topic=" + topic + ", key=" + key + ", " + value.length + " bytes]";
    }
}
