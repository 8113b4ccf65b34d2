package org.mineralwatch.ingest.inbound;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** Cuts a stream of bytes into lines, in bounded memory: of a line that is too long no more is kept than its number. */
final class LineReader {
    private static final int FIRST_CAPACITY = 1 << 16;

    private final InputStream in;
    private final int longest;
    private byte[] buffer = new byte[FIRST_CAPACITY];
    /** What has been read and not been cut lies from start to end; no line feed lies before scanned. */
    private int start;

    private int scanned;
    private int end;
    private boolean isEnded;
    private boolean isTooLong;
    private long number;

    /**
     * Reads lines.
     *
     * @param longest bytes a line may have
     */
    LineReader(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** The next line that is not blank, waiting for it; empty at the end. The last line needs no line feed. */
    Optional<Line> next() throws IOException {
        while (true) {
            int feed = lineFeed();
            if (feed >= 0) {
                Optional<Line> line = cut(feed);
                start = scanned = feed + 1;
                if (line.isPresent()) {
                    return line;
                }
            } else if (isEnded) {
                Optional<Line> line = start < end || isTooLong ? cut(end) : Optional.empty();
                start = scanned = end;
                return line;
            } else {
                fill();
            }
        }
    }

    private int lineFeed() {
        while (scanned < end) {
            if (buffer[scanned] == '\n') {
                return scanned;
            }
            scanned++;
        }
        return -1;
    }

    private Optional<Line> cut(int until) {
        number++;
        if (isTooLong || until - start > longest) {
            isTooLong = false;
            return Optional.of(new Line.TooLong(number));
        }
        for (int i = start; i < until; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
                return Optional.of(new Line.Whole(number, Arrays.copyOfRange(buffer, start, until)));
            }
        }
        return Optional.empty();
    }

    private void fill() throws IOException {
        if (end - start > longest) {
            isTooLong = true;
        }
        if (isTooLong) {
            start = scanned = end = 0;
        } else if (end == buffer.length) {
            int kept = end - start;
            byte[] roomy = start > 0 ? buffer : new byte[2 * buffer.length];
            System.arraycopy(buffer, start, roomy, 0, kept);
            buffer = roomy;
            scanned -= start;
            start = 0;
            end = kept;
        }
        int read = in.read(buffer, end, buffer.length - end);
        if (read < 0) {
            isEnded = true;
        } else {
            end += read;
        }
    }
}
