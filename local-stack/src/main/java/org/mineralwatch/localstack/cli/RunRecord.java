package org.mineralwatch.localstack.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.mineralwatch.localstack.Part;
import org.mineralwatch.localstack.Processes;
import org.mineralwatch.localstack.StackException;

/**
 * What runs, on disk: so that {@code status} can show it, and {@code down} or the next {@code up} can end exactly what a
 * killed supervisor left behind.
 *
 * @param supervisor the process that started the others
 * @param ready whether all of them came up
 * @param detached whether it runs in the background
 * @param parts the processes it started, in order
 */
record RunRecord(Entry supervisor, boolean ready, boolean detached, List<Entry> parts) {

    /**
     * One process.
     *
     * @param name what it is called
     * @param pid its number
     * @param startedAt when it was started, in milliseconds since 1970: numbers are used again
     * @param port where it listens
     */
    record Entry(String name, long pid, long startedAt, int port) {

        static Entry of(String name, ProcessHandle process, int port) {
            long startedAt =
                    process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
            return new Entry(name, process.pid(), startedAt, port);
        }

        static Optional<Entry> of(Part part) {
            return part.process().map(process -> of(part.name(), process, part.port()));
        }

        /** The process, if it still runs and is the same. */
        Optional<ProcessHandle> process() {
            return Processes.find(pid, Instant.ofEpochMilli(startedAt));
        }
    }

    RunRecord {
        parts = List.copyOf(parts);
    }

    static Optional<RunRecord> read(Home home) {
        try {
            return Optional.of(Json.MAPPER.readValue(Files.readString(home.runRecord()), RunRecord.class));
        } catch (NoSuchFileException nothingRuns) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw new StackException(
                    "%s is damaged: end what it names by hand and delete it".formatted(home.runRecord()), e);
        } catch (IOException e) {
            throw new StackException("%s cannot be read: %s".formatted(home.runRecord(), e.getMessage()), e);
        }
    }

    void write(Home home) {
        var file = home.runRecord();
        var beside = Path.of(file + ".new");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(beside, Json.MAPPER.writeValueAsString(this));
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StackException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
        }
    }

    static void delete(Home home) {
        try {
            Files.deleteIfExists(home.runRecord());
        } catch (IOException e) {
            throw new StackException("%s cannot be deleted: %s".formatted(home.runRecord(), e.getMessage()), e);
        }
    }
}
