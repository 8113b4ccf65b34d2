package org.mineralwatch.localstack.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.mineralwatch.localstack.StackException;

/** Held by the supervisor; the system releases it when the supervisor is gone, however it went. */
final class RunLock implements AutoCloseable {

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    private static Optional<RunLock> acquire(Home home) {
        try {
            Files.createDirectories(home.lock().getParent());
            var channel = FileChannel.open(home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (channel.tryLock() != null) {
                    return Optional.of(new RunLock(channel));
                }
            } catch (OverlappingFileLockException heldHere) {
                channel.close();
                return Optional.empty();
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new StackException("%s cannot be locked: %s".formatted(home.lock(), e.getMessage()), e);
        }
    }

    /**
     * The lock.
     *
     * @throws StackException that names the supervisor while one runs
     */
    static RunLock take(Home home) {
        return acquire(home).orElseThrow(() -> {
            var who = RunRecord.read(home)
                    .map(record -> " (pid %d)".formatted(record.supervisor().pid()))
                    .orElse("");
            return new StackException(
                    "Mineral Watch runs already%s: ./mineral-watch status shows it, ./mineral-watch down stops it"
                            .formatted(who));
        });
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StackException("the lock cannot be released: " + e.getMessage(), e);
        }
    }
}
