package org.mineralwatch.localstack.cli;

import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts everything, loads the timeline, shows the ranking and what will change, and waits for Ctrl-C. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Starts PostgreSQL, Kafka and the services, loads the timeline and shows what the scores say.")
final class UpCommand implements Callable<Integer> {

    @Option(names = "--fresh", description = "delete all data first")
    boolean fresh;

    @Option(names = "--empty", description = "load no timeline")
    boolean empty;

    @Option(names = "--detach", description = "return when all is ready and leave it running in the background")
    boolean detach;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    PortOptions ports = new PortOptions();

    @Override
    public Integer call() {
        var home = Home.ofProject(MineralWatch.project());
        var detached = Boolean.getBoolean(Background.MARK);
        if (detach && !detached) {
            return new Background(home, Terminal.standard())
                    .start(spec.commandLine().getParseResult().originalArgs());
        }
        new Supervisor(home, ports, Terminal.standard(), Clock.systemUTC())
                .run(new Supervisor.Choice(fresh, empty, detached));
        return 0;
    }
}
