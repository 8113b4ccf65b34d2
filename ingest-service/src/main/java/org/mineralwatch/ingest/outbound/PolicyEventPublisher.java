package org.mineralwatch.ingest.outbound;

import java.nio.charset.StandardCharsets;
import org.mineralwatch.contract.PolicyEventRecorded;
import org.mineralwatch.contract.TopicContract;
import org.mineralwatch.ingest.domain.PolicyEventRevision;
import org.mineralwatch.outbox.OutboxRecord;
import org.mineralwatch.outbox.OutboxRecord.CloudEventAttributes;

/** Says how the world is told of a record: as a CloudEvent on {@code policy-events.v1}, with the event's id as key. */
final class PolicyEventPublisher {
    private static final String SOURCE = "/ingest-service";

    private PolicyEventPublisher() {}

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
