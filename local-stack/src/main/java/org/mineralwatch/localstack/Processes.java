package org.mineralwatch.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** What the operating system knows of processes. */
public final class Processes {

    // Start times are counted from the boot of the machine, whose own time is known to the second.
    private static final Duration SAME_START = Duration.ofSeconds(2);

    private Processes() {}

    /** Whether it still does something: one that has ended but that nobody has taken note of yet does not. */
    public static boolean runs(ProcessHandle process) {
        return process.isAlive() && !isDefunct(process.pid());
    }

    /** The process with this number, if it is still the one that started then. */
    public static Optional<ProcessHandle> find(long pid, Instant startedAt) {
        return ProcessHandle.of(pid)
                .filter(Processes::runs)
                .filter(process -> process.info()
                        .startInstant()
                        .map(start -> Duration.between(start, startedAt).abs().compareTo(SAME_START) <= 0)
                        .orElse(false));
    }

    /** Returns true when none of them runs any more, false when one still does after this time. */
    public static boolean endWithin(Collection<ProcessHandle> processes, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (processes.stream().anyMatch(Processes::runs)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Pause.of(Duration.ofMillis(10));
        }
        return true;
    }

    private static boolean isDefunct(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The state follows the name, which is in parentheses and may itself hold some.
            return stat.startsWith(") Z", stat.lastIndexOf(')'));
        } catch (IOException notLinux) {
            return false;
        }
    }
}
