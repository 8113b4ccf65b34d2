package org.mineralwatch.alert.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mineralwatch.alert.domain.Destination;
import org.mineralwatch.alert.domain.Tenant;

/** The heartbeats in the table {@code subscription}. */
@ApplicationScoped
public class HeartbeatStore {
    private static final int AT_MOST = 500;

    private final Database database;
    private final Destinations destinations;

    HeartbeatStore(Database database, Destinations destinations) {
        this.database = database;
        this.destinations = destinations;
    }

    /** Sends one every so often from now on, or none; false where this tenant has no such subscription. */
    public boolean set(Tenant tenant, UUID subscription, Optional<Duration> every, Instant now) {
        return database.update(
                        """
                        update subscription set heartbeat_ms = h.ms, next_heartbeat_at = ?::timestamptz + h.ms * interval '1 ms'
                        from (select nullif(?::bigint, 0) as ms) h where id = ? and tenant = ?""",
                        row -> row.instant(now)
                                .number(every.map(Duration::toMillis).orElse(0L))
                                .uuid(subscription)
                                .text(tenant.name()))
                > 0;
    }

    /**
     * A heartbeat that is due.
     *
     * @param lastSequence the number of the subscription's last alert
     */
    public record Due(UUID subscription, long lastSequence, Destination destination) {}

    /** Takes what is due, once among all replicas, and puts it off by its interval. */
    public List<Due> take(Instant now) {
        return database.list(
                """
                update subscription s set next_heartbeat_at = ?::timestamptz + s.heartbeat_ms * interval '1 ms'
                from signing_secret k, (
                    select id from subscription where next_heartbeat_at <= ? and state = 'active'
                    order by next_heartbeat_at limit ? for no key update skip locked) due
                where s.id = due.id and k.subscription_id = s.id
                returning s.id, s.last_sequence, """ + " " + Destinations.COLUMNS,
                row -> row.instant(now).instant(now).number(AT_MOST),
                row -> new Due(row.getObject("id", UUID.class), row.getLong("last_sequence"), destinations.read(row)));
    }
}
