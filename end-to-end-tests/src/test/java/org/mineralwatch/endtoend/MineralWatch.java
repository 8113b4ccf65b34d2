package org.mineralwatch.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.mineralwatch.localstack.LocalStack;

/** The running system, as its users reach it; started once for all tests, on free ports, and stopped after the last. */
final class MineralWatch implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path MODULE = Path.of("").toAbsolutePath();

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final LocalStack stack;

    private MineralWatch(LocalStack stack) {
        this.stack = stack;
    }

    /** Hands the running system to tests that ask for it as a parameter. */
    static final class Extension implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == MineralWatch.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(MineralWatch.class))
                    .computeIfAbsent(MineralWatch.class, _ -> started(), MineralWatch.class);
        }
    }

    private static MineralWatch started() {
        try {
            Path home = Files.createTempDirectory(Files.createDirectories(MODULE.resolve("target")), "mineral-watch-");
            LocalStack stack = new LocalStack(LocalStack.Settings.onFreePorts(MODULE.resolveSibling("."), home));
            try {
                stack.start();
            } catch (RuntimeException e) {
                stack.close();
                throw e;
            }
            return new MineralWatch(stack);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer: its status and its JSON. */
    record Answer(int status, JsonNode body) {}

    LocalStack stack() {
        return stack;
    }

    static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    /** An export ban in the five required fields, and whom it is aimed at. */
    static String exportBan(String id, String actor, String target, String mineral) {
        return json(Map.of(
                "id",
                id,
                "type",
                "EXPORT_BAN",
                "title",
                "Export ban " + id,
                "announced",
                today().toString(),
                "actor",
                actor,
                "targets",
                new String[] {target},
                "minerals",
                new String[] {mineral}));
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + text, e);
        }
    }

    Answer postEvent(String event) {
        return post(stack.ingest().uri("/v1/events"), "application/json", event);
    }

    /** Corrects an event that is at the revision of this ETag. */
    Answer putEvent(String id, String ifMatch, String event) {
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(stack.ingest().uri("/v1/events/" + id))
                        .header("content-type", "application/json")
                        .header("if-match", ifMatch)
                        .timeout(Duration.ofSeconds(20))
                        .PUT(HttpRequest.BodyPublishers.ofString(event))
                        .build());
        return new Answer(response.statusCode(), parse(response.body()));
    }

    /** Posts lines of NDJSON and returns the verdicts, one a line. */
    String postLines(String lines) {
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(stack.ingest().uri("/v1/events"))
                        .header("content-type", "application/x-ndjson")
                        .POST(HttpRequest.BodyPublishers.ofString(lines))
                        .build());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    JsonNode score(String cell) {
        return read(stack.scoring().uri("/v1/scores/" + cell));
    }

    JsonNode read(URI address) {
        HttpResponse<String> response = send(
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20)).build());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return parse(response.body());
    }

    /** Subscribes an inbox, waits until it has agreed to be sent alerts, and returns the subscription's id. */
    String subscribe(WebhookInbox inbox, Map<String, ?> watch, Map<String, ?> condition) {
        Answer created = post(
                stack.alert().uri("/v1/subscriptions"),
                "application/json",
                json(Map.of(
                        "name",
                        "end-to-end test",
                        "endpoint",
                        Map.of("url", inbox.uri().toString()),
                        "watch",
                        watch,
                        "conditions",
                        new Object[] {condition},
                        "secret",
                        inbox.secret())));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        String id = created.body().get("id").asText();
        // Whatever is killed next: the inbox has agreed.
        await().untilAsserted(() -> assertThat(read(stack.alert().uri("/v1/subscriptions/" + id))
                        .get("state")
                        .asText())
                .isEqualTo("active"));
        return id;
    }

    /** Deliveries of a subscription in a state, with the ids of their alerts. */
    Map<String, Long> deliveriesByState(String subscription) {
        JsonNode page = read(stack.alert().uri("/v1/subscriptions/" + subscription + "/deliveries?limit=200"));
        return page.get("items")
                .valueStream()
                .collect(Collectors.groupingBy(one -> one.get("state").asText(), Collectors.counting()));
    }

    Answer post(URI address, String contentType, String body) {
        HttpResponse<String> response = send(HttpRequest.newBuilder(address)
                .header("content-type", contentType)
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
        return new Answer(response.statusCode(), parse(response.body()));
    }

    private static HttpResponse<String> send(HttpRequest request) {
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Any request, and its answer as it came. */
    static <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return HTTP.send(request, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stack.close();
    }
}
