package org.mineralwatch.alert.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.mineralwatch.alert.domain.DueDelivery;
import org.mineralwatch.alert.domain.Lane;

/** The table {@code alert}, and the rows that put an alert on its way. */
@ApplicationScoped
public class AlertStore {
    /**
     * A lane that is there already is locked by the no-op, so that nobody removes it as empty meanwhile; whoever holds it
     * goes on holding it.
     */
    private static final String ADD = """
            with added as (
                insert into alert (id, subscription_id, sequence, type, subject, raised_at, traceparent, body)
                select * from unnest(?::uuid[], ?::uuid[], ?::bigint[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::bytea[])
                returning id, subscription_id, subject, sequence, raised_at),
            counted as (
                update subscription s set last_sequence = newest.sequence
                from (select subscription_id, max(sequence) as sequence from added group by subscription_id) newest
                where s.id = newest.subscription_id),
            delivered as (
                insert into delivery (alert_id, subscription_id, subject, sequence, created_at)
                select id, subscription_id, subject, sequence, raised_at from added order by subscription_id, sequence
                returning id, alert_id, subscription_id, subject, sequence),
            claimed as (
                select * from unnest(?::uuid[], ?::text[]) as c(subscription_id, subject)),
            lanes as (
                insert into delivery_lane (subscription_id, subject, next_attempt_at, holder)
                select lane.subscription_id, lane.subject, case when s.state = 'active' then given.now end,
                    case when s.state = 'active' and c.subject is not null then given.replica end
                from (select distinct subscription_id, subject from added) lane
                join subscription s on s.id = lane.subscription_id
                left join claimed c on c.subscription_id = lane.subscription_id and c.subject = lane.subject
                cross join (select ?::timestamptz as now, ?::integer as replica) given
                order by lane.subscription_id, lane.subject
                on conflict (subscription_id, subject) do update set next_attempt_at = delivery_lane.next_attempt_at
                returning new.subscription_id, new.subject, new.holder, old.subscription_id is null as is_new),
            begun as materialized (
                select subscription_id, subject from lanes where is_new and holder is not null)
            select distinct on (d.subscription_id, d.subject) d.id, d.alert_id, """ + Destinations.COLUMNS + "\n" + """
            from begun b join delivered d on d.subscription_id = b.subscription_id and d.subject = b.subject
            join subscription s on s.id = d.subscription_id
            join signing_secret k on k.subscription_id = s.id
            order by d.subscription_id, d.subject, d.sequence""";

    private final Database database;
    private final Destinations destinations;

    AlertStore(Database database, Destinations destinations) {
        this.database = database;
        this.destinations = destinations;
    }

    /** Which of these alerts have been raised before. */
    public Set<UUID> raised(Collection<UUID> ids) {
        return new HashSet<>(database.list(
                "select id from alert where id = any(?)",
                row -> row.uuids(ids),
                row -> row.getObject("id", UUID.class)));
    }

    /**
     * Stores alerts with a delivery each, puts these into their lanes, and counts the sequences of their subscriptions on.
     * The caller holds the subscriptions' locks.
     *
     * @param replica who claims lanes, if anybody does
     * @param claimed the lanes that it claims if they are new
     * @return the first delivery of each lane that is claimed now
     */
    public List<DueDelivery> add(
            List<WrittenAlert> alerts, Instant now, OptionalInt replica, Collection<Lane> claimed) {
        Map<UUID, WrittenAlert> byId = new HashMap<>();
        alerts.forEach(written -> byId.put(written.alert().id(), written));
        List<Lane> lanes = List.copyOf(claimed);
        return database.list(
                ADD,
                row -> row.uuids(alerts, written -> written.alert().id())
                        .uuids(alerts, written -> written.alert().subscription())
                        .longs(alerts, written -> written.alert().sequence())
                        .texts(alerts, written -> written.alert().type().name().toLowerCase(Locale.ROOT))
                        .texts(alerts, written -> written.alert().occasion().subject())
                        .instants(alerts, written -> written.alert().raisedAt())
                        .texts(alerts, written -> written.alert().occasion().traceparent())
                        .bytes(alerts, WrittenAlert::body)
                        .uuids(lanes, Lane::subscription)
                        .texts(lanes, Lane::subject)
                        .instant(now)
                        .number(replica.orElse(0)),
                row -> {
                    WrittenAlert written =
                            Objects.requireNonNull(byId.get(row.getObject("alert_id", UUID.class)), "not raised");
                    return new DueDelivery(
                            row.getObject("id", UUID.class),
                            written.alert().subscription(),
                            written.alert().occasion().subject(),
                            written.alert().id(),
                            1,
                            destinations.read(row),
                            written.body(),
                            written.alert().occasion().traceparent(),
                            replica.orElseThrow());
                });
    }
}
