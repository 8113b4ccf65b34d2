package org.mineralwatch.localstack.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How much memory processes hold. */
final class ResidentMemory {

    private ResidentMemory() {}

    /** Of one process, in KiB; nothing where the system does not tell. */
    static Optional<Long> of(ProcessHandle process) {
        return of(Stream.of(process)).or(() -> asked(process));
    }

    /** Of a process with its children, what they share counted once, in KiB; nothing where the system does not tell. */
    static Optional<Long> ofFamily(ProcessHandle process) {
        return of(Stream.concat(Stream.of(process), process.descendants())).or(() -> asked(process));
    }

    private static Optional<Long> of(Stream<ProcessHandle> processes) {
        var all = processes.map(ResidentMemory::lines).flatMap(Optional::stream).toList();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        long own =
                all.stream().mapToLong(one -> one.getOrDefault("RssAnon", 0L)).sum();
        long shared = all.stream()
                .mapToLong(one -> one.getOrDefault("RssShmem", 0L) + one.getOrDefault("RssFile", 0L))
                .max()
                .orElse(0);
        return Optional.of(own + shared);
    }

    private static Optional<Map<String, Long>> lines(ProcessHandle process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return Optional.of(lines.filter(line -> line.startsWith("Rss"))
                    .map(line -> line.split("[:\\s]+", -1))
                    .collect(Collectors.toMap(words -> words[0], words -> Long.valueOf(words[1]))));
        } catch (IOException notLinux) {
            return Optional.empty();
        }
    }

    private static Optional<Long> asked(ProcessHandle process) {
        try {
            var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(process.pid())).start();
            var answer = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            ps.waitFor(5, TimeUnit.SECONDS);
            return answer.matches("\\d+") ? Optional.of(Long.valueOf(answer)) : Optional.empty();
        } catch (IOException notInstalled) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
