package org.mineralwatch.localstack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mineralwatch.localstack.PostgresServer;

/** The commands as a shell sees them: status and error line. */
class CommandsTest {

    @TempDir
    Path project;

    private final StringWriter errors = new StringWriter();
    private Home home;

    @BeforeEach
    void pointAtTheProject() {
        System.setProperty("mineral-watch.project", project.toString());
        home = Home.ofProject(project);
    }

    @AfterEach
    void forgetTheProject() {
        System.clearProperty("mineral-watch.project");
    }

    @Test
    void statusIsOneWhenNothingRuns() {
        assertThat(run("status")).isEqualTo(1);
    }

    @Test
    void statusIsZeroOnlyWhileEverythingAnswers() {
        try (var postgres =
                new PostgresServer(home.data(), 0, List.of(), home.logs().resolve("postgres.log"))) {
            postgres.start();
            record(RunRecord.Entry.of(postgres).orElseThrow());

            assertThat(run("status")).isZero();

            postgres.kill();
            assertThat(run("status")).isEqualTo(1);
        }
    }

    @Test
    void downIsFineWhenNothingRuns() {
        assertThat(run("down")).isZero();
    }

    @Test
    void tailNamesTheMendWhenKafkaIsAway() {
        assertThat(run("tail", "policy-events.v1")).isEqualTo(1);

        assertThat(errors.toString().lines()).singleElement().asString().contains("./mineral-watch up");
    }

    @Test
    void logsOfAnUnknownServiceNameThoseThereAre() throws IOException {
        Files.createDirectories(home.logs());
        Files.writeString(home.logs().resolve("ingest-service.log"), "a line\n");

        assertThat(run("logs", "ingest")).isZero();
        assertThat(run("logs", "ingets")).isEqualTo(1);
        assertThat(errors.toString()).contains("ingets", "ingest-service");
    }

    private int run(String... arguments) {
        return MineralWatch.commandLine().setErr(new PrintWriter(errors, true)).execute(arguments);
    }

    private void record(RunRecord.Entry part) {
        new RunRecord(RunRecord.Entry.of("supervisor", ProcessHandle.current(), 0), true, false, List.of(part))
                .write(home);
    }
}
