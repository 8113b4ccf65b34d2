package org.mineralwatch.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresServerTest {

    @TempDir
    static Path directory;

    private static PostgresServer server;

    @BeforeAll
    static void start() {
        server = serverIn(directory);
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fsync", "synchronous_commit", "full_page_writes"})
    void commitsAreOnDiskBeforeTheyAreAnswered(String setting) throws SQLException {
        assertThat(answer("ingest", "show " + setting)).isEqualTo("on");
    }

    @Test
    void itIsPostgres18() throws SQLException {
        assertThat(answer("ingest", "show server_version")).startsWith("18");
    }

    @Test
    void theDatabasesAskedForAreThere() throws SQLException {
        for (var database : List.of("ingest", "scoring", "alert")) {
            assertThat(answer(database, "select current_database()")).isEqualTo(database);
        }
    }

    @Test
    void whatWasCommittedSurvivesAStop() throws SQLException {
        execute("create table stopped as select 42 as answer");

        server.stop();
        server.start();

        assertThat(answer("ingest", "select answer from stopped")).isEqualTo("42");
    }

    @Test
    void whatWasCommittedSurvivesAKill() throws SQLException {
        execute("create table killed as select 42 as answer");

        server.kill();
        server.start();

        assertThat(answer("ingest", "select answer from killed")).isEqualTo("42");
    }

    @Test
    void aCreationThatWasInterruptedIsStartedOver(@TempDir Path interrupted) throws IOException {
        Files.createDirectories(interrupted.resolve("postgres/cluster.new"));
        Files.writeString(interrupted.resolve("postgres/cluster.new/PG_VERSION"), "18");

        try (var startedOver = serverIn(interrupted)) {
            startedOver.start();

            assertThat(startedOver.process()).get().matches(ProcessHandle::isAlive);
        }
    }

    @Test
    void aNumberOfAnotherProcessInThePidFileDoesNotKeepItFromStarting() throws SQLException, IOException {
        server.kill();
        Files.writeString(
                directory.resolve("postgres/cluster/postmaster.pid"),
                ProcessHandle.current().pid() + "\n");

        server.start();

        assertThat(answer("ingest", "select 1")).isEqualTo("1");
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void twoServersDoNotShareOneDirectory() {
        var second = serverIn(directory);

        assertThatThrownBy(second::start)
                .isInstanceOf(StackException.class)
                .hasMessageContaining("in use")
                .hasMessageContaining(directory.toString());
        assertThat(server.process()).get().matches(ProcessHandle::isAlive);
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        server.stop();

        try (var taken = new ServerSocket(server.port(), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(server::start)
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()));
        }
        server.start();
    }

    private static PostgresServer serverIn(Path directory) {
        return new PostgresServer(
                directory.resolve("postgres"),
                0,
                List.of("ingest", "scoring", "alert"),
                directory.resolve("postgres.log"));
    }

    private static String answer(String database, String query) throws SQLException {
        try (var connection = connect(database);
                var rows = connection.createStatement().executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static void execute(String statement) throws SQLException {
        try (var connection = connect("ingest")) {
            connection.createStatement().execute(statement);
        }
    }

    private static Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(database), PostgresServer.USER, "");
    }
}
