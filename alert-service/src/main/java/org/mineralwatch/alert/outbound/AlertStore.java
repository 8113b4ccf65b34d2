package org.mineralwatch.alert.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** The table {@code alert}, and the rows that put an alert on its way. */
@ApplicationScoped
public class AlertStore {
    private final Database database;

    AlertStore(Database database) {
        this.database = database;
    }

    /** Which of these alerts have been raised before. */
    public Set<UUID> raised(Collection<UUID> ids) {
        return new HashSet<>(database.list(
                "select id from alert where id = any(?)",
                row -> row.uuids(ids),
                row -> row.getObject("id", UUID.class)));
    }

    /**
     * Stores alerts with a delivery each, and counts the sequences of their subscriptions on. The caller holds the
     * subscriptions' locks.
     */
    public void add(List<WrittenAlert> alerts, Instant now) {
        database.update(
                """
                with added as (
                    insert into alert (id, subscription_id, sequence, type, subject, raised_at, traceparent, body)
                    select * from unnest(?, ?, ?, ?, ?, ?, ?, ?)
                    returning id, subscription_id, subject, sequence, raised_at),
                counted as (
                    update subscription s set last_sequence = newest.sequence
                    from (select subscription_id, max(sequence) as sequence from added group by subscription_id) newest
                    where s.id = newest.subscription_id)
                insert into delivery (alert_id, subscription_id, subject, sequence, created_at)
                select id, subscription_id, subject, sequence, raised_at from added order by subscription_id, sequence""",
                row -> row.uuids(alerts, written -> written.alert().id())
                        .uuids(alerts, written -> written.alert().subscription())
                        .longs(alerts, written -> written.alert().sequence())
                        .texts(alerts, written -> written.alert().type().name().toLowerCase(Locale.ROOT))
                        .texts(alerts, written -> written.alert().occasion().subject())
                        .instants(alerts, written -> written.alert().raisedAt())
                        .texts(alerts, written -> written.alert().occasion().traceparent())
                        .bytes(alerts, WrittenAlert::body));
        // A lane that is there already is locked by the no-op, so that nobody removes it as empty meanwhile.
        database.update(
                """
                insert into delivery_lane (subscription_id, subject, next_attempt_at)
                select lane.subscription_id, lane.subject, case when s.state = 'active' then ?::timestamptz end
                from (select distinct subscription_id, subject from unnest(?::uuid[], ?::text[]) as l(subscription_id, subject)) lane
                join subscription s on s.id = lane.subscription_id
                order by lane.subscription_id, lane.subject
                on conflict (subscription_id, subject) do update set next_attempt_at = delivery_lane.next_attempt_at""",
                row -> row.instant(now)
                        .uuids(alerts, written -> written.alert().subscription())
                        .texts(alerts, written -> written.alert().occasion().subject()));
    }
}
