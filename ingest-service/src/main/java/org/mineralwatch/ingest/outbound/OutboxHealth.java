package org.mineralwatch.ingest.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells whether news reaches Kafka. It is up while they do not, because events are accepted and kept; the check of the datasource
 * tells of PostgreSQL.
 */
@Readiness
@ApplicationScoped
public class OutboxHealth implements HealthCheck {
    private static final String OLDEST =
            "select extract(epoch from clock_timestamp() - appended_at) from outbox order by id limit 1";

    /** A record that waits longer than this is not merely on its way. */
    private static final double LONG_S = 5;

    private final DataSource dataSource;

    OutboxHealth(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("Kafka").up();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet oldest = statement.executeQuery(OLDEST)) {
            double age = oldest.next() ? oldest.getDouble(1) : 0;
            return response.withData("publishing", age < LONG_S)
                    .withData("oldestWaitingSeconds", Math.round(age))
                    .build();
        } catch (SQLException e) {
            return response.withData("publishing", "unknown: PostgreSQL cannot be asked")
                    .build();
        }
    }
}
