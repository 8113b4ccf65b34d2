package org.mineralwatch.scoring.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
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
import org.mineralwatch.scoring.outbound.ValuationStore.Valuation;
import org.postgresql.PGConnection;

/**
 * Every record of policy events, once, in PostgreSQL, and read into memory up to the last position seen.
 *
 * <p>Positions are given under the valuation's lock, so what is read past the last position is all that was missing.
 */
@ApplicationScoped
public class PolicyEventRecordStore {
    private static final String ADD =
            "insert into policy_event_record (event_id, revision, known_at, content_hash, value)"
                    + " select * from unnest(?::text[], ?::int[], ?::text[]::date[], ?::bytea[], ?::text[])"
                    + " on conflict do nothing returning position, content_hash";
    private static final String AFTER =
            "select position, value from policy_event_record where position > ? and position < ? order by position";

    /** Others rarely record anything in between; who has to catch up does so a part at a time. */
    private static final int FEW = 100;

    /** Each statement sees what was committed before it began, so the second sees all that the lock had to wait for. */
    private static final String TAKE_IN = ValuationStore.LOCK
            + "; select position, value from policy_event_record where position > ? order by position limit " + FEW
            + "; " + ADD;

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
        RecordedEvents all = upTo(Long.MAX_VALUE);
        remember(all);
        return all;
    }

    /** All records before a position. */
    private RecordedEvents upTo(long end) {
        RecordedEvents seen = remembered.get();
        List<EventRecord> later = new ArrayList<>();
        long position = seen.position();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement after = connection.prepareStatement(AFTER)) {
            after.setLong(1, position);
            after.setLong(2, end);
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
        return seen.and(later, position);
    }

    private EventRecord stored(long position, String value) {
        return switch (reading.read(value.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Usable(EventRecord record) -> record;
            case Reading.Unusable(String reason) ->
                throw new IllegalStateException("stored record at position " + position + ": " + reason);
        };
    }

    /** How many records this process has in memory. */
    int count() {
        return remembered.get().size();
    }

    /** Keeps what was committed, so that it is not read again. */
    public void remember(RecordedEvents committed) {
        remembered.accumulateAndGet(committed, (one, other) -> one.position() >= other.position() ? one : other);
    }

    /**
     * A batch that was taken in, under the lock of all scores.
     *
     * @param valuation what scores stand for
     * @param before every record that was there
     * @param added those that were not there yet, in the order given
     */
    public record TakenIn(Valuation valuation, RecordedEvents before, List<Readable> added) {}

    /**
     * Takes the lock of all scores until the caller's transaction ends, reads what others have recorded, and stores what is
     * new of a batch; all in one journey to PostgreSQL.
     */
    public TakenIn takeIn(List<Readable> usable) {
        Map<ByteBuffer, Readable> distinct = byHash(usable);
        RecordedEvents seen = remembered.get();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement takeIn = connection.prepareStatement(TAKE_IN)) {
            takeIn.setLong(1, seen.position());
            bind(connection, takeIn, 2, distinct);
            takeIn.execute();
            Valuation valuation;
            try (ResultSet row = takeIn.getResultSet()) {
                valuation = Valuation.of(row);
            }
            List<EventRecord> later = new ArrayList<>();
            long position = seen.position();
            try (ResultSet row = nextOf(takeIn)) {
                while (row.next()) {
                    position = row.getLong(1);
                    later.add(stored(position, row.getString(2)));
                }
            }
            List<Readable> added;
            try (ResultSet row = nextOf(takeIn)) {
                added = added(distinct, positions(row));
            }
            RecordedEvents before = later.size() < FEW ? seen.and(later, position) : upTo(firstPositionOf(added));
            return new TakenIn(valuation, before, added);
        } catch (SQLException e) {
            throw new IllegalStateException("take in " + distinct.size() + " policy event records", e);
        }
    }

    private static ResultSet nextOf(PreparedStatement statement) throws SQLException {
        if (!statement.getMoreResults()) {
            throw new SQLException("a statement brought no rows");
        }
        return statement.getResultSet();
    }

    /** Whoever has the lock comes behind all others. */
    private static long firstPositionOf(List<Readable> added) {
        return added.stream().mapToLong(Readable::position).min().orElse(Long.MAX_VALUE);
    }

    private static Map<ByteBuffer, Readable> byHash(List<Readable> usable) {
        Map<ByteBuffer, Readable> distinct = new LinkedHashMap<>();
        for (Readable one : usable) {
            distinct.putIfAbsent(ByteBuffer.wrap(hash(one.received().value())), one);
        }
        return distinct;
    }

    private static List<Readable> added(Map<ByteBuffer, Readable> distinct, Map<ByteBuffer, Long> positions) {
        List<Readable> added = new ArrayList<>(positions.size());
        distinct.forEach((hash, one) -> {
            Long position = positions.get(hash);
            if (position != null) {
                added.add(new Readable(one.record(), one.received(), position));
            }
        });
        return added;
    }

    /** Stores records in the caller's transaction and returns those that were not there yet, in the order given. */
    private List<Readable> add(List<Readable> usable) {
        Map<ByteBuffer, Readable> distinct = byHash(usable);
        if (distinct.isEmpty()) {
            return List.of();
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement add = connection.prepareStatement(ADD)) {
            bind(connection, add, 1, distinct);
            try (ResultSet row = add.executeQuery()) {
                return added(distinct, positions(row));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("store " + distinct.size() + " policy event records", e);
        }
    }

    /** Takes records in by the hundred thousand; see {@link #load()}. */
    public final class Loading {
        private final Fingerprints seen = new Fingerprints();
        private final List<EventRecord> loaded = new ArrayList<>();

        private Loading() {}

        /** Records ready to be stored. */
        public final class Part {
            private final RecordLoad rows = new RecordLoad();
            private final List<EventRecord> records = new ArrayList<>();
            private final List<Readable> perhapsThere = new ArrayList<>();

            private Part() {}
        }

        /** Makes records ready, on any thread, one part after the other. */
        public Part prepare(List<Readable> usable) {
            Part part = new Part();
            for (Readable one : usable) {
                byte[] value = one.received().value();
                byte[] hash = hash(value);
                if (seen.add(ByteBuffer.wrap(hash).getLong())) {
                    part.rows.add(one.record(), hash, text(value));
                    part.records.add(one.record());
                } else {
                    part.perhapsThere.add(one);
                }
            }
            return part;
        }

        /** As the other way of storing does: whatever is no UTF-8 is not PostgreSQL's either. */
        private static byte[] text(byte[] value) {
            for (byte one : value) {
                if (one < 0) {
                    return new String(value, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
                }
            }
            return value;
        }

        /** Stores those that were not there yet. */
        public void store(Part part) {
            try (Connection connection = dataSource.getConnection()) {
                part.rows.copyTo(connection.unwrap(PGConnection.class));
            } catch (SQLException e) {
                throw new IllegalStateException("load " + part.records.size() + " policy event records", e);
            }
            loaded.addAll(part.records);
            add(part.perhapsThere).forEach(one -> loaded.add(one.record()));
        }

        /** All that was loaded, which is all there is. */
        public RecordedEvents finish() {
            try (Connection connection = dataSource.getConnection();
                    PreparedStatement newest =
                            connection.prepareStatement("select coalesce(max(position), 0) from policy_event_record");
                    ResultSet row = newest.executeQuery()) {
                row.next();
                return RecordedEvents.NONE.and(loaded, row.getLong(1));
            } catch (SQLException e) {
                throw new IllegalStateException("ask for the position of " + loaded.size() + " records", e);
            }
        }
    }

    /**
     * Begins to fill an empty table, in the caller's transaction and under the valuation's lock. Where the table is not
     * empty, what is loaded is not all there is: then records are added one batch after the other.
     */
    public Loading load() {
        return new Loading();
    }

    /** By hash, which is of the whole value: id and revision are the same where it is. */
    private static Map<ByteBuffer, Long> positions(ResultSet row) throws SQLException {
        Map<ByteBuffer, Long> positions = new HashMap<>();
        while (row.next()) {
            positions.put(ByteBuffer.wrap(row.getBytes(2)), row.getLong(1));
        }
        return positions;
    }

    private static void bind(Connection connection, PreparedStatement add, int first, Map<ByteBuffer, Readable> byHash)
            throws SQLException {
        Collection<Readable> rows = byHash.values();
        add.setArray(
                first,
                connection.createArrayOf("text", texts(rows, one -> one.record().id())));
        add.setArray(
                first + 1,
                connection.createArrayOf(
                        "int4",
                        rows.stream().map(one -> one.record().revision()).toArray(Integer[]::new)));
        add.setArray(
                first + 2,
                connection.createArrayOf(
                        "text", texts(rows, one -> one.record().knownAt().toString())));
        add.setArray(
                first + 3,
                connection.createArrayOf(
                        "bytea", byHash.keySet().stream().map(ByteBuffer::array).toArray(byte[][]::new)));
        add.setArray(
                first + 4,
                connection.createArrayOf(
                        "text", texts(rows, one -> new String(one.received().value(), StandardCharsets.UTF_8))));
    }

    /** The driver sends an array of this very type as bytes; of any other it would escape each text into a literal. */
    private static String[] texts(Collection<Readable> rows, Function<Readable, String> member) {
        return rows.stream().map(member).toArray(String[]::new);
    }

    private static byte[] hash(byte[] value) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
