package org.mineralwatch.ingest.outbound;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.mineralwatch.ingest.domain.EventId;
import org.mineralwatch.ingest.domain.PolicyEventRevision;

/** A revision of a policy event, as it is found by search. */
@Entity
@Immutable
@Table(name = "policy_event_revision")
@IdClass(PolicyEventRevisionRow.Key.class)
public class PolicyEventRevisionRow {
    /** One row for each revision of an event. */
    public record Key(String eventId, int revision) {}

    @Id
    @Column(name = "event_id")
    String eventId;

    @Id
    int revision;

    /** False once another revision has taken its place. */
    boolean newest;

    @Column(name = "recorded_at")
    Instant recordedAt;

    @Column(name = "known_at")
    LocalDate knownAt;

    String publisher;
    String type;
    LocalDate announced;
    String standing;
    String[] actors;
    String[] targets;
    String[] minerals;
    String[] stages;

    @Column(name = "refers_to")
    String[] refersTo;

    boolean retracted;

    String content;

    /** For Hibernate. */
    protected PolicyEventRevisionRow() {}

    PolicyEventRevision toRevision() {
        return new PolicyEventRevision(
                new EventId(eventId),
                revision,
                recordedAt,
                knownAt,
                publisher,
                announced,
                List.of(refersTo),
                retracted,
                content);
    }
}
