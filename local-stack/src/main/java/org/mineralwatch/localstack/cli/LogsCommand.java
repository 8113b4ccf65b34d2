package org.mineralwatch.localstack.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.mineralwatch.localstack.LogFile;
import org.mineralwatch.localstack.StackException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the ends of the logs, and follows them. */
@Command(name = "logs", mixinStandardHelpOptions = true, description = "Shows the logs of one process, or of all.")
final class LogsCommand implements Callable<Integer> {

    private static final long LOOK_MS = 200;

    @Parameters(
            arity = "0..1",
            paramLabel = "SERVICE",
            defaultValue = "",
            description = "ingest, scoring, alert, kafka, postgres, receiver or supervisor; all of them if left out")
    String service = "";

    @Option(
            names = {"-f", "--follow"},
            description = "go on showing what is written, until Ctrl-C")
    boolean follow;

    @Option(
            names = {"-n", "--lines"},
            defaultValue = "40",
            description = "how many of the last lines (${DEFAULT-VALUE})")
    int lines;

    @Override
    public Integer call() throws InterruptedException {
        var terminal = Terminal.standard();
        var logs = logs(Home.ofProject(MineralWatch.project()).logs());
        Map<Path, Long> shown = new LinkedHashMap<>();
        for (var log : logs) {
            shown.put(log, size(log));
            LogFile.lastLines(log, lines).forEach(line -> terminal.line(prefix(log, logs) + line));
        }
        while (follow) {
            Thread.sleep(LOOK_MS);
            for (var log : shown.entrySet()) {
                // A log that is shorter than it was belongs to a new run.
                long from = size(log.getKey()) < log.getValue() ? 0 : log.getValue();
                log.setValue(follow(log.getKey(), from, prefix(log.getKey(), logs), terminal));
            }
        }
        return 0;
    }

    private List<Path> logs(Path directory) {
        try (Stream<Path> files = Files.exists(directory) ? Files.list(directory) : Stream.empty()) {
            var all = files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
            var chosen = all.stream()
                    .filter(file -> service.isEmpty()
                            || name(file).equals(service)
                            || name(file).equals(service + "-service"))
                    .toList();
            if (chosen.isEmpty()) {
                throw new StackException(
                        service.isEmpty() || all.isEmpty()
                                ? "there are no logs in %s yet: ./mineral-watch up writes them".formatted(directory)
                                : "there is no log of %s; there are %s"
                                        .formatted(
                                                service,
                                                String.join(
                                                        ", ",
                                                        all.stream()
                                                                .map(LogsCommand::name)
                                                                .toList())));
            }
            return chosen;
        } catch (IOException e) {
            throw new StackException("%s cannot be read: %s".formatted(directory, e.getMessage()), e);
        }
    }

    private static String name(Path log) {
        return log.getFileName().toString().replaceAll("\\.log$", "");
    }

    private static String prefix(Path log, List<Path> all) {
        return all.size() == 1 ? "" : Terminal.left(name(log), 16) + "| ";
    }

    private static long size(Path log) {
        try {
            return Files.exists(log) ? Files.size(log) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Shows whole lines from an offset on, and returns the offset behind them. */
    private static long follow(Path log, long offset, String prefix, Terminal terminal) {
        if (size(log) <= offset) {
            return offset;
        }
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(offset);
            var bytes = new byte[(int) Math.min(1 << 20, file.length() - offset)];
            file.readFully(bytes);
            int end = bytes.length;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            new String(bytes, 0, end, StandardCharsets.UTF_8).lines().forEach(line -> terminal.line(prefix + line));
            return offset + end;
        } catch (IOException e) {
            throw new StackException("%s cannot be read: %s".formatted(log, e.getMessage()), e);
        }
    }
}
