package org.mineralwatch.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Appends records in the caller's transaction: they are published if it commits, and only then.
 *
 * <p>Order per key is the order of ids, so a caller that writes the same key from several transactions must hold a lock on
 * the row behind that key before it appends.
 */
@ApplicationScoped
public class Outbox {
    /**
     * The largest value taken, in bytes. Kafka would refuse a larger one for ever, and everything behind it would wait.
     */
    public static final int LARGEST_VALUE = 1_900_000;

    /**
     * Begins a statement that appends what a query yields: topic, key, value ({@code bytea}) and {@link #headerLines}, in this
     * order. For callers who write their rows and their news in one statement, which is one journey to PostgreSQL and a
     * transaction of its own; each record must have passed {@link #requireTakeable}.
     */
    public static final String APPEND_SELECTED = "insert into outbox (topic, key, value, headers) ";

    private static final String APPEND =
            APPEND_SELECTED + "select * from unnest(?::text[], ?::text[], ?::bytea[], ?::text[])";

    private final DataSource dataSource;

    public Outbox(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Appends one record. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void append(OutboxRecord record) {
        insert(List.of(record));
    }

    /** Appends records in this order, in one statement. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void append(List<OutboxRecord> records) {
        if (!records.isEmpty()) {
            insert(records);
        }
    }

    private void insert(List<OutboxRecord> records) {
        records.forEach(Outbox::requireTakeable);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement append = connection.prepareStatement(APPEND)) {
            append.setArray(1, connection.createArrayOf("text", column(records, OutboxRecord::topic)));
            append.setArray(2, connection.createArrayOf("text", column(records, OutboxRecord::key)));
            append.setArray(
                    3,
                    connection.createArrayOf(
                            "bytea", records.stream().map(OutboxRecord::value).toArray(byte[][]::new)));
            append.setArray(4, connection.createArrayOf("text", column(records, Outbox::headerLines)));
            append.executeUpdate();
        } catch (SQLException e) {
            throw new OutboxUnavailableException("append " + records.size() + " records", e);
        }
    }

    /** @throws IllegalArgumentException for a record that Kafka would refuse */
    public static void requireTakeable(OutboxRecord record) {
        if (record.value().length > LARGEST_VALUE) {
            throw new IllegalArgumentException(
                    record + ": a value has at most " + LARGEST_VALUE + " bytes, or Kafka would refuse it");
        }
    }

    /** The driver sends an array of this very type as bytes; of any other it would escape each text into a literal. */
    private static String[] column(List<OutboxRecord> records, Function<OutboxRecord, String> member) {
        return records.stream().map(member).toArray(String[]::new);
    }

    /** Headers as lines of {@code name: value}, as HTTP writes them. */
    public static String headerLines(OutboxRecord record) {
        return record.headers().entrySet().stream()
                .map(header -> header.getKey() + ": "
                        + header.getValue().replace('\r', ' ').replace('\n', ' '))
                .collect(Collectors.joining("\n"));
    }

    /** The outbox table could not be written; the caller's transaction must not commit. */
    public static final class OutboxUnavailableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutboxUnavailableException(String attempted, SQLException cause) {
            super(attempted, cause);
        }
    }
}
