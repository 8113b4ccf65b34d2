package org.mineralwatch.localstack.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.mineralwatch.localstack.Processes;
import org.mineralwatch.localstack.StackException;
import picocli.CommandLine.Command;

/** Stops what {@code up} started, and nothing else. */
@Command(name = "down", mixinStandardHelpOptions = true, description = "Stops everything; the data stay.")
final class DownCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Override
    public Integer call() {
        var terminal = Terminal.standard();
        var home = Home.ofProject(MineralWatch.project());
        var supervisor =
                RunRecord.read(home).flatMap(record -> record.supervisor().process());
        if (supervisor.isPresent()) {
            supervisor.get().destroy();
            if (!Processes.endWithin(List.of(supervisor.get()), PATIENCE)) {
                throw new StackException("the supervisor (pid %d) does not end: kill -9 %1$d, then down again"
                        .formatted(supervisor.get().pid()));
            }
        }
        var leftovers = Leftovers.end(home);
        leftovers.forEach(name -> terminal.line("ended %s, left over from before".formatted(name)));
        terminal.line(
                supervisor.isPresent() || !leftovers.isEmpty()
                        ? "Mineral Watch is down; the data stay in " + home.data()
                        : "Mineral Watch was not running");
        return 0;
    }
}
