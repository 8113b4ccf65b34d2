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
    /**
     * A subquery, which is looked up in a table of hashes; a join would compare each lane with each endpoint, as these
     * connections hash no joins.
     */
    private static final String DUE = """
            select subscription_id, subject from delivery_lane
            where holder is null and next_attempt_at <= ? and subscription_id not in (select unnest(?::uuid[]))
            order by next_attempt_at limit ?""";

    /**
     * A claim that a crash of the server takes back is merely made again: its commit need not wait for the disk. Lanes are
     * locked by key: {@code coalesce} keeps the index of those that are due from being read in whole for each.
     */
    private static final String CLAIM = """
            with relaxed as materialized (select set_config('synchronous_commit', 'off', true)),
            free as (
                select l.subscription_id, l.subject
                from unnest(?::uuid[], ?::text[]) as w(subscription_id, subject)
                join delivery_lane l on l.subscription_id = w.subscription_id and l.subject = w.subject
                where exists (select from relaxed) and coalesce(l.holder, 0) = 0 and l.next_attempt_at <= ?
                for update of l skip locked)
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
     * Lanes that are due and that nobody holds, those that have waited longest first.
     *
     * @param full subscriptions that are passed over
     */
    public List<Lane> due(Instant now, Collection<UUID> full, int atMost) {
        return database.list(DUE, row -> row.instant(now).uuids(full).number(atMost), LaneStore::lane);
    }

    /** Claims those of these lanes for a replica that are still due and free, and answers the first delivery of each. */
    public List<DueDelivery> claim(int replica, Instant now, List<Lane> wanted) {
        List<Lane> lanes = database.list(
                CLAIM,
                row -> row.uuids(wanted, Lane::subscription)
                        .texts(wanted, Lane::subject)
                        .instant(now)
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

    /** Lets go of lanes that the caller has locked: those with nothing pending end. Answers how many are left. */
    public int release(List<Released> lanes) {
        return database.update(
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

    static Lane lane(ResultSet row) throws SQLException {
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

    /**
     * When the oldest delivery that is still pending was put on its way, by the state of its subscription; nothing of states
     * in which none is. Only the first of each lane is looked at: those behind it are younger.
     */
    public Map<String, Instant> oldestPending() {
        return database
                .list(
                        """
                        select s.state, min(d.created_at) as oldest
                        from delivery_lane l join subscription s on s.id = l.subscription_id
                        cross join lateral (
                            select created_at from delivery d where d.subscription_id = l.subscription_id
                              and d.subject = l.subject and d.state = 'pending' order by d.sequence limit 1) d
                        group by s.state""",
                        _ -> {},
                        row -> Map.entry(
                                row.getString("state"),
                                row.getObject("oldest", OffsetDateTime.class).toInstant()))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
