package org.mineralwatch.localstack.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.localstack.Directories;
import org.mineralwatch.localstack.LocalStack;
import org.mineralwatch.localstack.Part;
import org.mineralwatch.localstack.StackException;

/**
 * Brings the stack up, shows what it says, starts again what ends by itself, and takes all of it down when this process
 * is asked to end. Everything is stopped in one place, the shutdown hook, whatever the reason.
 */
final class Supervisor {

    private static final String CONSUMER = "US";
    private static final int DAYS_AHEAD = 90;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BEFORE_ANOTHER_TRY = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Home home;
    private final PortOptions ports;
    private final Terminal terminal;
    private final Clock clock;
    private volatile boolean stopping;
    private volatile boolean failed;
    private volatile boolean allUp;
    private @Nullable RunRecord recorded;

    Supervisor(Home home, PortOptions ports, Terminal terminal, Clock clock) {
        this.home = home;
        this.ports = ports;
        this.terminal = terminal;
        this.clock = clock;
    }

    /** What a person chose. */
    record Choice(boolean fresh, boolean empty, boolean detached) {}

    /** Runs until this process is asked to end; throws if the stack does not come up. */
    void run(Choice choice) {
        var lock = RunLock.take(home);
        var stack = new LocalStack(new LocalStack.Settings(
                MineralWatch.project(),
                home.data(),
                home.logs(),
                Optional.of(home.classArchives()),
                ports.ofStack(),
                PATIENCE));
        try (var underway = new Underway(terminal)) {
            Leftovers.end(home).forEach(name -> terminal.line("  ended %s, left over from before".formatted(name)));
            ports.check();
            prepare(choice, stack);
            var receiver = startReceiver();
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> takeDown(stack, receiver, lock, underway), "take-down"));
            bringUp(stack, choice, underway);
        } catch (StackException e) {
            if (stopping) {
                // It did not come up because it is being taken down: the hook has the last word.
                awaitTheEnd();
            }
            failed = true;
            throw e;
        }
        watch(stack, choice);
    }

    private void prepare(Choice choice, LocalStack stack) {
        if (choice.fresh()) {
            Directories.delete(home.data());
        }
        try {
            Files.createDirectories(home.logs());
            Files.createDirectories(home.classArchives());
            // One run, one log; the one before is kept beside it.
            var logs = Stream.concat(stack.parts().stream().map(Part::log), Stream.of(home.receiverLog()));
            for (var log : logs.filter(Files::exists).toList()) {
                Files.move(log, Path.of(log + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new StackException("%s cannot be prepared: %s".formatted(home.logs(), e.getMessage()), e);
        }
    }

    private void bringUp(LocalStack stack, Choice choice, Underway underway) {
        underway.on("starting PostgreSQL, Kafka and the services");
        recordWhileStarting(stack, choice);
        stack.start(part -> {
            terminal.line("  %s  127.0.0.1:%-9d %s"
                    .formatted(Terminal.left(part.name(), 16), part.port(), underway.since("ready")));
        });
        allUp = true;
        if (!choice.empty()) {
            load(stack, underway);
        }
        underway.on("reading scores");
        var scores = new Scores(new Rest(ports.scoring));
        var today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        var present = scores.of(CONSUMER);
        var changes = scores.ahead(CONSUMER, DAYS_AHEAD);
        var overview = new Overview(terminal, new Titles(new Rest(ports.ingest))::of);
        var pages = List.of(
                overview.ranking(CONSUMER, present),
                overview.changes(CONSUMER, changes, today, today.plusDays(DAYS_AHEAD)),
                new Calls(terminal, ports, home).lines(present, today));
        underway.done();
        pages.forEach(page -> {
            terminal.line("");
            page.forEach(terminal::line);
        });
        terminal.line("");
        if (!choice.detached()) {
            terminal.line("Webhooks appear below. Ctrl-C stops everything; the data stay.");
        }
        record(stack, choice, true);
    }

    private void load(LocalStack stack, Underway underway) {
        underway.on("loading the timeline");
        var answer = new Timeline(new Rest(ports.ingest))
                .post(count -> underway.on("loading the timeline: %d posted".formatted(count)));
        Timeline.awaitScored(
                answer.accepted(),
                stack.kafka().bootstrapServers(),
                left -> underway.on("loading the timeline: %d to be scored".formatted(left)));
        var events = answer.created() == answer.accepted().size()
                ? "%d events".formatted(answer.created())
                : "%d events, %d new".formatted(answer.accepted().size(), answer.created());
        terminal.line("  %s  %s %s"
                .formatted(Terminal.left("timeline", 16), Terminal.left(events, 19), underway.since("scored")));
        answer.refused().stream()
                .limit(3)
                .forEach(reason -> terminal.line("    " + terminal.bad("not taken: ") + reason));
    }

    private Receiver startReceiver() {
        return Receiver.start(ports.receiver, ReceiverSecret.of(home), clock, webhook -> {
            webhook.lines(terminal).forEach(terminal::line);
            try {
                Files.writeString(
                        home.receiverLog(),
                        webhook.logLine() + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                terminal.line("  " + terminal.bad("receiver.log cannot be written: ") + e.getMessage());
            }
        });
    }

    /** A part that ends by itself is started again, as it would be in production. */
    private void watch(LocalStack stack, Choice choice) {
        while (true) {
            sleep(LOOK);
            for (var part : stack.parts()) {
                if (!stopping && !part.isAlive()) {
                    startAgain(part);
                    record(stack, choice, true);
                }
            }
        }
    }

    private void startAgain(Part part) {
        terminal.line("  %s ended by itself; starting it again (log: %s)".formatted(part.name(), part.log()));
        try {
            part.start();
            terminal.line("  %s is ready again".formatted(part.name()));
        } catch (StackException e) {
            if (!stopping) {
                terminal.line("  " + terminal.bad(String.valueOf(e.getMessage())));
                sleep(BEFORE_ANOTHER_TRY);
            }
        }
    }

    private synchronized void record(LocalStack stack, Choice choice, boolean ready) {
        var parts = Stream.concat(
                        stack.parts().stream().map(RunRecord.Entry::of).flatMap(Optional::stream),
                        Stream.of(RunRecord.Entry.of("receiver", ProcessHandle.current(), ports.receiver)))
                .toList();
        var supervisor = RunRecord.Entry.of("supervisor", ProcessHandle.current(), 0);
        var now = new RunRecord(supervisor, ready, choice.detached(), parts);
        if (!stopping && !now.equals(recorded)) {
            now.write(home);
            recorded = now;
        }
    }

    /** Writes down each process as soon as it is there, ready or not, until all are up. */
    private void recordWhileStarting(LocalStack stack, Choice choice) {
        Thread.ofVirtual().start(() -> {
            while (!allUp) {
                record(stack, choice, false);
                LockSupport.parkNanos(LOOK.toNanos());
            }
        });
    }

    private static void awaitTheEnd() {
        while (true) {
            sleep(LOOK);
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted", e);
        }
    }

    private void takeDown(LocalStack stack, Receiver receiver, RunLock lock, Underway underway) {
        synchronized (this) {
            stopping = true;
        }
        underway.done();
        tell("stopping");
        receiver.close();
        stack.close();
        RunRecord.delete(home);
        lock.close();
        tell("stopped; the data stay in %s".formatted(home.data()));
    }

    private void tell(String text) {
        // Whoever was told why it did not come up needs no more words.
        if (!failed) {
            terminal.line(text);
        }
    }
}
