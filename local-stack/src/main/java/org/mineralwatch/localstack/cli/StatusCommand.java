package org.mineralwatch.localstack.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.mineralwatch.localstack.KafkaServer;
import org.mineralwatch.localstack.PostgresServer;
import org.mineralwatch.localstack.ServiceProcess;
import picocli.CommandLine.Command;

/** Shows each process with its number, port, memory and health. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows each process; exits with 0 only if all are up.")
final class StatusCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        var terminal = Terminal.standard();
        var record = RunRecord.read(Home.ofProject(MineralWatch.project()));
        if (record.isEmpty()) {
            terminal.line("Mineral Watch is not running");
            return 1;
        }
        terminal.line(terminal.dim(
                "%s %7s %6s %10s   health".formatted(Terminal.left("process", 17), "pid", "port", "memory")));
        boolean allUp = record.get().ready();
        for (var entry : record.get().parts()) {
            var process = entry.process();
            boolean up = process.isPresent() && answers(entry);
            allUp &= up;
            terminal.line("%s %7d %6d %10s   %s"
                    .formatted(
                            Terminal.left(entry.name(), 17),
                            entry.pid(),
                            entry.port(),
                            process.flatMap(memoryOf(entry))
                                    .map(kibibytes -> "%d MiB".formatted(kibibytes / 1024))
                                    .orElse("-"),
                            health(terminal, process.isPresent(), up)));
        }
        if (!record.get().ready() && record.get().supervisor().process().isPresent()) {
            terminal.line("it is still starting");
        }
        return allUp ? 0 : 1;
    }

    private static String health(Terminal terminal, boolean runs, boolean up) {
        if (up) {
            return terminal.good("up");
        }
        return terminal.bad(runs ? "runs, but does not answer" : "down");
    }

    private static Function<ProcessHandle, Optional<Long>> memoryOf(RunRecord.Entry entry) {
        // PostgreSQL is many processes; the children of the others, if any, have lines of their own.
        return entry.name().equals("postgres") ? ResidentMemory::ofFamily : ResidentMemory::of;
    }

    private static boolean answers(RunRecord.Entry entry) {
        return switch (entry.name()) {
            case "postgres" -> PostgresServer.answers(entry.port());
            case "kafka" -> KafkaServer.answers("127.0.0.1:" + entry.port());
            case "receiver" -> listens(entry.port());
            default -> ServiceProcess.isReady(entry.port());
        };
    }

    private static boolean listens(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
