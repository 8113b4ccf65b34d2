package org.mineralwatch.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.mineralwatch.localstack.testing.LocalStackResource;

/** Answers in place of scoring-service: a real HTTP server, with a history that a test gives it. */
final class ScoringStandIn implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> queries = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String body = "";

    ScoringStandIn() {
        try {
            server = HttpServer.create(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), LocalStackResource.neighbourPort()), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/scores/history", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** Records of {@code dependency-scores.v1}, by day, then by cell. */
    void history(List<? extends JsonNode> changes) {
        var lines = new StringBuilder();
        changes.forEach(change -> lines.append(change).append('\n'));
        says(200, lines.toString());
    }

    void says(int answered, String text) {
        status = answered;
        body = text;
    }

    /** What it was asked, as in the URLs. */
    List<String> queries() {
        return List.copyOf(queries);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            queries.add(exchange.getRequestURI().getQuery());
            exchange.getResponseHeaders()
                    .set("content-type", status == 200 ? "application/x-ndjson" : "application/problem+json");
            exchange.sendResponseHeaders(status, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
