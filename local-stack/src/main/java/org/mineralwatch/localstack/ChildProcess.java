package org.mineralwatch.localstack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * One process that this JVM started. It writes to a log file, does not hear the Ctrl-C of the terminal (whoever started
 * it stops it, in order), and ends when this JVM ends.
 */
final class ChildProcess {

    private final String name;
    private final Process process;
    private final Path log;
    private final long logStart;

    private ChildProcess(String name, Process process, Path log, long logStart) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.logStart = logStart;
    }

    /** Starts a command; what it prints is appended to the log file. */
    static ChildProcess start(String name, List<String> command, Map<String, String> environment, Path log) {
        // A signal that is ignored stays ignored after exec, and a JVM respects that.
        var guarded = new ArrayList<>(List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", name));
        guarded.addAll(command);
        var builder = new ProcessBuilder(guarded).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            long logStart = Files.exists(log) ? Files.size(log) : 0;
            var process = builder.start();
            process.getOutputStream().close();
            Guardian.watch(process.pid(), "TERM");
            var _ = process.onExit().thenAccept(ended -> Guardian.forget(ended.pid()));
            return new ChildProcess(name, process, log, logStart);
        } catch (IOException e) {
            throw new StackException("%s cannot be started: %s".formatted(name, e.getMessage()), e);
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    boolean isAlive() {
        return Processes.runs(process.toHandle());
    }

    /**
     * Returns when it listens on the port and then answers.
     *
     * @throws StackException if it ends before, or is not ready in time (then it is killed)
     */
    void awaitReady(int port, BooleanSupplier answers, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!(listens(port) && answers.getAsBoolean())) {
            if (!isAlive()) {
                throw new StackException("%s ended while starting: %s (log: %s)".formatted(name, reason(), log));
            }
            if (System.nanoTime() > deadline) {
                kill();
                throw new StackException("%s was not ready on port %d after %d s: %s (log: %s)"
                        .formatted(name, port, patience.toSeconds(), reason(), log));
            }
            Pause.of(Duration.ofMillis(25));
        }
    }

    /** The last line of its log that tells of a fault. */
    String reason() {
        return LogFile.lastFault(log, logStart);
    }

    /** Asks it to end (SIGTERM), and ends it (SIGKILL) if it has not after this time. */
    void stop(Duration patience) {
        process.destroy();
        if (!endsWithin(patience)) {
            kill();
        }
    }

    /** Ends it at once (SIGKILL) and returns when it is gone. */
    void kill() {
        process.destroyForcibly();
        if (!endsWithin(Duration.ofSeconds(30))) {
            throw new StackException("%s (pid %d) does not end".formatted(name, process.pid()));
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

    private static boolean listens(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
