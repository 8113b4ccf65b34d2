package org.mineralwatch.localstack.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.mineralwatch.localstack.Directories;

/**
 * Scripts for Node that a test runs as clients or receivers which are not ours. They lie in one directory with their
 * {@code package.json} and {@code package-lock.json}; the packages these pin are installed under {@code target}, again only
 * when the lock changes. Their own install scripts are not run.
 *
 * <p>A test is skipped, and says why, where Node is not installed or no registry can be reached. A lock that does not fit,
 * a package that is not what the lock says, or a script that fails, fails it.
 */
public final class NodeProgram {
    private static final Duration INSTALLATION = Duration.ofMinutes(3);
    private static final Duration RUN = Duration.ofMinutes(1);

    /** What npm calls it when the fault is between here and the registry. */
    private static final Pattern UNREACHABLE =
            Pattern.compile("code (ENOTFOUND|EAI_AGAIN|ECONN[A-Z]+|ETIMEDOUT|E(NET|HOST)UNREACH|ERR_SOCKET_TIMEOUT"
                    + "|[A-Z_]*CERT[A-Z_]*|E(401|403|404|407|429|5[0-9]{2}))\\b");

    private final Path directory;

    private NodeProgram(Path directory) {
        this.directory = directory;
    }

    /**
     * Installs the packages of a directory, unless they are there.
     *
     * @param sources relative to the module, as {@code src/test/node/cloudevents}
     */
    public static synchronized NodeProgram installed(String sources) {
        assumeInstalled("node");
        assumeInstalled("npm");
        Path from = Path.of(sources).toAbsolutePath();
        Path into = Path.of(
                        "target",
                        "node",
                        Objects.requireNonNull(from.getFileName()).toString())
                .toAbsolutePath();
        NodeProgram program = new NodeProgram(into);
        boolean isInstalled = Files.exists(into.resolve("installed"))
                && same(from.resolve("package.json"), into.resolve("package.json"))
                && same(from.resolve("package-lock.json"), into.resolve("package-lock.json"));
        if (!isInstalled) {
            Directories.delete(into);
        }
        copy(from, into);
        if (!isInstalled) {
            program.install();
        }
        return program;
    }

    /** Where the scripts and their packages are. */
    public Path directory() {
        return directory;
    }

    /**
     * Runs a script to its end.
     *
     * @param script its file name
     * @return what it wrote to standard output
     */
    public String run(String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of("node", script));
        command.addAll(Arrays.asList(arguments));
        Ended ended = execute(command, directory, RUN);
        if (ended.exit() != 0) {
            throw new AssertionError(command + " ended with " + ended.exit() + ":\n" + ended.errors());
        }
        return ended.output();
    }

    private void install() {
        Ended ended = execute(
                List.of(
                        "npm",
                        "ci",
                        "--ignore-scripts",
                        "--no-audit",
                        "--no-fund",
                        "--fetch-retries=1",
                        "--fetch-retry-mintimeout=500"),
                directory,
                INSTALLATION);
        Assumptions.assumeFalse(
                ended.exit() != 0 && UNREACHABLE.matcher(ended.errors()).find(),
                () -> "skipped: npm reaches no registry that has what package-lock.json names: " + ended.errors());
        if (ended.exit() != 0) {
            throw new AssertionError("npm ci ended with " + ended.exit() + ":\n" + ended.errors());
        }
        try {
            Files.createFile(directory.resolve("installed"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assumeInstalled(String program) {
        boolean isInstalled = Stream.of(System.getenv()
                        .getOrDefault("PATH", "")
                        .split(Pattern.quote(System.getProperty("path.separator"))))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
        Assumptions.assumeTrue(isInstalled, () -> "skipped: " + program + " is not installed");
    }

    private record Ended(int exit, String output, String errors) {}

    private static Ended execute(List<String> command, Path directory, Duration limit) {
        Path output = directory.resolve("output.log");
        Path errors = directory.resolve("errors.log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError(command + " has not ended within " + limit + ":\n" + read(errors));
            }
            return new Ended(process.exitValue(), read(output), read(errors));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for " + command, e);
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    private static boolean same(Path one, Path other) {
        try {
            return Files.exists(other) && Files.mismatch(one, other) < 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path into) {
        try (Stream<Path> files = Files.list(from)) {
            Files.createDirectories(into);
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, into.resolve(from.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
