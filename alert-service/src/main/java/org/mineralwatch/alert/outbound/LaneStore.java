package org.mineralwatch.alert.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.mineralwatch.alert.domain.DueDelivery;
import org.mineralwatch.alert.domain.Lane;

/**
 * The table {@code delivery_lane}, from which replicas take what is due. Of each lane only the first pending delivery is
 * given out, and to one replica at a time.
 */
@ApplicationScoped
public class LaneStore {
    /** More due lanes than are claimed are looked at, so that one endpoint's many do not hide the others'. */
    private static final int LOOKED_AT = 2000;

    /**
     * A claim that a crash of the server takes back is merely made again: its commit need not wait for the disk. Lanes are
     * locked by key: {@code coalesce} keeps the index of those that are due from being read in whole for each.
     */
    private static final String CLAIM = """
            with relaxed as materialized (select set_config('synchronous_commit', 'off', true)),
            busy as (select * from unnest(?::uuid[], ?::integer[]) as b(subscription_id, requests)),
            due as materialized (
                select l.subscription_id, l.subject, l.next_attempt_at from delivery_lane l
                where exists (select from relaxed) and l.holder is null and l.next_attempt_at <= ?
                  and not exists (select from busy b where b.subscription_id = l.subscription_id and b.requests >= ?)
                order by l.next_attempt_at limit ?),
            placed as (
                select d.*, coalesce(b.requests, 0)
                    + row_number() over (partition by d.subscription_id order by d.next_attempt_at, d.subject) as place
                from due d left join busy b using (subscription_id)),
            free as (
                select l.subscription_id, l.subject
                from placed p join delivery_lane l using (subscription_id, subject)
                where p.place <= ? and coalesce(l.holder, 0) = 0 and l.next_attempt_at <= ?
                order by p.next_attempt_at limit ? for update of l skip locked)
            update delivery_lane l set holder = ? from free f
            where l.subscription_id = f.subscription_id and l.subject = f.subject
            returning l.subscription_id, l.subject""";

    private static final String FIRST_OF_LANES = """
            select d.id, d.alert_id, d.attempts - d.attempts_before as tries, d.subscription_id, d.subject, a.body, a.traceparent, """ + Destinations.COLUMNS + "\n" + """
            from unnest(?::uuid[], ?::text[]) as lane(subscription_id, subject)
            join subscription s on s.id = lane.subscription_id
            join signing_secret k on k.subscription_id = s.id
            cross join lateral (
                select * from delivery d
                where d.subscription_id = lane.subscription_id and d.subject = lane.subject and d.state = 'pending'
                order by d.sequence limit 1) d
            join alert a on a.id = d.alert_id""";

    private static final String RELEASE = """
            with l as (select * from unnest(?::uuid[], ?::text[], ?::timestamptz[]) as l(subscription_id, subject, due_at)),
            ended as (
                delete from delivery_lane lane using l
                where lane.subscription_id = l.subscription_id and lane.subject = l.subject
                  and not exists (select from delivery d where d.subscription_id = l.subscription_id
                      and d.subject = l.subject and d.state = 'pending'))
            update delivery_lane lane set holder = null,
                next_attempt_at = case when s.state = 'active' then l.due_at end
            from l join subscription s on s.id = l.subscription_id
            where lane.subscription_id = l.subscription_id and lane.subject = l.subject
              and exists (select from delivery d where d.subscription_id = l.subscription_id
                  and d.subject = l.subject and d.state = 'pending')""";

    private final Database database;
    private final Destinations destinations;

    LaneStore(Database database, Destinations destinations) {
        this.database = database;
        this.destinations = destinations;
    }

