package org.mineralwatch.scoring.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import javax.sql.DataSource;
import org.mineralwatch.scoring.ReceivedRecord;
import org.mineralwatch.scoring.domain.EventRecord;
import org.mineralwatch.scoring.domain.RecordedEvents;
import org.mineralwatch.scoring.outbound.PolicyEventReading.Reading;

/**
 * Every record of policy events, once, in PostgreSQL, and read into memory up to the last position seen.
 *
 * <p>Positions are given under the valuation's lock, so what is read past the last position is all that was missing.
 */
@ApplicationScoped
public class PolicyEventRecordStore {
    private static final String ADD =
            "insert into policy_event_record (event_id, revision, known_at, content_hash, value)"
                    + " select * from unnest(?::text[], ?::int[], ?::date[], ?::bytea[], ?::text[])"
                    + " on conflict do nothing returning position, event_id, revision, content_hash";
    private static final String AFTER =
            "select position, value from policy_event_record where position > ? order by position";

    private final DataSource dataSource;
    private final PolicyEventReading reading;
    private final AtomicReference<RecordedEvents> remembered = new AtomicReference<>(RecordedEvents.NONE);

    PolicyEventRecordStore(DataSource dataSource, PolicyEventReading reading) {
        this.dataSource = dataSource;
        this.reading = reading;
    }

    /**
     * A record that could be read, as it was received.
     *
     * @param position where it is stored; 0 until then
     */
    public record Readable(EventRecord record, ReceivedRecord received, long position) {
        public Readable(EventRecord record, ReceivedRecord received) {
            this(record, received, 0);
        }
    }

    /** Reads a value of {@code policy-events.v1}. */
    public Reading read(byte[] value) {
        return reading.read(value);
    }

    /** All committed records. Those that this process has not seen yet are read first. */
    public RecordedEvents upToDate() {
        RecordedEvents seen = remembered.get();
        List<EventRecord> later = new ArrayList<>();
        long position = seen.position();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement after = connection.prepareStatement(AFTER)) {
            after.setLong(1, position);
            after.setFetchSize(1000);
            try (ResultSet row = after.executeQuery()) {
                while (row.next()) {
                    position = row.getLong(1);
                    later.add(stored(position, row.getString(2)));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("read policy event records after position " + seen.position(), e);
        }
        RecordedEvents all = seen.and(later, position);
        remember(all);
        return all;
    }

    private EventRecord stored(long position, String value) {
        return switch (reading.read(value.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Usable(EventRecord record) -> record;
            case Reading.Unusable(String reason) ->
                throw new IllegalStateException("stored record at position " + position + ": " + reason);
        };
    }

    /** Keeps what was committed, so that it is not read again. */
    public void remember(RecordedEvents committed) {
        remembered.accumulateAndGet(committed, (one, other) -> one.position() >= other.position() ? one : other);
    }

    /** Stores records in the caller's transaction and returns those that were not there yet, in the order given. */
    public List<Readable> add(List<Readable> usable) {
        Map<String, Readable> distinct = new LinkedHashMap<>();
        for (Readable one : usable) {
            distinct.putIfAbsent(identity(one.record(), hash(one.received().value())), one);
        }
        if (distinct.isEmpty()) {
            return List.of();
        }
        Map<String, Long> positions = insert(List.copyOf(distinct.values()));
        List<Readable> added = new ArrayList<>(positions.size());
        distinct.forEach((identity, one) -> {
            Long position = positions.get(identity);
            if (position != null) {
                added.add(new Readable(one.record(), one.received(), position));
            }
        });
        return added;
    }

    private Map<String, Long> insert(List<Readable> rows) {
        Map<String, Long> positions = new HashMap<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setArray(
                    1,
                    connection.createArrayOf(
                            "text", column(rows, one -> one.record().id())));
            add.setArray(
                    2,
                    connection.createArrayOf(
                            "int4", column(rows, one -> one.record().revision())));
            add.setArray(
                    3,
                    connection.createArrayOf(
                            "date",
                            column(rows, one -> Date.valueOf(one.record().knownAt()))));
            add.setArray(
                    4,
                    connection.createArrayOf(
                            "bytea",
                            rows.stream()
                                    .map(one -> hash(one.received().value()))
                                    .toArray(byte[][]::new)));
            add.setArray(
                    5,
                    connection.createArrayOf(
                            "text",
                            column(rows, one -> new String(one.received().value(), StandardCharsets.UTF_8))));
            try (ResultSet row = add.executeQuery()) {
                while (row.next()) {
                    positions.put(
                            row.getString(2)
                                    + '/'
                                    + row.getInt(3)
                                    + '/'
                                    + HexFormat.of().formatHex(row.getBytes(4)),
                            row.getLong(1));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("store " + rows.size() + " policy event records", e);
        }
        return positions;
    }

    private static Object[] column(List<Readable> rows, Function<Readable, Object> member) {
        return rows.stream().map(member).toArray();
    }

    private static String identity(EventRecord record, byte[] hash) {
        return record.id() + '/' + record.revision() + '/' + HexFormat.of().formatHex(hash);
    }

    private static byte[] hash(byte[] value) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
