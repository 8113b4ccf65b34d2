package org.mineralwatch.alert.domain;

/**
 * A record that cannot be used.
 *
 * @param topic where it stood, with {@code partition} and {@code offset}
 * @param key empty when it had none
 * @param payload as received
 * @param traceparent W3C trace context it came with; empty when there was none
 * @param reason what is wrong with it, in one sentence
 */
public record Rejection(
        String topic, int partition, long offset, String key, byte[] payload, String traceparent, String reason) {

    /** For logs: never the payload. */
    @Override
    public String toString() {
        return topic + "/" + partition + "/" + offset + ": " + reason;
    }
}