    /**
     * Claims due lanes for a replica and answers the first delivery of each.
     *
     * @param atMost how many
     * @param requests how many requests are on their way to each subscription's endpoint
     * @param perEndpoint how many there may be
     */
    public List<DueDelivery> claim(int replica, Instant now, int atMost, Map<UUID, Integer> requests, int perEndpoint) {
        List<Map.Entry<UUID, Integer>> busy = List.copyOf(requests.entrySet());
        List<Lane> lanes = database.list(
                CLAIM,
                row -> row.uuids(busy, Map.Entry::getKey)
                        .integers(busy, Map.Entry::getValue)
                        .instant(now)
                        .number(perEndpoint)
                        .number(LOOKED_AT)
                        .number(perEndpoint)
                        .instant(now)
                        .number(atMost)
                        .number(replica),
                LaneStore::lane);
        if (lanes.isEmpty()) {
            return List.of();
        }
        // A statement of its own, to see what was committed while the claim waited.
        List<DueDelivery> due = database.list(
                FIRST_OF_LANES,
                row -> row.uuids(lanes, Lane::subscription).texts(lanes, Lane::subject),
                row -> read(row, replica));
        if (due.size() < lanes.size()) {
            letGoOfEmpty(lanes, due, now);
        }
        return due;
    }

    /** Another replica, taken for dead, delivered the last of a lane after all. */
    private void letGoOfEmpty(List<Lane> lanes, List<DueDelivery> due, Instant now) {
        Set<Lane> busy = due.stream().map(DueDelivery::lane).collect(Collectors.toSet());
        release(lanes.stream()
                .filter(lane -> !busy.contains(lane))
                .map(lane -> new Released(lane, now))
                .toList());
    }

    /**
     * A lane that nobody holds any more.
     *
     * @param dueAt when its first delivery may be attempted, if any is pending
     */
    public record Released(Lane lane, Instant dueAt) {}

    /** Lets go of lanes that the caller has locked: those with nothing pending end. */
    public void release(List<Released> lanes) {
        database.update(
                RELEASE,
                row -> row.uuids(lanes, released -> released.lane().subscription())
                        .texts(lanes, released -> released.lane().subject())
                        .instants(lanes, Released::dueAt));
    }

    private DueDelivery read(ResultSet row, int replica) throws SQLException {
        return new DueDelivery(
                row.getObject("id", UUID.class),
                row.getObject("subscription_id", UUID.class),
                row.getString("subject"),
                row.getObject("alert_id", UUID.class),
                row.getInt("tries") + 1,
                destinations.read(row),
                row.getBytes("body"),
                row.getString("traceparent"),
                replica);
    }

    /** The lanes that a replica holds. */
    public Set<Lane> heldBy(int replica) {
        return Set.copyOf(database.list(
                "select subscription_id, subject from delivery_lane where holder = ?",
                row -> row.number(replica),
                LaneStore::lane));
    }

    /** Lets a replica hold these lanes no longer; what is due in them is anybody's. */
    public void letGo(int replica, Collection<Lane> held) {
        List<Lane> lanes = List.copyOf(held);
        database.update(
                """
                update delivery_lane lane set holder = null
                from unnest(?::uuid[], ?::text[]) as l(subscription_id, subject)
                where lane.subscription_id = l.subscription_id and lane.subject = l.subject and lane.holder = ?""",
                row -> row.uuids(lanes, Lane::subscription)
                        .texts(lanes, Lane::subject)
                        .number(replica));
    }

    private static Lane lane(ResultSet row) throws SQLException {
        return new Lane(row.getObject("subscription_id", UUID.class), row.getString("subject"));
    }

    /** When the first lane is due after this moment that nobody holds. */
    public Optional<Instant> nextDueAfter(Instant now) {
        return database.first(
                """
                select next_attempt_at from delivery_lane
                where holder is null and next_attempt_at > ? order by next_attempt_at limit 1""",
                row -> row.instant(now),
                row -> row.getObject(1, OffsetDateTime.class).toInstant());
    }

    /** When the oldest delivery that is still pending was raised. */
    public Optional<Instant> oldestPending() {
        return database.first(
                "select created_at from delivery where settled_at is null order by created_at limit 1",
                _ -> {},
                row -> row.getObject(1, OffsetDateTime.class).toInstant());
    }
}
