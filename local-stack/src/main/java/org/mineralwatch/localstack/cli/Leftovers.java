package org.mineralwatch.localstack.cli;

import java.time.Duration;
import java.util.List;
import org.mineralwatch.localstack.Processes;

/** What a supervisor that was killed left running: ended here, by process number and time of start, and nothing else. */
final class Leftovers {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private Leftovers() {}

    /** Ends what the record names and still runs, the last started first. Returns the names. */
    static List<String> end(Home home) {
        var left = RunRecord.read(home).stream()
                .flatMap(record -> record.parts().reversed().stream())
                .filter(entry -> entry.process().isPresent())
                .toList();
        left.forEach(entry -> entry.process().ifPresent(Leftovers::end));
        RunRecord.delete(home);
        return left.stream().map(RunRecord.Entry::name).toList();
    }

    private static void end(ProcessHandle process) {
        process.destroy();
        if (!Processes.endWithin(List.of(process), PATIENCE)) {
            process.destroyForcibly();
            Processes.endWithin(List.of(process), PATIENCE);
        }
    }
}
