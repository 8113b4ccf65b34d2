package org.mineralwatch.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * What an operator sees of the outbox: {@code outbox.pending} records, the age of the oldest in seconds
 * ({@code outbox.oldest.age}), and {@code outbox.published} in all. Not a number where PostgreSQL cannot be asked.
 */
@ApplicationScoped
public class OutboxMetrics {
    private static final Logger LOG = Logger.getLogger(OutboxMetrics.class);

    private final MeterRegistry registry;
    private final DataSource dataSource;
    private final Counter published;

    OutboxMetrics(MeterRegistry registry, DataSource dataSource) {
        this.registry = registry;
        this.dataSource = dataSource;
        this.published = Counter.builder("outbox.published")
                .description("Records that Kafka acknowledged")
                .register(registry);
    }

    void register(@Observes StartupEvent started) {
        Gauge.builder("outbox.pending", () -> ask("select count(*) from outbox"))
                .description("Records not yet acknowledged by Kafka")
                .strongReference(true)
                .register(registry);
        Gauge.builder(
                        "outbox.oldest.age",
                        () -> ask(
                                "select coalesce(extract(epoch from clock_timestamp() - min(appended_at)), 0) from outbox"))
                .description("Age of the oldest record not yet acknowledged by Kafka")
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
    }

    void published(int records) {
        published.increment(records);
    }

    private double ask(String question) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getDouble(1);
        } catch (SQLException e) {
            LOG.debugf(e, "outbox lag unknown");
            return Double.NaN;
        }
    }
}
