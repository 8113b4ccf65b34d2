package org.mineralwatch.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One process that this JVM started. It writes to a log file, does not hear the Ctrl-C of the terminal (whoever started
 * it stops it, in order), and ends when this JVM ends.
 */
public final class ChildProcess {

    private final String name;
    private final Process process;
    private final Path log;

    private ChildProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** Starts a command; what it prints is appended to the log file. */
    public static ChildProcess start(String name, List<String> command, Map<String, String> environment, Path log) {
        // A signal that is ignored stays ignored after exec, and a JVM respects that.
        var guarded = new ArrayList<>(List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", name));
        guarded.addAll(command);
        var builder = new ProcessBuilder(guarded).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            var process = builder.start();
            process.getOutputStream().close();
            Guardian.watch(process.pid(), "TERM");
            process.onExit().thenAccept(ended -> Guardian.forget(ended.pid()));
            return new ChildProcess(name, process, log);
        } catch (IOException e) {
            throw new StackException("%s cannot be started: %s".formatted(name, e.getMessage()), e);
        }
    }

    /** What it is called. */
    public String name() {
        return name;
    }

    /** The operating system's number of it. */
    public long pid() {
        return process.pid();
    }

    /** When it was started, as the operating system tells it: with the number, this identifies the process. */
    public Instant startedAt() {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    /** Where it writes to. */
    public Path log() {
        return log;
    }

    /** Whether it still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Asks it to end (SIGTERM), and ends it (SIGKILL) if it has not after this time. */
    public void stop(Duration patience) {
        process.destroy();
        if (!endsWithin(patience)) {
            kill();
        }
    }

    /** Ends it at once (SIGKILL) and returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        if (!endsWithin(Duration.ofSeconds(30))) {
            throw new StackException("%s (pid %d) does not end".formatted(name, pid()));
        }
    }

    private boolean endsWithin(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while " + name + " was to end", e);
        }
    }
}
