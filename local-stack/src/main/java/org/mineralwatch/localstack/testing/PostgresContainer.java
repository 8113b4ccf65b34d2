package org.mineralwatch.localstack.testing;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.mineralwatch.localstack.FreePort;
import org.mineralwatch.localstack.PostgresServer;

/** PostgreSQL from its image, as docker-compose.yml names it. */
final class PostgresContainer extends ServerContainer implements Database {
    private final String database;
    private final int port;

    PostgresContainer(String database) {
        this(database, FreePort.next());
    }

    private PostgresContainer(String database, int port) {
        super("postgres:18", 5432, port, Map.of("POSTGRES_PASSWORD", PostgresServer.USER, "POSTGRES_DB", database));
        this.database = database;
        this.port = port;
    }

    @Override
    public String jdbcUrl(String name) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, name);
    }

    @Override
    boolean answers() {
        try (var connection =
                DriverManager.getConnection(jdbcUrl(database), PostgresServer.USER, PostgresServer.USER)) {
            return connection.isValid(2);
        } catch (SQLException notNow) {
            return false;
        }
    }
}
