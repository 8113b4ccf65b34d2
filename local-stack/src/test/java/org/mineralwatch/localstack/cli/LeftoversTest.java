package org.mineralwatch.localstack.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mineralwatch.localstack.Processes;
import org.mineralwatch.localstack.StackException;

class LeftoversTest {

    @TempDir
    Path directory;

    private Process process;

    @BeforeEach
    void start() throws IOException {
        process = new ProcessBuilder("sleep", "300").start();
    }

    @AfterEach
    void stop() {
        process.destroyForcibly();
    }

    @Test
    void whatTheRecordNamesAndStillRunsIsEnded() {
        var home = recorded(RunRecord.Entry.of("kafka", process.toHandle(), 1));

        var ended = Leftovers.end(home);

        assertThat(ended).containsExactly("kafka");
        assertThat(Processes.runs(process.toHandle())).isFalse();
        assertThat(home.runRecord()).doesNotExist();
    }

    @Test
    void aProcessThatWasGivenTheNumberLaterIsLeftAlone() {
        var entry = RunRecord.Entry.of("kafka", process.toHandle(), 1);
        var home = recorded(new RunRecord.Entry(entry.name(), entry.pid(), entry.startedAt() - 60_000, entry.port()));

        var ended = Leftovers.end(home);

        assertThat(ended).isEmpty();
        assertThat(Processes.runs(process.toHandle())).isTrue();
    }

    @Test
    void withoutARecordThereIsNothingToEnd() {
        assertThat(Leftovers.end(new Home(directory))).isEmpty();
    }

    @Test
    void aDamagedRecordIsNamed() throws IOException {
        var home = new Home(directory);
        Files.createDirectories(home.runRecord().getParent());
        Files.writeString(home.runRecord(), "{");

        assertThatThrownBy(() -> Leftovers.end(home))
                .isInstanceOf(StackException.class)
                .hasMessageContaining(home.runRecord().toString());
    }

    @Test
    void onlyOneSupervisorHasTheLock() {
        var home = recorded(RunRecord.Entry.of("kafka", process.toHandle(), 1));

        try (var first = RunLock.take(home)) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> RunLock.take(home))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("runs already (pid %d)"
                            .formatted(ProcessHandle.current().pid()))
                    .hasMessageContaining("./mineral-watch down");
        }
        RunLock.take(home).close();
    }

    private Home recorded(RunRecord.Entry entry) {
        var home = new Home(directory);
        new RunRecord(RunRecord.Entry.of("supervisor", ProcessHandle.current(), 0), true, false, List.of(entry))
                .write(home);
        return home;
    }
}
