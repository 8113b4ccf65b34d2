package org.mineralwatch.scoring;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A record as it stood on a topic.
 *
 * @param topic where it stood, with {@code partition} and {@code offset}
 * @param key its key; absent when it had none
 * @param value its bytes, not looked at yet
 * @param traceparent W3C trace context that came with it; empty when there was none, or what came is none
 */
public record ReceivedRecord(
        String topic, int partition, long offset, @Nullable String key, byte[] value, String traceparent) {
    private static final Pattern TRACE_CONTEXT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    /** A header may hold any bytes, even such as PostgreSQL does not take; what goes on must be what it says. */
    public ReceivedRecord {
        if (!traceparent.isEmpty() && !TRACE_CONTEXT.matcher(traceparent).matches()) {
            traceparent = "";
        }
    }
}
