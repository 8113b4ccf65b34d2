package org.mineralwatch.ingest;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Lets those who wait for the disk share their way there. One thread writes: whatever has come while it wrote, it writes
 * together next, at once and without a timer, so that alone nobody waits for company, and in a crowd the disk is asked once for
 * many.
 *
 * <p>What is written together fails together; when one of them can be to blame, each is then written alone, and only the one
 * fails. A caller that goes away leaves its work behind, which is written with the rest.
 *
 * @param <T> work
 * @param <R> what came of it
 */
final class SharedCommit<T, R> implements AutoCloseable {
    private final Function<List<T>, List<Supplier<R>>> write;
    private final Predicate<RuntimeException> canBeOneToBlame;
    private final ToIntFunction<T> weight;
    private final int most;
    private final Semaphore room;
    private final int wholeRoom;
    private final BlockingQueue<Optional<Waiting<T, R>>> arrived = new LinkedBlockingQueue<>();
    private final Thread writer;
    private boolean closed;

    private record Waiting<T, R>(T work, int weight, CompletableFuture<R> outcome) {}

    /**
     * Starts writing.
     *
     * @param name of the thread that writes
     * @param write writes all it is given in one transaction; what came of each may in turn fail
     * @param canBeOneToBlame tells whether a failure can be due to one of those written together
     * @param weight of a piece of work, 1 or more
     * @param most weight to write together; what weighs more is written alone
     * @param room weight that may wait
     */
    SharedCommit(
            String name,
            Function<List<T>, List<Supplier<R>>> write,
            Predicate<RuntimeException> canBeOneToBlame,
            ToIntFunction<T> weight,
            int most,
            int room) {
        this.write = write;
        this.canBeOneToBlame = canBeOneToBlame;
        this.weight = weight;
        this.most = most;
        this.room = new Semaphore(room);
        this.wholeRoom = room;
        this.writer = Thread.ofPlatform().name(name).daemon().start(this::run);
    }

    /** Has this written, unless too much is waiting already or writing has ended: then empty. */
    Optional<CompletableFuture<R>> offer(T work) {
        int taken = weightOf(work);
        return room.tryAcquire(taken) ? add(work, taken) : Optional.empty();
    }

    /** Has this written, once there is room for it, unless writing has ended: then empty. */
    Optional<CompletableFuture<R>> put(T work) throws InterruptedException {
        int taken = weightOf(work);
        room.acquire(taken);
        return add(work, taken);
    }

    /** Weight that waits. */
    int waiting() {
        return wholeRoom - room.availablePermits();
    }

    /** Writes what has come, and ends. */
    @Override
    public void close() throws InterruptedException {
        synchronized (this) {
            closed = true;
            arrived.add(Optional.empty());
        }
        writer.join();
    }

    private int weightOf(T work) {
        return Math.clamp(weight.applyAsInt(work), 1, wholeRoom);
    }

    /** Nothing stands behind the end, where nobody would write it and its caller would wait for ever. */
    private synchronized Optional<CompletableFuture<R>> add(T work, int taken) {
        if (closed) {
            room.release(taken);
            return Optional.empty();
        }
        Waiting<T, R> waiting = new Waiting<>(work, taken, new CompletableFuture<>());
        arrived.add(Optional.of(waiting));
        return Optional.of(waiting.outcome());
    }

    private void run() {
        try {
            for (List<Waiting<T, R>> together = take(); !together.isEmpty(); together = take()) {
                write(together);
                room.release(together.stream().mapToInt(Waiting::weight).sum());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for work and takes what else is there; nothing at the end. */
    private List<Waiting<T, R>> take() throws InterruptedException {
        List<Waiting<T, R>> together = new ArrayList<>();
        int weighs = 0;
        Optional<Waiting<T, R>> next = arrived.take();
        while (next.isPresent()) {
            together.add(next.get());
            weighs += next.get().weight();
            Optional<Waiting<T, R>> behind = arrived.peek();
            // The end stays where it is, to be found when this is written.
            if (behind == null || behind.isEmpty() || weighs + behind.get().weight() > most) {
                break;
            }
            next = arrived.take();
        }
        return together;
    }

    private void write(List<Waiting<T, R>> together) {
        Iterator<Supplier<R>> outcomes;
        try {
            outcomes =
                    write.apply(together.stream().map(Waiting::work).toList()).iterator();
        } catch (RuntimeException e) {
            if (together.size() > 1 && canBeOneToBlame.test(e)) {
                together.forEach(one -> write(List.of(one)));
            } else {
                together.forEach(one -> one.outcome().completeExceptionally(e));
            }
            return;
        } catch (Error e) {
            // Out of memory, say: those who wait must hear of it, and the next may be luckier.
            together.forEach(one -> one.outcome().completeExceptionally(e));
            return;
        }
        for (Waiting<T, R> one : together) {
            try {
                one.outcome().complete(outcomes.next().get());
            } catch (RuntimeException e) {
                one.outcome().completeExceptionally(e);
            }
        }
    }
}
