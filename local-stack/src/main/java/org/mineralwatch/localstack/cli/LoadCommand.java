package org.mineralwatch.localstack.cli;

import java.net.URI;
import java.util.concurrent.Callable;
import org.mineralwatch.localstack.StackException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Posts the real timeline to an ingest-service, wherever that runs. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = "Posts the real timeline to an ingest-service; posting it again changes nothing.")
final class LoadCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ADDRESS", description = "of the service, as in http://localhost:8081")
    URI ingest = URI.create("http://localhost:8081");

    @Override
    public Integer call() {
        var answer = new Timeline(new Rest(ingest)).post(_ -> {});
        var terminal = Terminal.standard();
        terminal.line("timeline: %d events, %d new".formatted(answer.accepted().size(), answer.created()));
        if (!answer.refused().isEmpty()) {
            answer.refused().forEach(reason -> terminal.line(terminal.bad("not taken: ") + reason));
            throw new StackException("%d events of the timeline were not taken"
                    .formatted(answer.refused().size()));
        }
        return 0;
    }
}
