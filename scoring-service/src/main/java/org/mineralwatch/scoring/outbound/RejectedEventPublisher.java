package org.mineralwatch.scoring.outbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jboss.logging.Logger;
import org.mineralwatch.contract.EventRejected;
import org.mineralwatch.contract.TopicContract;
import org.mineralwatch.outbox.Outbox;
import org.mineralwatch.outbox.OutboxRecord;
import org.mineralwatch.scoring.ReceivedRecord;

/** Sets aside what cannot be used, as received, on {@code rejected-events.v1}. */
@ApplicationScoped
public class RejectedEventPublisher {
    private static final Logger LOG = Logger.getLogger(RejectedEventPublisher.class);
    private static final String SOURCE = "/scoring-service";

    /** Base64 takes a third more, and the outbox has a limit of its own. */
    private static final int LARGEST_PAYLOAD = Outbox.LARGEST_VALUE * 3 / 4 - 10_000;

    private final Outbox outbox;
    private final ObjectMapper json;

    RejectedEventPublisher(Outbox outbox, ObjectMapper json) {
        this.outbox = outbox;
        this.json = json;
    }

    /** Something received, and why it cannot be used. */
    public record Rejection(ReceivedRecord received, String reason) {}

    /** Appends to the outbox in the caller's transaction. */
    public void publish(List<Rejection> rejections, Instant now) {
        List<OutboxRecord> records = new ArrayList<>(rejections.size());
        for (Rejection rejection : rejections) {
            ReceivedRecord received = rejection.received();
            byte[] payload = received.value().length <= LARGEST_PAYLOAD
                    ? received.value()
                    : Arrays.copyOf(received.value(), LARGEST_PAYLOAD);
            String place = received.topic() + "/" + received.partition() + "/" + received.offset();
            LOG.warnf("record set aside from=%s reason=%s", place, rejection.reason());
            var rejected = new EventRejected(
                    now,
                    "scoring-service",
                    rejection.reason(),
                    new EventRejected.From(received.topic(), received.partition(), received.offset(), received.key()),
                    Base64.getEncoder().encodeToString(payload));
            var attributes =
                    new OutboxRecord.CloudEventAttributes(place, SOURCE, EventRejected.TYPE, received.topic(), now);
            records.add(OutboxRecord.cloudEvent(
                    TopicContract.REJECTED_EVENTS.name(), place, attributes, bytes(rejected), received.traceparent()));
        }
        outbox.append(records);
    }

    private byte[] bytes(EventRejected rejected) {
        try {
            return json.writeValueAsBytes(rejected);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a rejected event is always writable", e);
        }
    }
}
