package org.mineralwatch.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/** The outbox table as its one active relay sees it, over a connection of its own. */
final class OutboxTable implements AutoCloseable {
    /** Any number that nobody else in the database locks; spelt "outbox" on a telephone. */
    private static final long RELAY_LOCK = 688269;

    private static final int LARGEST_BATCH = 500;

    private final Connection connection;

    OutboxTable(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen outbox_appended");
            // All it writes are deletions of what Kafka has. One that a crash undoes is published again, as anything
            // may be.
            statement.execute("set synchronous_commit = off");
        }
    }

    /** True for one relay per database, until its connection ends, however it ends. */
    boolean claimsRelay() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet claimed = statement.executeQuery("select pg_try_advisory_lock(" + RELAY_LOCK + ")")) {
            claimed.next();
            return claimed.getBoolean(1);
        }
    }

    /** The oldest records, in the order of their ids. */
    List<PendingRecord> oldest() throws SQLException {
        List<PendingRecord> pending = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                        "select id, topic, key, value, headers from outbox order by id limit " + LARGEST_BATCH);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                pending.add(new PendingRecord(
                        row.getLong(1), row.getString(2), row.getString(3), row.getBytes(4), row.getString(5)));
            }
        }
        return pending;
    }

    void delete(List<PendingRecord> published) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from outbox where id = any(?)")) {
            delete.setArray(
                    1,
                    connection.createArrayOf(
                            "bigint", published.stream().map(PendingRecord::id).toArray()));
            delete.executeUpdate();
        }
    }

    /**
     * Waits for an append to commit, at most so long.
     *
     * <p>A notification that came with the answer to an earlier query is already here, and waiting for the socket would
     * oversleep it: so first look, then wait.
     */
    void awaitAppend(int atMostMillis) throws SQLException {
        PGConnection notified = connection.unwrap(PGConnection.class);
        if (notified.getNotifications().length == 0) {
            notified.getNotifications(atMostMillis);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
