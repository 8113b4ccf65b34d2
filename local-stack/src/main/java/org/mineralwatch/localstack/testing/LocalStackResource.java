package org.mineralwatch.localstack.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.mineralwatch.localstack.Directories;
import org.mineralwatch.localstack.FreePort;
import org.mineralwatch.localstack.KafkaServer;
import org.mineralwatch.localstack.PostgresServer;

/**
 * Gives a {@code @QuarkusTest} a real PostgreSQL and a real Kafka of its own: free ports, a fresh database. A test may
 * stop, kill and start either in its course; it leaves them running. They are processes of this machine with their data
 * under {@code target}, or containers where the system property {@value #CONTAINERS} is true; no test knows which.
 *
 * <p>Another service that the one under test calls may be stood in for at {@link #neighbourPort()}, which the setting {@code
 * local-stack.neighbour.url} points at; nobody listens there until a test does.
 *
 * <p>Argument {@code database}: the name of the database, {@code test} unless given.
 */
public final class LocalStackResource implements QuarkusTestResourceLifecycleManager {

    /** Set by the profile {@code containers} of the build. */
    public static final String CONTAINERS = "mineral-watch.tests.containers";

    private static volatile Optional<Servers> running = Optional.empty();

    private String database = "test";

    /** Kafka, as the test that runs has it. */
    public static Broker kafka() {
        return servers().kafka();
    }

    /** PostgreSQL, as the test that runs has it. */
    public static Database postgres() {
        return servers().postgres();
    }

    /** A port for a stand-in of a service that the one under test calls. */
    public static int neighbourPort() {
        return servers().neighbourPort();
    }

    @Override
    public void init(Map<String, String> arguments) {
        database = arguments.getOrDefault("database", database);
    }

    @Override
    public Map<String, String> start() {
        var servers = Servers.start(database);
        running = Optional.of(servers);
        return Map.of(
                "local-stack.neighbour.url",
                "http://localhost:" + servers.neighbourPort(),
                "quarkus.datasource.jdbc.url",
                servers.postgres().jdbcUrl(database),
                "quarkus.datasource.username",
                PostgresServer.USER,
                "quarkus.datasource.password",
                PostgresServer.USER,
                "kafka.bootstrap.servers",
                servers.kafka().bootstrapServers());
    }

    @Override
    public void stop() {
        running.ifPresent(Servers::stopAll);
        running = Optional.empty();
    }

    private static Servers servers() {
        return running.orElseThrow(() -> new IllegalStateException("LocalStackResource is not started"));
    }

    private record Servers(Database postgres, Broker kafka, int neighbourPort, Path directory) {

        static Servers start(String database) {
            var directory = freshDirectory();
            var servers = Boolean.getBoolean(CONTAINERS)
                    ? new Servers(new PostgresContainer(database), new KafkaContainer(), FreePort.next(), directory)
                    : new Servers(
                            new PostgresServer(
                                    directory.resolve("postgres"),
                                    0,
                                    List.of(database),
                                    directory.resolve("postgres.log")),
                            new KafkaServer(directory.resolve("kafka"), 0, directory.resolve("kafka.log")),
                            FreePort.next(),
                            directory);
            try {
                CompletableFuture.allOf(
                                CompletableFuture.runAsync(servers.postgres::start),
                                CompletableFuture.runAsync(servers.kafka::start))
                        .join();
            } catch (CompletionException e) {
                servers.stopAll();
                throw e;
            }
            return servers;
        }

        void stopAll() {
            kafka.close();
            postgres.close();
            Directories.delete(directory);
        }

        private static Path freshDirectory() {
            try {
                return Files.createTempDirectory(
                        Files.createDirectories(Path.of("target").toAbsolutePath()), "local-stack-");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
