package org.mineralwatch.localstack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardianTest {

    @TempDir
    Path directory;

    @Test
    void whenAJvmIsKilledItsServersEnd() throws IOException {
        var owner = startOwner();
        try (var output = owner.inputReader(UTF_8)) {
            var servers = List.of(processNamed("postgres", output), processNamed("kafka", output));

            owner.destroyForcibly();

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(servers).noneMatch(Processes::runs));
        }
    }

    @Test
    void whatAKilledJvmLeftBehindIsStartedAgain() throws IOException {
        var owner = startOwner();
        try (var output = owner.inputReader(UTF_8)) {
            processNamed("postgres", output);
        }

        owner.destroyForcibly();
        await().until(() -> !owner.isAlive());
        try (var successor = Owner.postgresIn(directory)) {
            successor.start();

            assertThat(successor.process()).get().matches(ProcessHandle::isAlive);
        }
    }

    private Process startOwner() throws IOException {
        var command = Stream.concat(
                JavaCommand.withHeap(128),
                Stream.of(
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-cp",
                        JavaCommand.classPath(),
                        Owner.class.getName(),
                        directory.toString()));
        return new ProcessBuilder(command.toList())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static ProcessHandle processNamed(String name, BufferedReader output) throws IOException {
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(name + " ")) {
                return ProcessHandle.of(Long.parseLong(line.substring(name.length() + 1)))
                        .orElseThrow();
            }
        }
        throw new AssertionError("the owner did not start " + name);
    }

    /** Starts both servers, says their process numbers, and waits to be killed. */
    static final class Owner {

        private Owner() {}

        public static void main(String[] arguments) throws InterruptedException {
            var directory = Path.of(arguments[0]);
            var postgres = postgresIn(directory);
            postgres.start();
            System.out.println("postgres " + postgres.process().orElseThrow().pid());
            var kafka = new KafkaServer(directory.resolve("kafka"), 0, directory.resolve("kafka.log"));
            kafka.start();
            System.out.println("kafka " + kafka.process().orElseThrow().pid());
            Thread.currentThread().join();
        }

        static PostgresServer postgresIn(Path directory) {
            return new PostgresServer(
                    directory.resolve("postgres"), 0, List.of("ingest"), directory.resolve("postgres.log"));
        }
    }
}
