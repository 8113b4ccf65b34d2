package org.mineralwatch.alert;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** The service's clock, which tests turn forward and back again. */
@Singleton
public class TurnedClock extends Clock {
    private final DataSource dataSource;
    private volatile Duration ahead = Duration.ZERO;

    TurnedClock(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Turns it forward, and wakes whoever waits for a moment. */
    public void turn(Duration by) {
        ahead = ahead.plus(by);
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("notify alert_due");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Back to the present. */
    public void reset() {
        ahead = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new IllegalArgumentException("this clock stays in UTC");
    }
}
