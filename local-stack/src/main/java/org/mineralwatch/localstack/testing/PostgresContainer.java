package org.mineralwatch.localstack.testing;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.mineralwatch.localstack.FreePort;
import org.mineralwatch.localstack.PostgresServer;

/** PostgreSQL from its image, as docker-compose.yml names it. */
final class PostgresContainer implements Database {
    private final String database;
    private final int port = FreePort.next();
    private final ServerContainer server;

    PostgresContainer(String database) {
        this.database = database;
        this.server = new ServerContainer(
                "postgres:18",
                5432,
                port,
                Map.of("POSTGRES_PASSWORD", PostgresServer.USER, "POSTGRES_DB", database),
                this::answers);
    }

    @Override
    public String jdbcUrl(String name) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, name);
    }

    @Override
    public void start() {
        server.start();
    }

    @Override
    public void stop() {
        server.stop();
    }

    @Override
    public void kill() {
        server.kill();
    }

    @Override
    public void close() {
        server.close();
    }

    private boolean answers() {
        try (var connection =
                DriverManager.getConnection(jdbcUrl(database), PostgresServer.USER, PostgresServer.USER)) {
            return connection.isValid(2);
        } catch (SQLException notNow) {
            return false;
        }
    }
}
