package org.mineralwatch.ingest.inbound;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Verdicts on their way to the client, first in, first out. Adding never waits: many clients send all they have before they
 * read anything, and would never begin to read if we stopped reading for want of room. What does not fit in memory waits in a
 * temporary file. One thread adds, another takes.
 */
final class VerdictSpool implements AutoCloseable {
    private static final int FROM_FILE_AT_ONCE = 1 << 16;

    private final int memory;
    private final Queue<byte[]> first = new ArrayDeque<>();
    private int firstBytes;
    /** Behind what is in memory; there only once it was needed. */
    private @Nullable FileChannel file;

    private long written;
    private long read;
    private boolean isEnded;
    private boolean isClosed;

    /**
     * An empty spool.
     *
     * @param memory bytes to keep in memory
     */
    VerdictSpool(int memory) {
        this.memory = memory;
    }

    /** Adds verdicts; once the client is gone they go nowhere. */
    synchronized void add(byte[] verdicts) {
        if (isClosed) {
            return;
        }
        try {
            if (read == written && firstBytes + verdicts.length <= memory) {
                first.add(verdicts);
                firstBytes += verdicts.length;
            } else {
                written += write(verdicts, written);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("verdicts cannot be kept in a temporary file", e);
        }
        notifyAll();
    }

    /** Says that no more verdicts come. */
    synchronized void end() {
        isEnded = true;
        notifyAll();
    }

    /** Waits for verdicts and takes some; empty at the end. */
    synchronized Optional<byte[]> take() throws IOException, InterruptedException {
        while (first.isEmpty() && read == written && !isEnded) {
            wait();
        }
        byte[] oldest = first.poll();
        if (oldest != null) {
            firstBytes -= oldest.length;
            return Optional.of(oldest);
        }
        return read < written ? Optional.of(readBack()) : Optional.empty();
    }

    private int write(byte[] verdicts, long position) throws IOException {
        if (file == null) {
            Path path = Files.createTempFile("verdicts-", ".ndjson");
            file = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        }
        ByteBuffer bytes = ByteBuffer.wrap(verdicts);
        while (bytes.hasRemaining()) {
            file.write(bytes, position + bytes.position());
        }
        return verdicts.length;
    }

    private byte[] readBack() throws IOException {
        if (file == null) {
            throw new IllegalStateException("nothing was written");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(FROM_FILE_AT_ONCE, written - read));
        int length = file.read(bytes, read);
        read += length;
        if (read == written) {
            file.truncate(0);
            read = written = 0;
        }
        return Arrays.copyOf(bytes.array(), length);
    }

    @Override
    public synchronized void close() throws IOException {
        isClosed = true;
        if (file != null) {
            file.close();
        }
    }
}
