package org.mineralwatch.alert.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
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
import org.mineralwatch.alert.domain.Alert;
import org.mineralwatch.alert.domain.AlertType;
import org.mineralwatch.alert.domain.CausingEvent;
import org.mineralwatch.alert.domain.DueDelivery;
import org.mineralwatch.alert.domain.Lane;
import org.mineralwatch.alert.domain.Retraction;
import org.mineralwatch.alert.domain.Withdrawal;

/** The table {@code alert}, and the rows that put an alert on its way. */
@ApplicationScoped
public class AlertStore {
    /**
     * A lane that is there already is locked by the no-op, so that nobody removes it as empty meanwhile; whoever holds it
     * goes on holding it.
     */
    private static final String ADD = """
            with added as (
                insert into alert (id, subscription_id, sequence, type, condition, subject, raised_at, traceparent, body,
                    cells, silenced_by, tenant)
                select a.id, a.subscription_id, a.sequence, a.type, a.condition, a.subject, a.raised_at, a.traceparent, a.body,
                    a.cells::text[], nullif(a.silenced_by, '')::uuid, s.tenant
                from unnest(?::uuid[], ?::uuid[], ?::bigint[], ?::text[], ?::integer[], ?::text[], ?::timestamptz[], ?::text[],
                        ?::bytea[], ?::text[], ?::text[])
                    as a(id, subscription_id, sequence, type, condition, subject, raised_at, traceparent, body, cells, silenced_by)
                join subscription s on s.id = a.subscription_id
                returning id, subscription_id, subject, sequence, raised_at, silenced_by),
            caused as (
                insert into alert_cause (alert_id, event_id, revision)
                select * from unnest(?::uuid[], ?::text[], ?::integer[]) on conflict do nothing),
            delivered as (
                insert into delivery (alert_id, subscription_id, subject, sequence, created_at)
                select id, subscription_id, subject, sequence, raised_at from added where silenced_by is null order by subscription_id, sequence
                returning id, alert_id, subscription_id, subject, sequence),
            claimed as (
                select * from unnest(?::uuid[], ?::text[]) as c(subscription_id, subject)),
            lanes as (
                insert into delivery_lane (subscription_id, subject, next_attempt_at, holder)
                select lane.subscription_id, lane.subject, case when s.state = 'active' then given.now end,
                    case when s.state = 'active' and c.subject is not null then given.replica end
                from (select distinct subscription_id, subject from added where silenced_by is null) lane
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

    /** Counts the sequences of subscriptions on: once for all alerts of a transaction, as each time leaves a row behind. */
    public void count(Journey journey, List<Alert> alerts) {
        Map<UUID, Long> newest = new HashMap<>();
        alerts.forEach(alert -> newest.merge(alert.subscription(), alert.sequence(), Math::max));
        List<Map.Entry<UUID, Long>> rows = List.copyOf(newest.entrySet());
        journey.update("""
                update subscription s set last_sequence = n.sequence
                from unnest(?::uuid[], ?::bigint[]) as n(id, sequence) where s.id = n.id""", row -> row.uuids(rows, Map.Entry::getKey).longs(rows, Map.Entry::getValue));
    }

    private static String silence(WrittenAlert written, Map<UUID, UUID> heldBack) {
        UUID silence = heldBack.get(written.alert().id());
        return silence == null ? "" : silence.toString();
    }

    /** As PostgreSQL writes an array: arrays of arrays would all have to be of one length. A cell needs no quotes. */
    private static String cells(WrittenAlert written) {
        return "{" + String.join(",", written.alert().occasion().cells()) + "}";
    }

    private record CauseOf(UUID alert, CausingEvent event) {}

    /** The alerts that were told because of an event, but for what only tells that it was retracted. */
    public List<Withdrawal.Told> causedBy(Retraction retraction) {
        return database.list("""
                select a.id, a.subscription_id, a.condition, a.type, a.sequence, a.subject, a.cells
                from alert_cause c join alert a on a.id = c.alert_id
                where c.event_id = ? and c.revision < ? order by a.subscription_id, a.sequence""", row -> row.text(retraction.id()).number(retraction.revision()), AlertStore::readTold);
    }

    /** Alerts of these ids, as far as their withdrawal needs them. */
    public List<Withdrawal.Told> told(Collection<UUID> ids) {
        return database.list("""
                select id, subscription_id, condition, type, sequence, subject, cells from alert
                where id = any(?) order by subscription_id, sequence""", row -> row.uuids(ids), AlertStore::readTold);
    }

    private static Withdrawal.Told readTold(ResultSet row) throws SQLException {
        return new Withdrawal.Told(
                row.getObject("id", UUID.class),
                row.getObject("subscription_id", UUID.class),
                row.getInt("condition"),
                AlertType.valueOf(row.getString("type").toUpperCase(Locale.ROOT)),
                row.getLong("sequence"),
                row.getString("subject"),
                List.of((String[]) row.getArray("cells").getArray()));
    }

    /**
     * Stores alerts with a delivery each, and puts these into their lanes. The caller holds the subscriptions' locks, and
     * {@linkplain #count counts} their sequences on.
     *
     * @param heldBack those that have no delivery yet, and the silence that holds them back
     * @param replica who claims lanes, if anybody does
     * @param claimed the lanes that it claims if they are new
     * @return the first delivery of each lane that is claimed now
     */
    public Journey.Rows<DueDelivery> add(
            Journey journey,
            List<WrittenAlert> alerts,
            Map<UUID, UUID> heldBack,
            Instant now,
            OptionalInt replica,
            Collection<Lane> claimed) {
        Map<UUID, WrittenAlert> byId = new HashMap<>();
        alerts.forEach(written -> byId.put(written.alert().id(), written));
        List<Lane> lanes = List.copyOf(claimed);
        List<CauseOf> causes = alerts.stream()
                .flatMap(written -> written.alert().occasion().causes().stream()
                        .map(event -> new CauseOf(written.alert().id(), event)))
                .toList();
        return journey.list(
                ADD,
                row -> row.uuids(alerts, written -> written.alert().id())
                        .uuids(alerts, written -> written.alert().subscription())
                        .longs(alerts, written -> written.alert().sequence())
                        .texts(alerts, written -> written.alert().type().name().toLowerCase(Locale.ROOT))
                        .integers(alerts, written -> written.alert().ordinal())
                        .texts(alerts, written -> written.alert().occasion().subject())
                        .instants(alerts, written -> written.alert().raisedAt())
                        .texts(alerts, written -> written.alert().occasion().traceparent())
                        .bytes(alerts, WrittenAlert::body)
                        .texts(alerts, AlertStore::cells)
                        .texts(alerts, written -> silence(written, heldBack))
                        .uuids(causes, CauseOf::alert)
                        .texts(causes, cause -> cause.event().id())
                        .integers(causes, cause -> cause.event().revision())
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
