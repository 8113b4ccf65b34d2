package org.mineralwatch.alert.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.mineralwatch.alert.domain.AlertType;
import org.mineralwatch.alert.domain.AttemptResult;
import org.mineralwatch.alert.domain.DeliveryRecord;
import org.mineralwatch.alert.domain.DeliveryRecord.LoggedAttempt;
import org.mineralwatch.alert.domain.DeliveryState;
import org.mineralwatch.alert.domain.Tenant;

/** Reads deliveries and their attempts. */
@ApplicationScoped
public class DeliveryLog {
    private static final String SELECT = """
            select d.*, a.type,
                case when d.state = 'pending' and not exists (select from delivery earlier
                    where earlier.subscription_id = d.subscription_id and earlier.subject = d.subject
                      and earlier.state = 'pending' and earlier.sequence < d.sequence) then l.next_attempt_at end as next_attempt_at
            from delivery d join alert a on a.id = d.alert_id join subscription s on s.id = d.subscription_id and s.tenant = ?
            left join delivery_lane l on l.subscription_id = d.subscription_id and l.subject = d.subject""";

    private final Database database;

    DeliveryLog(Database database) {
        this.database = database;
    }

    /** Deliveries of a subscription in these states, the newest first, from the one before the sequence given. */
    public List<DeliveryRecord> page(
            Tenant tenant, UUID subscription, Collection<DeliveryState> states, long sequenceBefore, int limit) {
        return database.list(
                SELECT + """
                         where d.subscription_id = ? and d.sequence < ? and d.state = any(?)
                        order by d.sequence desc limit ?""",
                row -> row.text(tenant.name())
                        .uuid(subscription)
                        .number(sequenceBefore)
                        .texts(states.stream()
                                .map(state -> state.name().toLowerCase(Locale.ROOT))
                                .toList())
                        .number(limit),
                DeliveryLog::read);
    }

    public Optional<DeliveryRecord.WithAttempts> find(Tenant tenant, UUID id) {
        return database.first(
                        SELECT + " where d.id = ?",
                        row -> row.text(tenant.name()).uuid(id),
                        DeliveryLog::read)
                .map(delivery -> new DeliveryRecord.WithAttempts(delivery, attempts(id)));
    }

    private List<LoggedAttempt> attempts(UUID delivery) {
        return database.list(
                """
                select number, started_at, duration_us, status, failure, detail, response
                from delivery_attempt where delivery_id = ? order by number""",
                row -> row.uuid(delivery),
                row -> new LoggedAttempt(
                        row.getInt("number"),
                        row.getObject("started_at", OffsetDateTime.class).toInstant(),
                        Duration.ofNanos(row.getLong("duration_us") * 1000),
                        result(row)));
    }

    private static AttemptResult result(ResultSet row) throws SQLException {
        String failure = row.getString("failure");
        if (failure == null) {
            return new AttemptResult.Answered(
                    row.getInt("status"), "", row.getString("response"), row.getString("detail"));
        }
        return new AttemptResult.Failed(AttemptResult.Failure.valueOf(failure), row.getString("detail"));
    }

    private static DeliveryRecord read(ResultSet row) throws SQLException {
        return new DeliveryRecord(
                row.getObject("id", UUID.class),
                row.getObject("subscription_id", UUID.class),
                row.getObject("alert_id", UUID.class),
                row.getLong("sequence"),
                AlertType.valueOf(row.getString("type").toUpperCase(Locale.ROOT)),
                row.getString("subject"),
                DeliveryState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInt("attempts"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "next_attempt_at"),
                instant(row, "settled_at"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
