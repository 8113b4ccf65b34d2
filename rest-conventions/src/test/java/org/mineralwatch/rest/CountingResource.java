package org.mineralwatch.rest;

import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A small real stream that the conventions are tried on: the numbers from 1 on, as far as a test has counted. */
@Path("/numbers")
@Singleton
public class CountingResource {
    static final int READERS = 4;
    private static final int PART = 10;

    private final EventStreams streams =
            new EventStreams(new EventStreams.Limits(Duration.ofMillis(300), Duration.ofSeconds(1), READERS));
    private final AtomicInteger counted = new AtomicInteger();
    private volatile String data = "{}";

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void numbers(
            @HeaderParam("Last-Event-ID") @Nullable String last,
            @Context SseEventSink sink,
            @Context Sse sse,
            @Context HttpServerRequest request) {
        if (last != null && !last.matches("\\d{1,9}")) {
            throw EventStreams.unknownPlace(last + " is no number");
        }
        streams.tell(this::after, last == null ? "0" : last, new EventStreams.Reader(sink, sse, request));
    }

    /** A reader that is gone before the first word. */
    @GET
    @Path("/unheard")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void unheard(@Context Sse sse, @Context HttpServerRequest request) {
        streams.tell(this::after, "0", new EventStreams.Reader(new ClosedSink(), sse, request));
    }

    private static final class ClosedSink implements SseEventSink {
        @Override
        public boolean isClosed() {
            return true;
        }

        @Override
        public CompletionStage<?> send(OutboundSseEvent event) {
            throw new IllegalStateException("the reader is gone");
        }

        @Override
        public void close() {
            // It is closed.
        }
    }

    void countTo(int number, String dataOfEach) {
        data = dataOfEach;
        counted.set(number);
        streams.wake();
    }

    int readers() {
        return streams.readers();
    }

    private Feed.Part after(String place) {
        int from = Integer.parseInt(place);
        int to = Math.min(counted.get(), from + PART);
        List<Feed.Event> events = IntStream.rangeClosed(from + 1, to)
                .filter(number -> number % 7 != 0)
                .mapToObj(number -> new Feed.Event(Integer.toString(number), "number", data))
                .toList();
        return new Feed.Part(events, Integer.toString(Math.max(from, to)));
    }

    @PreDestroy
    void close() {
        streams.close();
    }
}
