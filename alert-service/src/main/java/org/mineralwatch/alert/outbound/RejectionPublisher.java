package org.mineralwatch.alert.outbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.mineralwatch.alert.domain.Rejection;
import org.mineralwatch.contract.EventRejected;
import org.mineralwatch.contract.TopicContract;
import org.mineralwatch.outbox.Outbox;
import org.mineralwatch.outbox.OutboxRecord;
import org.mineralwatch.outbox.OutboxRecord.CloudEventAttributes;

/** Sets records aside on {@code rejected-events.v1}, as received, with the reason. */
@ApplicationScoped
public class RejectionPublisher {
    private static final String REJECTED_BY = "alert-service";

    /** Base64 takes a third more, and the outbox has a limit of its own. */
    private static final int LARGEST_PAYLOAD = Outbox.LARGEST_VALUE * 3 / 4 - 10_000;

    private final Outbox outbox;
    private final ObjectMapper json;

    RejectionPublisher(Outbox outbox, ObjectMapper json) {
        this.outbox = outbox;
        this.json = json;
    }

    /** In the caller's transaction. */
    public void publish(List<Rejection> rejections, Instant now) {
        outbox.append(
                rejections.stream().map(rejection -> record(rejection, now)).toList());
    }

    private OutboxRecord record(Rejection rejection, Instant now) {
        String place = rejection.topic() + "/" + rejection.partition() + "/" + rejection.offset();
        byte[] payload = rejection.payload().length <= LARGEST_PAYLOAD
                ? rejection.payload()
                : Arrays.copyOf(rejection.payload(), LARGEST_PAYLOAD);
        EventRejected rejected = new EventRejected(
                now,
                REJECTED_BY,
                rejection.reason(),
                new EventRejected.From(
                        rejection.topic(),
                        rejection.partition(),
                        rejection.offset(),
                        rejection.key().isEmpty() ? null : rejection.key()),
                Base64.getEncoder().encodeToString(payload));
        return OutboxRecord.cloudEvent(
                TopicContract.REJECTED_EVENTS.name(),
                place,
                new CloudEventAttributes(place, "/" + REJECTED_BY, EventRejected.TYPE, rejection.topic(), now),
                write(rejected),
                rejection.traceparent());
    }

    private byte[] write(EventRejected rejected) {
        try {
            return json.writeValueAsBytes(rejected);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of strings and numbers is always writable", e);
        }
    }
}
