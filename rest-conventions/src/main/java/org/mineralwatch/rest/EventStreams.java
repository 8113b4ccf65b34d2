package org.mineralwatch.rest;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * Streams of server-sent events that can be resumed: each tells a {@link Feed} from a place on, without gaps or doubles,
 * and keeps the connection alive with comments.
 *
 * <p>A reader pulls: a thread of its own reads a part, sends it event by event, each when the connection has taken the one
 * before, and reads on. So a reader that is slow holds one part and delays nobody; one that takes nothing for too long is
 * cut off, and may resume. A comment carries the reader's place too, so that a reader whom few events concern does not
 * fall behind.
 */
public final class EventStreams implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(EventStreams.class);
    private static final long RECONNECT_AFTER_MS = 1000;

    private final Limits limits;
    private final AtomicInteger readers = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private long wakes;
    private volatile boolean closed;

    /** Streams with these limits. */
    public EventStreams(Limits limits) {
        this.limits = limits;
    }

    /**
     * What streams may cost.
     *
     * @param heartbeat after so long without an event a comment is sent
     * @param patience a reader that takes nothing for so long is cut off
     * @param readers so many at a time; more are asked to come back
     */
    public record Limits(Duration heartbeat, Duration patience, int readers) {}

    /** Where the events of one request go: what JAX-RS and Vert.x hand to a resource method that asks for them. */
    public record Reader(SseEventSink sink, Sse sse, HttpServerRequest request) {}

    /**
     * Tells the reader all that the feed has after the place, and goes on as more is added, until either side ends it.
     * Returns at once.
     *
     * @throws ProblemException 503 {@code too-many-readers}
     */
    public void tell(Feed feed, String place, Reader reader) {
        if (readers.incrementAndGet() > limits.readers()) {
            readers.decrementAndGet();
            throw new ProblemException(
                    Problem.of(
                            "too-many-readers",
                            "Too many readers",
                            503,
                            "As many streams are open as this process has room for; try again, or another replica"),
                    Map.of("Retry-After", "5"));
        }
        boolean telling = false;
        try {
            // Sent by the thread of the request: so the head is written before any other thread writes.
            reader.sink()
                    .send(comment(reader.sse(), "from here", place)
                            .reconnectDelay(RECONNECT_AFTER_MS)
                            .build());
            Thread.ofVirtual().name("event-stream").start(() -> tellUntilTheEnd(feed, place, reader));
            telling = true;
        } finally {
            // A reader that was gone before the first word has no thread that would let its place go.
            if (!telling) {
                readers.decrementAndGet();
            }
        }
    }

    /** There is more in a feed: whoever waits for it looks. */
    public void wake() {
        lock.lock();
        try {
            wakes++;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How many streams are open. */
    public int readers() {
        return readers.get();
    }

    /** Ends all streams; their readers resume elsewhere. */
    @Override
    public void close() {
        closed = true;
        wake();
    }

    /** The problem of a {@code Last-Event-ID} that no event of this stream has, or no longer. */
    public static ProblemException unknownPlace(String detail) {
        return new ProblemException(Problem.of("unknown-event-id", "Unknown Last-Event-ID", 400, detail));
    }

    private void tellUntilTheEnd(Feed feed, String from, Reader reader) {
        try {
            tellOn(feed, from, reader);
            reader.sink().close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cutOff(reader);
        } catch (TimeoutException e) {
            LOG.infof("stream cut off: its reader took nothing for %s path=%s", limits.patience(), path(reader));
            cutOff(reader);
        } catch (ExecutionException | RuntimeException e) {
            if (!reader.sink().isClosed()) {
                LOG.warnf(e, "stream ended path=%s", path(reader));
            }
            cutOff(reader);
        } finally {
            readers.decrementAndGet();
        }
    }

    private void tellOn(Feed feed, String from, Reader reader)
            throws InterruptedException, ExecutionException, TimeoutException {
        String place = from;
        while (!closed && !reader.sink().isClosed()) {
            long seen = wakes();
            Feed.Part part = feed.after(place);
            for (Feed.Event event : part.events()) {
                send(reader, event(reader.sse(), event));
            }
            if (!part.place().equals(place)) {
                place = part.place();
            } else if (!isWokenAfter(seen)) {
                send(reader, comment(reader.sse(), "still here", place).build());
            }
        }
    }

    /** Waits until the connection has taken the event: no more than this one is ever on its way to a reader. */
    private void send(Reader reader, OutboundSseEvent event)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (!closed && !reader.sink().isClosed()) {
            reader.sink()
                    .send(event)
                    .toCompletableFuture()
                    .get(limits.patience().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static OutboundSseEvent event(Sse sse, Feed.Event event) {
        return sse.newEventBuilder()
                .id(event.place())
                .name(event.name())
                .data(String.class, event.data())
                .build();
    }

    /** Moves the reader's place, and is no event to it. */
    private static OutboundSseEvent.Builder comment(Sse sse, String text, String place) {
        return sse.newEventBuilder().comment(text).id(place);
    }

    private long wakes() {
        lock.lock();
        try {
            return wakes;
        } finally {
            lock.unlock();
        }
    }

    /** True as soon as anybody wakes the readers after the wakes seen; false when it is time for a heartbeat. */
    private boolean isWokenAfter(long seen) throws InterruptedException {
        lock.lock();
        try {
            long left = limits.heartbeat().toNanos();
            while (wakes == seen && left > 0) {
                left = news.awaitNanos(left);
            }
            return wakes != seen;
        } finally {
            lock.unlock();
        }
    }

    /** An orderly end would wait behind what the reader does not take. */
    private static void cutOff(Reader reader) {
        reader.request().connection().close();
    }

    private static String path(Reader reader) {
        return Objects.requireNonNullElse(reader.request().path(), "");
    }
}
