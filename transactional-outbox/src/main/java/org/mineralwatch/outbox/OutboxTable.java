package org.mineralwatch.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;

/** The outbox table as its one active relay sees it, over a connection of its own. */
final class OutboxTable implements AutoCloseable {
    /** Any number that nobody else in the database locks; spelt "outbox" on a telephone. */
    private static final long RELAY_LOCK = 688269;

    private static final int LARGEST_BATCH = 500;

    /** How often the table is read from its very beginning. */
    private static final long SWEEP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Connection connection;

    /** Reading begins behind this id. */
    private long floor = -1;

    /** The highest id deleted. */
    private long deleted = -1;

    private long deletedAtSweep = -1;
    private long sweptAt = System.nanoTime() - SWEEP_NANOS;

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

    /**
     * The oldest records, in the order of their ids.
     *
     * <p>What was deleted stays in the index until the next vacuum, by the hundred thousand after bulk input, and would be
     * passed over again by each reading. So reading begins behind what was deleted a second ago and more; and, once a
     * second, at the very beginning, for a transaction that took its id so long ago and commits only now.
     */
    List<PendingRecord> oldest() throws SQLException {
        long now = System.nanoTime();
        boolean isSweep = now - sweptAt >= SWEEP_NANOS;
        if (isSweep) {
            sweptAt = now;
            floor = deletedAtSweep;
            deletedAtSweep = deleted;
        }
        List<PendingRecord> pending = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select id, topic, key, value, headers from outbox where id > ? order by id limit " + LARGEST_BATCH)) {
            select.setLong(1, isSweep ? -1 : floor);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    pending.add(new PendingRecord(
                            row.getLong(1), row.getString(2), row.getString(3), row.getBytes(4), row.getString(5)));
                }
            }
        }
        return pending;
    }

    void delete(List<PendingRecord> published) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from outbox where id = any(?)")) {
            long[] ids = published.stream().mapToLong(PendingRecord::id).toArray();
            delete.setArray(1, connection.unwrap(PGConnection.class).createArrayOf("bigint", ids));
            delete.executeUpdate();
            deleted = Math.max(deleted, ids[ids.length - 1]);
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
