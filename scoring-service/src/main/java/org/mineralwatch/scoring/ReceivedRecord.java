package org.mineralwatch.scoring;

import org.jspecify.annotations.Nullable;

/**
 * A record as it stood on a topic.
 *
 * @param topic where it stood, with {@code partition} and {@code offset}
 * @param key its key; absent when it had none
 * @param value its bytes, not looked at yet
 * @param traceparent W3C trace context that came with it; empty when there was none
 */
public record ReceivedRecord(
        String topic, int partition, long offset, @Nullable String key, byte[] value, String traceparent) {}
