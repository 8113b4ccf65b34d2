package org.mineralwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Tells a test how far the service has read. */
@ApplicationScoped
public class ObservedScores {
    private final DataSource dataSource;

    ObservedScores(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Waits until a change has been applied, and with it everything of its cell before it. */
    public void await(String cell, long sequence) {
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(sequence(cell)).isGreaterThanOrEqualTo(sequence));
    }

    /** Waits until a record of an event has been read. */
    public void awaitEvent(String event) {
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(isKnown(event, "")).isTrue());
    }

    /** Waits until the retraction of an event has been read. */
    public void awaitRetraction(String event) {
        org.awaitility.Awaitility.await()
                .untilAsserted(
                        () -> assertThat(isKnown(event, " and retracted")).isTrue());
    }

    private boolean isKnown(String event, String moreover) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("select 1 from policy_event where id = ?" + moreover)) {
            query.setString(1, event);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    private long sequence(String cell) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("select sequence from observed_score where cell = ?")) {
            query.setString(1, cell);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }
}
