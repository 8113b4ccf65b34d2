package org.mineralwatch.alert.outbound;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Sleeps until it is time, or PostgreSQL tells that another replica, or this one, has committed something. */
final class ChannelWake {
    private final String channel;
    private final String jdbcUrl;
    private final Properties credentials = new Properties();
    private volatile @Nullable Connection listening;
    private volatile boolean closed;

    /** @param channel of PostgreSQL's {@code notify} */
    ChannelWake(String channel, String jdbcUrl, String username, String password) {
        this.channel = channel;
        this.jdbcUrl = jdbcUrl;
        credentials.setProperty("user", username);
        credentials.setProperty("password", password);
        credentials.setProperty("tcpKeepAlive", "true");
        credentials.setProperty("ApplicationName", "alert-service-" + channel);
    }

    /**
     * Listens from now on: whatever is announced after this returns ends the next wait.
     *
     * @throws Database.DatabaseException when PostgreSQL is away
     */
    synchronized void listen() {
        if (listening != null || closed) {
            return;
        }
        try {
            Connection opened = DriverManager.getConnection(jdbcUrl, credentials);
            try (Statement statement = opened.createStatement()) {
                statement.execute("set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 2");
                statement.execute("listen " + channel);
            } catch (SQLException e) {
                opened.close();
                throw e;
            }
            listening = opened;
        } catch (SQLException e) {
            throw new Database.DatabaseException(e);
        }
    }

    /**
     * Waits for an announcement, at most so long; one that came since the wait before counts.
     *
     * @throws Database.DatabaseException when the connection ended; what was announced meanwhile went unheard
     */
    void await(Duration atMost) {
        Connection heard = listening;
        if (heard == null) {
            return;
        }
        try {
            PGConnection notified = heard.unwrap(PGConnection.class);
            // Zero would wait for ever.
            int millis = (int) Math.clamp(atMost.plusNanos(999_999).toMillis(), 1, Integer.MAX_VALUE);
            if (notified.getNotifications().length == 0) {
                notified.getNotifications(millis);
            }
        } catch (SQLException e) {
            end(heard);
            if (!closed) {
                throw new Database.DatabaseException(e);
            }
        }
    }

    /** Ends a wait, and every later one at once. */
    void close() {
        closed = true;
        Connection heard = listening;
        if (heard != null) {
            end(heard);
        }
    }

    private synchronized void end(Connection heard) {
        listening = null;
        try {
            heard.abort(Runnable::run);
        } catch (SQLException e) {
            throw new Database.DatabaseException(e);
        }
    }
}
