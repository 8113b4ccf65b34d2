package org.mineralwatch.ingest.outbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;
import org.mineralwatch.contract.EventRejected;
import org.mineralwatch.contract.TopicContract;
import org.mineralwatch.ingest.domain.Rejection;
import org.mineralwatch.outbox.OutboxRecord;
import org.mineralwatch.outbox.OutboxRecord.CloudEventAttributes;

/** Says how the world is told of a rejected line: on {@code rejected-events.v1}, with the publisher as key. */
@ApplicationScoped
public class RejectedEventPublisher {
    private static final String SERVICE = "ingest-service";
    private static final String ADDRESS = "/v1/events";

    private final ObjectWriter json;

    RejectedEventPublisher(ObjectMapper json) {
        this.json = json.writerFor(EventRejected.class);
    }

    /**
     * The record of a rejection.
     *
     * @param reason what is wrong with the line, in a sentence
     * @param traceparent W3C trace context of its cause; empty when there is none
     */
    OutboxRecord record(Rejection rejection, String reason, String traceparent) {
        EventRejected rejected = new EventRejected(
                rejection.rejectedAt(),
                SERVICE,
                reason,
                new EventRejected.From(ADDRESS, 0, rejection.line(), rejection.id()),
                Base64.getEncoder().encodeToString(rejection.payload()));
        return OutboxRecord.cloudEvent(
                TopicContract.REJECTED_EVENTS.name(),
                rejection.publisher(),
                new CloudEventAttributes(
                        rejection.id(), "/" + SERVICE, EventRejected.TYPE, ADDRESS, rejection.rejectedAt()),
                bytes(rejected),
                traceparent);
    }

    private byte[] bytes(EventRejected rejected) {
        try {
            return json.writeValueAsBytes(rejected);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of texts and numbers is always writable", e);
        }
    }
}
