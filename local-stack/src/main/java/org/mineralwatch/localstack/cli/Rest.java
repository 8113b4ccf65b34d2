package org.mineralwatch.localstack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.mineralwatch.localstack.StackException;

/** The public REST of one service, as any client has it. */
final class Rest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI service;

    /** Of the service at this address, as in {@code http://localhost:8081}. */
    Rest(URI service) {
        this.service = service;
    }

    /** Of the service at this port of this machine. */
    Rest(int port) {
        this(URI.create("http://127.0.0.1:" + port));
    }

    /** The JSON at this path. */
    JsonNode read(String path) {
        return find(path).orElseThrow(() -> new StackException("there is nothing at " + uri(path)));
    }

    /** The JSON at this path, or nothing if there is none. */
    Optional<JsonNode> find(String path) {
        var request = HttpRequest.newBuilder(uri(path)).timeout(PATIENCE).build();
        try {
            var response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return switch (response.statusCode()) {
                case 200 -> Optional.of(Json.MAPPER.readTree(response.body()));
                case 404 -> Optional.empty();
                default ->
                    throw new StackException(
                            "GET %s answered %d: %s".formatted(request.uri(), response.statusCode(), response.body()));
            };
        } catch (IOException e) {
            throw new StackException("GET %s failed: %s".formatted(request.uri(), e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while reading " + request.uri(), e);
        }
    }

    /** Posts lines of JSON and hands on each line of the answer as it comes. */
    void postLines(String path, byte[] lines, Consumer<JsonNode> verdicts) {
        var request = HttpRequest.newBuilder(uri(path))
                .header("content-type", "application/x-ndjson")
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(lines))
                .build();
        try {
            var response = client.send(request, HttpResponse.BodyHandlers.ofLines());
            try (Stream<String> answer = response.body()) {
                if (response.statusCode() != 200) {
                    throw new StackException("POST %s answered %d: %s"
                            .formatted(
                                    request.uri(),
                                    response.statusCode(),
                                    answer.findFirst().orElse("")));
                }
                for (var line : (Iterable<String>) answer.filter(one -> !one.isBlank())::iterator) {
                    verdicts.accept(Json.MAPPER.readTree(line));
                }
            }
        } catch (IOException e) {
            throw new StackException("POST %s failed: %s".formatted(request.uri(), e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while posting to " + request.uri(), e);
        }
    }

    static String escaped(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private URI uri(String path) {
        return service.resolve(path);
    }
}
