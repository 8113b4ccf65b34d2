package org.mineralwatch.alert.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.mineralwatch.alert.domain.CatchUp;
import org.mineralwatch.alert.domain.Lane;
import org.mineralwatch.alert.domain.ReplayRange;
import org.mineralwatch.alert.domain.Tenant;

/**
 * What is kept for a subscription, held back or put on its way again. Each caller locks the subscription first, then its
 * lanes in order, as everybody does.
 */
@ApplicationScoped
public class BacklogStore {
    private static final String ON_ITS_WAY_AGAIN = "state = 'pending', settled_at = null, attempts_before = attempts";

    private final Database database;

    BacklogStore(Database database) {
        this.database = database;
    }

    /** Locks a subscription and its lanes; false where this tenant has none of this id. */
    public boolean lock(Tenant tenant, UUID subscription) {
        boolean found = database.first(
                        "select 1 from subscription where id = ? and tenant = ? for no key update",
                        row -> row.uuid(subscription).text(tenant.name()),
                        row -> row.getInt(1))
                .isPresent();
        if (found) {
            database.list(
                    "select 1 from delivery_lane where subscription_id = ? order by subject for update",
                    row -> row.uuid(subscription),
                    row -> row.getInt(1));
        }
        return found;
    }

    /** Whether its endpoint said that it is gone for good. */
    public boolean isGone(UUID subscription) {
        return database.first(
                        "select 1 from subscription where id = ? and state = 'gone'",
                        row -> row.uuid(subscription),
                        row -> row.getInt(1))
                .isPresent();
    }

    /** Nothing more is sent; what is raised is kept. */
    public void pause(UUID subscription) {
        database.update("update subscription set state = 'paused' where id = ?", row -> row.uuid(subscription));
        database.update(
                "update delivery_lane set next_attempt_at = null where subscription_id = ?",
                row -> row.uuid(subscription));
    }

    /** Sends again, what was kept as is asked for; nothing changes where the subscription was active. */
    public void resume(UUID subscription, CatchUp catchUp, Instant now) {
        int resumed = database.update("""
                update subscription set state = case when consent = 'given' then 'active' else 'pending' end, failing_since = null
                where id = ? and state <> 'active'""", row -> row.uuid(subscription));
        if (resumed == 0) {
            return;
        }
        database.update(
                "update delivery set " + ON_ITS_WAY_AGAIN + " where subscription_id = ? and state = 'exhausted'",
                row -> row.uuid(subscription));
        switch (catchUp) {
            case ALL -> {}
            case LATEST -> skip(subscription, now, """
                         and exists (select from delivery later where later.subscription_id = d.subscription_id
                            and later.subject = d.subject and later.sequence > d.sequence and later.state = 'pending')""");
            case NONE -> skip(subscription, now, "");
        }
        database.update(
                "update delivery set attempts_before = attempts where subscription_id = ? and state = 'pending'",
                row -> row.uuid(subscription));
        sendIfActive(subscription, now);
    }

    private void skip(UUID subscription, Instant now, String which) {
        database.update(
                "update delivery d set state = 'skipped', settled_at = ? where d.subscription_id = ?"
                        + " and d.state = 'pending'" + which,
                row -> row.instant(now).uuid(subscription));
    }

    /**
     * Lanes for all that is pending, and for nothing else; those with a request on its way end with it. What is in them is
     * sent if the subscription is active, and waits otherwise.
     */
    public void sendIfActive(UUID subscription, Instant now) {
        database.update("""
                insert into delivery_lane (subscription_id, subject, next_attempt_at)
                select distinct d.subscription_id, d.subject, case when s.state = 'active' then ?::timestamptz end
                from delivery d join subscription s on s.id = d.subscription_id
                where d.subscription_id = ? and d.state = 'pending'
                on conflict (subscription_id, subject) do update set next_attempt_at = excluded.next_attempt_at""", row -> row.instant(now).uuid(subscription));
        database.update("""
                delete from delivery_lane l where l.subscription_id = ? and l.holder is null
                  and not exists (select from delivery d where d.subscription_id = l.subscription_id
                      and d.subject = l.subject and d.state = 'pending')""", row -> row.uuid(subscription));
    }

    /** The lane of a delivery; empty where this tenant has none of this id. */
    public Optional<Lane> laneOf(Tenant tenant, UUID delivery) {
        return database.first(
                """
                select d.subscription_id, d.subject from delivery d
                join subscription s on s.id = d.subscription_id and s.tenant = ? where d.id = ?""",
                row -> row.text(tenant.name()).uuid(delivery),
                row -> new Lane(row.getObject("subscription_id", UUID.class), row.getString("subject")));
    }

    /** Puts a delivery on its way again, whatever became of it. */
    public void redeliver(Lane lane, UUID delivery, Instant now) {
        database.update("update delivery set " + ON_ITS_WAY_AGAIN + " where id = ?", row -> row.uuid(delivery));
        database.update("""
                insert into delivery_lane (subscription_id, subject, next_attempt_at)
                select s.id, ?, case when s.state = 'active' then ?::timestamptz end from subscription s where s.id = ?
                on conflict (subscription_id, subject) do update set next_attempt_at = excluded.next_attempt_at""", row -> row.text(lane.subject()).instant(now).uuid(lane.subscription()));
    }

    /** Puts a range of deliveries on their way again, and answers how many; those that are on their way stay so. */
    public int replay(UUID subscription, ReplayRange range, Instant now) {
        int replayed = switch (range) {
            case ReplayRange.Sequences(long from, long to) ->
                database.update(
                        "update delivery set " + ON_ITS_WAY_AGAIN
                                + " where subscription_id = ? and sequence between ? and ? and state <> 'pending'",
                        row -> row.uuid(subscription).number(from).number(to));
            case ReplayRange.Times(Instant from, Instant to) ->
                database.update(
                        "update delivery set " + ON_ITS_WAY_AGAIN
                                + " where subscription_id = ? and created_at >= ? and created_at < ? and state <> 'pending'",
                        row -> row.uuid(subscription).instant(from).instant(to));
        };
        database.update("""
                insert into delivery_lane (subscription_id, subject, next_attempt_at)
                select distinct d.subscription_id, d.subject, case when s.state = 'active' then ?::timestamptz end
                from delivery d join subscription s on s.id = d.subscription_id
                where d.subscription_id = ? and d.state = 'pending'
                on conflict (subscription_id, subject) do nothing""", row -> row.instant(now).uuid(subscription));
        return replayed;
    }
}
