package org.mineralwatch.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Posts single events to a running ingest-service at a steady rate, whatever it answers and however slowly: each request has
 * its time, and what it waits for a connection that is still busy counts as waiting for its answer. So a pause is
 * seen by all whom it would have met.
 */
final class PostingLoad {
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final long NANOS = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int DIGITS = 3;
    private static final String LENGTH = "content-length: ";

    private final URI service;
    private final int rate;
    private final int connections;
    private final String run = "load-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    private final Histogram answered = new ConcurrentHistogram(LONGEST_NANOS, DIGITS);
    private final AtomicInteger refused = new AtomicInteger();

    private PostingLoad(URI service, int rate, int connections) {
        this.service = service;
        this.rate = rate;
        this.connections = connections;
    }

    /** Options: address, requests a second, seconds, connections. */
    static void run(String... options) throws InterruptedException {
        URI service = URI.create(option(options, 0, "http://127.0.0.1:8081"));
        int rate = Integer.parseInt(option(options, 1, "1000"));
        int seconds = Integer.parseInt(option(options, 2, "30"));
        int connections = Integer.parseInt(option(options, 3, "64"));
        PostingLoad load = new PostingLoad(service, rate, connections);
        load.post(0, Math.toIntExact(WARM_UP.toSeconds()) * rate);
        load.answered.reset();
        load.refused.set(0);
        load.post(Math.toIntExact(WARM_UP.toSeconds()) * rate, seconds * rate);
        System.out.printf(
                Locale.ROOT,
                "%d posts at %d/s over %d connections: p50 %.2f ms, p90 %.2f, p99 %.2f, p99.9 %.2f, max %.2f; %d not 201%n",
                load.answered.getTotalCount(),
                rate,
                connections,
                load.millis(50),
                load.millis(90),
                load.millis(99),
                load.millis(99.9),
                load.millis(100),
                load.refused.get());
    }

    private static String option(String[] options, int place, String otherwise) {
        return options.length > place ? options[place] : otherwise;
    }

    private double millis(double percentile) {
        return answered.getValueAtPercentile(percentile) / 1e6;
    }

    private void post(int first, int count) throws InterruptedException {
        long start = System.nanoTime() + NANOS / 10;
        List<Thread> clients = new ArrayList<>();
        for (int client = 0; client < connections; client++) {
            int own = client;
            clients.add(Thread.ofPlatform().start(() -> post(first, count, own, start)));
        }
        for (Thread client : clients) {
            client.join();
        }
    }

    private void post(int first, int count, int client, long start) {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setTcpNoDelay(true);
            InputStream answers = new BufferedInputStream(socket.getInputStream());
            for (int n = client; n < count; n += connections) {
                long due = start + n * NANOS / rate;
                byte[] request = request(first + n);
                for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                    LockSupport.parkNanos(early);
                }
                socket.getOutputStream().write(request);
                if (status(answers) != 201) {
                    refused.incrementAndGet();
                }
                answered.recordValue(Math.min(System.nanoTime() - due, LONGEST_NANOS));
            }
        } catch (IOException e) {
            throw new IllegalStateException("connection " + client + " to " + service, e);
        }
    }

    private byte[] request(int n) {
        String event = """
                {"id":"%s-%d","type":"EXPORT_LICENSING","title":"Licences for exports %d","announced":"2026-10-09","actor":"CN",\
                "targets":["US"],"minerals":["gallium","Ge"],"stages":["refining"],"effectiveFrom":"2026-12-01",\
                "summary":"Exporters of gallium and germanium must apply for a licence."}""".formatted(run, n, n);
        return ("POST /v1/events HTTP/1.1\r\nhost: " + service.getAuthority() + "\r\ncontent-type: application/json\r\n"
                        + LENGTH + event.length() + "\r\n\r\n" + event)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads an answer to its end. */
    private static int status(InputStream answers) throws IOException {
        int status = Integer.parseInt(line(answers).split(" ", -1)[1]);
        int length = 0;
        for (String header = line(answers); !header.isEmpty(); header = line(answers)) {
            if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Integer.parseInt(header.substring(LENGTH.length()));
            }
        }
        answers.skipNBytes(length);
        return status;
    }

    private static String line(InputStream answers) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = answers.read(); c != '\n'; c = answers.read()) {
            if (c < 0) {
                throw new IOException("closed in the middle of an answer");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
