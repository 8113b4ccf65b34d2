package org.mineralwatch.scoring.outbound;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.scoring.PublishedChange;
import org.postgresql.PGConnection;

/**
 * The newest changes in memory, once for all readers, and the call to look when there are more. One session listens to
 * PostgreSQL, which tells of each commit that published something, whichever replica made it.
 */
@ApplicationScoped
public class ChangeTail {
    private static final Logger LOG = Logger.getLogger(ChangeTail.class);

    /** Of about 2 KiB each. Who is further behind reads from PostgreSQL. */
    private static final int KEPT = 1024;

    private static final int READ_AT_A_TIME = 500;

    /** Catches what a notification lost with its connection would leave. */
    private static final int SAFETY_POLL_MS = 1000;

    private final String jdbcUrl;
    private final Properties credentials = new Properties();
    private final ScoreChangeStore changes;
    private final List<Runnable> callbacks = new CopyOnWriteArrayList<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "change-tail");
    private volatile @Nullable Connection open;
    private volatile Window window = new Window(Long.MAX_VALUE, Long.MAX_VALUE, List.of());

    ChangeTail(
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String jdbcUrl,
            @ConfigProperty(name = "quarkus.datasource.username") String username,
            @ConfigProperty(name = "quarkus.datasource.password") String password,
            ScoreChangeStore changes) {
        this.jdbcUrl = jdbcUrl;
        credentials.setProperty("user", username);
        credentials.setProperty("password", password);
        credentials.setProperty("tcpKeepAlive", "true");
        credentials.setProperty("ApplicationName", "change-tail");
        this.changes = changes;
    }

    /**
     * Part of the history.
     *
     * @param behind every change after this position up to {@code upTo} is here
     */
    private record Window(long behind, long upTo, List<PublishedChange> changes) {
        Window and(List<PublishedChange> later) {
            List<PublishedChange> all = new ArrayList<>(changes.size() + later.size());
            all.addAll(changes);
            all.addAll(later);
            int dropped = Math.max(0, all.size() - KEPT);
            return new Window(
                    dropped == 0 ? behind : all.get(dropped - 1).position(),
                    later.getLast().position(),
                    List.copyOf(all.subList(dropped, all.size())));
        }

        List<PublishedChange> after(long position, int most) {
            int low = 0;
            int high = changes.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (changes.get(middle).position() > position) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return changes.subList(low, Math.min(changes.size(), low + most));
        }
    }

    void start(@Observes @Priority(100) StartupEvent started) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
        stopping.countDown();
        thread.interrupt();
        Connection connection = open;
        if (connection != null) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debugf(e, "the connection of the tail was closed before it");
            }
        }
        thread.join(TimeUnit.SECONDS.toMillis(5));
    }

    /** Calls back, on a thread of the tail, whenever there are changes that were not there before. */
    public void whenNew(Runnable callback) {
        callbacks.add(callback);
    }

    /** Changes after a position, oldest first: from memory where they are there, else from PostgreSQL. */
    public List<PublishedChange> after(long position, int most) {
        Window present = window;
        return position >= present.behind() ? present.after(position, most) : changes.after(position, most);
    }

    private void run() {
        while (stopping.getCount() > 0) {
            try (Connection connection = DriverManager.getConnection(jdbcUrl, credentials)) {
                open = connection;
                followOn(connection);
            } catch (SQLException e) {
                if (stopping.getCount() > 0) {
                    LOG.warnf("the tail of changes lost PostgreSQL, trying again: %s", e.getMessage());
                    pause();
                }
            }
        }
    }

    private void followOn(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen score_changed");
        }
        PGConnection notified = connection.unwrap(PGConnection.class);
        // What was published before the first look is for readers of PostgreSQL.
        if (window.upTo() == Long.MAX_VALUE) {
            long newest = ScoreChangeStore.history(connection).newest();
            window = new Window(newest, newest, List.of());
        }
        while (stopping.getCount() > 0) {
            List<PublishedChange> later = ScoreChangeStore.after(connection, window.upTo(), READ_AT_A_TIME);
            if (!later.isEmpty()) {
                window = window.and(later);
                callbacks.forEach(Runnable::run);
            } else if (notified.getNotifications().length == 0) {
                // A notification that came with the answer is already here; waiting for the socket would oversleep it.
                notified.getNotifications(SAFETY_POLL_MS);
            }
        }
    }

    private void pause() {
        try {
            if (stopping.await(500, TimeUnit.MILLISECONDS)) {
                LOG.debugf("the tail of changes stops");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
