package org.mineralwatch.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** A publisher, over HTTP. */
public final class IngestClient {
    public static final String JSON_TYPE = "application/json";
    public static final String NDJSON_TYPE = "application/x-ndjson";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Address of a call to the service under test; Quarkus tells RestAssured its port. */
    public URI at(String path) {
        return URI.create("http://localhost:" + RestAssured.port + path);
    }

    /** An answer: status, headers, and the body as JSON. */
    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public JsonNode body() {
            return json(response.body());
        }

        public List<JsonNode> lines() {
            return response.body().lines().map(IngestClient::json).toList();
        }
    }

    /** An id that no other test uses. */
    public static String freshId() {
        return "test-" + UUID.randomUUID();
    }

    public Answer post(String event) {
        return post(JSON_TYPE, event.getBytes(StandardCharsets.UTF_8));
    }

    public Answer postLines(List<String> lines) {
        return post(NDJSON_TYPE, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    public Answer post(String type, byte[] body) {
        return post(type, BodyPublishers.ofByteArray(body));
    }

    public Answer post(String type, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(at("/v1/events"))
                .header("content-type", type)
                .POST(body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /** Corrects an event; {@code ifMatch} empty for none. */
    public Answer put(String id, String ifMatch, String event) {
        HttpRequest.Builder request = HttpRequest.newBuilder(at("/v1/events/" + id))
                .header("content-type", JSON_TYPE)
                .PUT(BodyPublishers.ofString(event));
        if (!ifMatch.isEmpty()) {
            request.header("if-match", ifMatch);
        }
        return send(request.build());
    }

    public Answer retract(String id, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(at("/v1/events/" + id + "/retraction"))
                .header("content-type", JSON_TYPE)
                .POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    public Answer read(String id, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(at("/v1/events/" + id));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    public Answer list(String query) {
        return send(HttpRequest.newBuilder(at("/v1/events?" + query)).build());
    }

    /** Any call. */
    public Answer send(HttpRequest request) {
        try {
            return new Answer(HTTP.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new IllegalStateException("no answer to " + request, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for the answer to " + request, e);
        }
    }

    /** A text as JSON. */
    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + text, e);
        }
    }
}
