package org.mineralwatch.ingest.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.contract.TopicContract;
import org.mineralwatch.ingest.domain.EventId;
import org.mineralwatch.ingest.domain.Rejection;
import org.mineralwatch.outbox.Outbox;
import org.mineralwatch.outbox.OutboxRecord;

/** Keeps rejected lines, and tells of each once. Each call is a transaction of its own. */
@ApplicationScoped
public class RejectionStore {
    private static final String ADD = """
            with rejected as (
                select * from unnest(?::text[], ?::text[], ?::bigint[], ?::text[], ?::bytea[], ?::bytea[], ?::text[])
                as rejected (id, publisher, line, problem, payload, value, headers)
            ), added as (
                insert into rejection (id, rejected_at, publisher, line, problem, payload)
                select id, ?, publisher, line, problem, payload from rejected order by id collate "C"
                on conflict (id) do nothing
                returning id
            )
            """ + Outbox.APPEND_SELECTED + """
            select ?, publisher, value, headers from rejected where id in (select id from added)
            """;

    private static final String COLUMNS =
            "select id, rejected_at, publisher, line, problem, payload, recorded_as, retried_at from rejection where ";

    private static final String PAGE = COLUMNS
            + "(?::boolean is null or (recorded_as is not null) = ?::boolean)"
            + " and (?::timestamptz is null or (rejected_at, id) < (?::timestamptz, ?::text))"
            + " order by rejected_at desc, id desc limit ?";

    private static final String BY_ID = COLUMNS + "id = ?";

    private static final String REPAIR =
            "update rejection set recorded_as = ?, retried_at = ? where id = ? and recorded_as is null";

    private final DataSource dataSource;
    private final RejectedEventPublisher publisher;

    RejectionStore(DataSource dataSource, RejectedEventPublisher publisher) {
        this.dataSource = dataSource;
        this.publisher = publisher;
    }

    /**
     * Keeps those that are not there yet.
     *
     * @param rejections with different ids, rejected at the same moment
     * @param reasons what is wrong with each, in a sentence, by id
     * @param traceparent W3C trace context of their cause; empty when there is none
     */
    public void add(Collection<Rejection> rejections, Map<String, String> reasons, String traceparent) {
        if (rejections.isEmpty()) {
            return;
        }
        List<Rejection> ordered = List.copyOf(rejections);
        List<OutboxRecord> news = ordered.stream()
                .map(rejection -> publisher.record(rejection, reasons.getOrDefault(rejection.id(), ""), traceparent))
                .toList();
        news.forEach(Outbox::requireTakeable);
        Instant rejectedAt = ordered.getFirst().rejectedAt();
        call(ADD, add -> {
            Connection connection = add.getConnection();
            add.setArray(1, connection.createArrayOf("text", texts(ordered, Rejection::id)));
            add.setArray(2, connection.createArrayOf("text", texts(ordered, Rejection::publisher)));
            add.setArray(
                    3,
                    connection.createArrayOf(
                            "bigint", ordered.stream().map(Rejection::line).toArray(Long[]::new)));
            add.setArray(4, connection.createArrayOf("text", texts(ordered, Rejection::problem)));
            add.setArray(
                    5,
                    connection.createArrayOf(
                            "bytea", ordered.stream().map(Rejection::payload).toArray(byte[][]::new)));
            add.setArray(
                    6,
                    connection.createArrayOf(
                            "bytea", news.stream().map(OutboxRecord::value).toArray(byte[][]::new)));
            add.setArray(7, connection.createArrayOf("text", texts(news, Outbox::headerLines)));
            add.setObject(8, rejectedAt.atOffset(ZoneOffset.UTC));
            add.setString(9, TopicContract.REJECTED_EVENTS.name());
            return add.executeUpdate();
        });
    }

    /** Rejections, newest first; those of one moment by id, backwards. */
    public List<Rejection> page(Optional<Boolean> repaired, Optional<Rejection.Position> after, int most) {
        return call(PAGE, select -> {
            select.setObject(1, repaired.orElse(null));
            select.setObject(2, repaired.orElse(null));
            OffsetDateTime moment = after.map(position -> position.rejectedAt().atOffset(ZoneOffset.UTC))
                    .orElse(null);
            select.setObject(3, moment);
            select.setObject(4, moment);
            select.setString(5, after.map(Rejection.Position::id).orElse(null));
            select.setInt(6, most);
            return read(select);
        });
    }

    /** The rejection with this id. */
    public Optional<Rejection> byId(String id) {
        return call(BY_ID, select -> {
                    select.setString(1, id);
                    return read(select);
                })
                .stream()
                .findFirst();
    }

    /** Notes what was recorded instead, unless something was before. */
    public void repair(String id, EventId event, Instant at) {
        call(REPAIR, update -> {
            update.setString(1, event.value());
            update.setObject(2, at.atOffset(ZoneOffset.UTC));
            update.setString(3, id);
            return update.executeUpdate();
        });
    }

    private static List<Rejection> read(PreparedStatement select) throws SQLException {
        List<Rejection> rejections = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                @Nullable String event = rows.getString(7);
                Optional<Rejection.Repair> repair = event == null
                        ? Optional.empty()
                        : Optional.of(new Rejection.Repair(
                                new EventId(event),
                                rows.getObject(8, OffsetDateTime.class).toInstant()));
                rejections.add(new Rejection(
                        rows.getString(1),
                        rows.getObject(2, OffsetDateTime.class).toInstant(),
                        rows.getString(3),
                        rows.getLong(4),
                        rows.getString(5),
                        rows.getBytes(6),
                        repair));
            }
        }
        return rejections;
    }

    private static <T> String[] texts(List<T> items, Function<T, String> member) {
        return items.stream().map(member).toArray(String[]::new);
    }

    private <T> T call(String sql, Call<T> call) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return call.on(statement);
        } catch (SQLException e) {
            throw new RejectionsUnavailableException(e);
        }
    }

    private interface Call<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    /** The table could not be read or written. */
    public static final class RejectionsUnavailableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RejectionsUnavailableException(SQLException cause) {
            super("rejection", cause);
        }
    }
}
