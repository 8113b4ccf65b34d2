package org.mineralwatch.localstack.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.mineralwatch.localstack.JavaCommand;
import org.mineralwatch.localstack.StackException;

/**
 * Starts the supervisor as a process of its own that outlives the terminal, shows what it says, and returns when it is
 * ready or has failed.
 */
final class Background {

    /** The system property that tells the supervisor that it runs in the background. */
    static final String MARK = "mineral-watch.background";

    private static final int HEAP_MEBIBYTES = 128;
    private static final Duration LOOK = Duration.ofMillis(100);

    // A session of its own where the system has the program for it; else at least deaf to the terminal.
    private static final String OWN_SESSION =
            "trap '' INT HUP; if command -v setsid >/dev/null 2>&1; then exec setsid \"$@\"; else exec \"$@\"; fi";

    private final Home home;
    private final Terminal terminal;

    Background(Home home, Terminal terminal) {
        this.home = home;
        this.terminal = terminal;
    }

    /** Returns the status to exit with: 0 when it is ready, else what the supervisor exited with. */
    int start(List<String> arguments) {
        RunLock.take(home).close();
        var log = home.supervisorLog();
        try {
            Files.createDirectories(log.getParent());
            Files.writeString(log, "");
            var process = new ProcessBuilder(command(arguments))
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(log.toFile())
                    .start();
            // Whoever loses patience before it is ready does not want it at all.
            var end = new Thread(() -> end(process), "end-supervisor");
            Runtime.getRuntime().addShutdownHook(end);
            int status = follow(process, log);
            Runtime.getRuntime().removeShutdownHook(end);
            return status;
        } catch (IOException e) {
            throw new StackException("the supervisor cannot be started: " + e.getMessage(), e);
        }
    }

    private static List<String> command(List<String> arguments) {
        return Stream.of(
                        Stream.of("sh", "-c", OWN_SESSION, "mineral-watch"),
                        JavaCommand.withHeap(HEAP_MEBIBYTES),
                        Stream.of("-D" + MARK + "=true"),
                        System.getProperties().stringPropertyNames().stream()
                                .filter(name ->
                                        name.startsWith("mineral-watch.") && !name.equals("mineral-watch.terminal"))
                                .map(name -> "-D" + name + "=" + System.getProperty(name)),
                        Stream.of("-cp", JavaCommand.classPath(), MineralWatch.class.getName()),
                        arguments.stream())
                .flatMap(words -> words)
                .toList();
    }

    private int follow(Process process, Path log) {
        int shown = 0;
        try {
            while (true) {
                boolean ended = process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                boolean ready = isReady(process);
                shown = show(log, shown);
                if (ended) {
                    return process.exitValue() == 0 ? 1 : process.exitValue();
                }
                if (ready) {
                    terminal.line(
                            "It runs in the background: ./mineral-watch status shows it, ./mineral-watch down stops it,");
                    terminal.line("./mineral-watch logs supervisor -f shows the webhooks as they come.");
                    return 0;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while the supervisor was starting", e);
        }
    }

    private boolean isReady(Process process) {
        return RunRecord.read(home)
                .filter(record -> record.ready() && record.supervisor().pid() == process.pid())
                .isPresent();
    }

    private int show(Path log, int shown) {
        try {
            var text = Files.readString(log, StandardCharsets.UTF_8);
            int end = text.lastIndexOf('\n') + 1;
            text.substring(shown, Math.max(shown, end)).lines().forEach(terminal::line);
            return Math.max(shown, end);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
