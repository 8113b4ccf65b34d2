package org.mineralwatch.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that could not be used, as received; value on {@code rejected-events.v1}.
 *
 * @param rejectedAt the moment it was set aside
 * @param rejectedBy the service that set it aside
 * @param reason what is wrong with it, in one sentence
 * @param from where it came from
 * @param payload the bytes as received, Base64
 */
public record EventRejected(Instant rejectedAt, String rejectedBy, String reason, From from, String payload) {

    /** CloudEvents type of a record on the topic. */
    public static final String TYPE = "mineralwatch.event.rejected.v1";

    /**
     * A record's place on a topic. Of a line of bulk input: the address it was posted to, partition 0, the number of the line,
     * and the id of the rejection.
     */
    public record From(
            String topic,
            int partition,
            long offset,
            @Nullable String key) {}
}
