package org.mineralwatch.ingest.inbound;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.mineralwatch.rest.BodyLimit;

/**
 * Lines that have arrived and wait to be judged, up to a number of bytes: while a transaction commits, the lines of the next
 * gather here. One thread puts, another takes.
 */
final class LineQueue {
    /** What a line costs besides its bytes. */
    private static final int OVERHEAD = 64;

    /** Room for two of the longest lines, or for some thousand usual ones. */
    private static final int BYTES = 2 * (BodyLimit.BYTES + OVERHEAD);

    private final BlockingQueue<Optional<Line>> lines = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(BYTES);
    private volatile boolean isAbandoned;

    /** Adds a line, waiting for room. */
    void put(Line line) throws InterruptedException {
        if (!isAbandoned) {
            room.acquire(cost(line));
            lines.add(Optional.of(line));
        }
    }

    /** Says that no more lines come. */
    void end() {
        lines.add(Optional.empty());
    }

    /** Says that nobody takes lines any more: who puts them need not wait. */
    void abandon() {
        isAbandoned = true;
        lines.clear();
        room.release(Integer.MAX_VALUE - BYTES);
    }

    /** Waits for a line and takes what else is there; nothing at the end, and from then on. */
    List<Line> take(int most) throws InterruptedException {
        List<Optional<Line>> taken = new ArrayList<>();
        taken.add(lines.take());
        lines.drainTo(taken, most - 1);
        if (taken.getLast().isEmpty() && taken.size() > 1) {
            end();
        }
        List<Line> arrived = taken.stream().flatMap(Optional::stream).toList();
        room.release(arrived.stream().mapToInt(LineQueue::cost).sum());
        return arrived;
    }

    private static int cost(Line line) {
        return switch (line) {
            case Line.Whole(long ignored, byte[] json) -> json.length + OVERHEAD;
            case Line.TooLong ignored -> OVERHEAD;
        };
    }
}
