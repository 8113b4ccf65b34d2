package org.mineralwatch.ingest.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.mineralwatch.contract.PolicyEventRecorded;
import org.mineralwatch.contract.TopicContract;
import org.mineralwatch.ingest.domain.PolicyEventRevision;
import org.mineralwatch.outbox.Outbox;
import org.mineralwatch.outbox.OutboxRecord;
import org.mineralwatch.outbox.OutboxRecord.CloudEventAttributes;

/** Tells the world of new records, through the outbox: in the caller's transaction, or not at all. */
@ApplicationScoped
public class PolicyEventPublisher {
    private static final String SOURCE = "/ingest-service";

    private final Outbox outbox;

    PolicyEventPublisher(Outbox outbox) {
        this.outbox = outbox;
    }

    /**
     * Publishes records in this order.
     *
     * @param traceparent W3C trace context of their cause; empty when there is none
     */
    public void publish(List<PolicyEventRevision> revisions, String traceparent) {
        outbox.append(revisions.stream()
                .map(revision -> record(revision, traceparent))
                .toList());
    }

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
