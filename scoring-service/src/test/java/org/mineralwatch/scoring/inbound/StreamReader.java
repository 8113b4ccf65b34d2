package org.mineralwatch.scoring.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads server-sent events as any client of HTTP can. */
final class StreamReader implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Stream<String> body;
    private final Iterator<String> lines;
    private String lastId = "";

    StreamReader(String query, Optional<String> lastEventId) {
        var request = HttpRequest.newBuilder(
                URI.create("http://localhost:" + RestAssured.port + "/v1/scores/stream" + query));
        lastEventId.ifPresent(id -> request.header("Last-Event-ID", id));
        HttpResponse<Stream<String>> response = http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofLines())
                .join();
        assertThat(response.statusCode()).isEqualTo(200);
        body = response.body();
        lines = body.iterator();
        while (lastId.isEmpty()) {
            readLine();
        }
    }

    record Event(String id, String name, String data) {
        JsonNode json() {
            try {
                return JSON.readTree(data);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(data, e);
            }
        }
    }

    /** The next event; waits for it. */
    Event next() {
        String name = "";
        String data = "";
        while (true) {
            String line = readLine();
            if (line.startsWith("event:")) {
                name = line.substring("event:".length());
            } else if (line.startsWith("data:")) {
                data += line.substring("data:".length());
            } else if (line.isEmpty() && !data.isEmpty()) {
                return new Event(lastId, name, data);
            }
        }
    }

    /** The id that a client would resume from. */
    String lastId() {
        return lastId;
    }

    private String readLine() {
        String line = lines.next();
        if (line.startsWith("id:")) {
            lastId = line.substring("id:".length());
        }
        return line;
    }

    @Override
    public void close() {
        http.shutdownNow();
        body.close();
    }
}
