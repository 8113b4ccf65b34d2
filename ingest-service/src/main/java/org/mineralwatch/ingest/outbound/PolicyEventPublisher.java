package org.mineralwatch.ingest.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import org.mineralwatch.contract.PolicyEventRecorded;
import org.mineralwatch.contract.TopicContract;
import org.mineralwatch.ingest.domain.PolicyEventRevision;
import org.mineralwatch.outbox.Outbox;
import org.mineralwatch.outbox.OutboxRecord;
import org.mineralwatch.outbox.OutboxRecord.CloudEventAttributes;

/** Tells the world of a record: as a CloudEvent on {@code policy-events.v1}, with the event's id as key. */
@ApplicationScoped
public class PolicyEventPublisher {
    private static final String SOURCE = "/ingest-service";

    private final Outbox outbox;

    PolicyEventPublisher(Outbox outbox) {
        this.outbox = outbox;
    }

    /**
     * Publishes a record, in the caller's transaction or not at all.
     *
     * @param traceparent W3C trace context of its cause; empty when there is none
     */
    public void publish(PolicyEventRevision revision, String traceparent) {
        outbox.append(record(revision, traceparent));
    }

    /** @param traceparent W3C trace context of its cause; empty when there is none */
    static OutboxRecord record(PolicyEventRevision revision, String traceparent) {
        String id = revision.id().value();
        return OutboxRecord.cloudEvent(
                TopicContract.POLICY_EVENTS.name(),
                id,
                new CloudEventAttributes(
                        id + "/" + revision.revision(), SOURCE, PolicyEventRecorded.TYPE, id, revision.recordedAt()),
                revision.json().getBytes(StandardCharsets.UTF_8),
                traceparent);
    }
}
