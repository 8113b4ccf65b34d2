package org.mineralwatch.alert.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalInt;
import java.util.Properties;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The number under which this process claims lanes, and the session lock that makes its claims valid. PostgreSQL lets go of
 * the lock when the process ends, however it ends: whoever looks next may take over what it left, at once and without a
 * lease that would have to run out first.
 */
@ApplicationScoped
public class ReplicaLock {
    private static final Logger LOG = Logger.getLogger(ReplicaLock.class);

    /** First half of the lock's name; the second is the number. Any number of our own. */
    private static final int LOCK_CLASS = 0x4d57_0002;

    /** So the server notices within some ten seconds when our machine is cut off and cannot say goodbye. */
    private static final String NOTICE_LOSS =
            "set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 2; set tcp_keepalives_count = 3";

    private static final String LET_GO_OF_THE_DEAD = """
            update delivery_lane set holder = null where holder in (
                select holder from (select distinct holder from delivery_lane where holder is not null and holder <> ?) held
                where pg_try_advisory_xact_lock(?, holder))""";

    private final String jdbcUrl;
    private final Properties credentials = new Properties();
    private @Nullable Connection connection;
    private int number;

    ReplicaLock(
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String jdbcUrl,
            @ConfigProperty(name = "quarkus.datasource.username") String username,
            @ConfigProperty(name = "quarkus.datasource.password") String password) {
        this.jdbcUrl = jdbcUrl;
        credentials.setProperty("user", username);
        credentials.setProperty("password", password);
        credentials.setProperty("tcpKeepAlive", "true");
        credentials.setProperty("ApplicationName", "alert-service-replica");
        credentials.setProperty("socketTimeout", "30");
    }

    /**
     * Makes sure that the lock is held, and lets go of lanes whose holders are dead.
     *
     * @return how many lanes were taken from the dead
     * @throws Database.DatabaseException when PostgreSQL is away; claims are invalid then, and nothing must be claimed
     */
    public synchronized int renew() {
        try {
            Connection held = connection;
            if (held == null) {
                held = hold();
                connection = held;
            }
            try (PreparedStatement release = held.prepareStatement(LET_GO_OF_THE_DEAD)) {
                release.setInt(1, number);
                release.setInt(2, LOCK_CLASS);
                return release.executeUpdate();
            }
        } catch (SQLException e) {
            close();
            throw new Database.DatabaseException(e);
        }
    }

    /** The number to claim under; {@link #renew} was called before. */
    public synchronized int number() {
        return number;
    }

    /** The number to claim under, as long as the lock is held. */
    public synchronized OptionalInt heldNumber() {
        return connection == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** Lets go of the lock: what is still claimed is anybody's. */
    public synchronized void close() {
        Connection held = connection;
        connection = null;
        if (held != null) {
            try {
                held.close();
            } catch (SQLException e) {
                LOG.debugf(e, "replica lock was gone already replica=%d", number);
            }
        }
    }

    private Connection hold() throws SQLException {
        Connection opened = DriverManager.getConnection(jdbcUrl, credentials);
        try (Statement statement = opened.createStatement()) {
            statement.execute(NOTICE_LOSS);
            // The old number again, where nobody took over meanwhile: requests still on their way stay ours.
            if (number == 0 || !isLocked(statement, number)) {
                try (ResultSet next = statement.executeQuery("select nextval('replica_number')")) {
                    next.next();
                    number = next.getInt(1);
                }
                if (!isLocked(statement, number)) {
                    throw new SQLException("replica number " + number + " is taken");
                }
            }
            LOG.infof("claiming deliveries replica=%d", number);
            return opened;
        } catch (SQLException e) {
            opened.close();
            throw e;
        }
    }

    private static boolean isLocked(Statement statement, int number) throws SQLException {
        try (ResultSet locked =
                statement.executeQuery("select pg_try_advisory_lock(" + LOCK_CLASS + ", " + number + ")")) {
            locked.next();
            return locked.getBoolean(1);
        }
    }
}
