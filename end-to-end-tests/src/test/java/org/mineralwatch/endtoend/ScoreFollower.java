package org.mineralwatch.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.mineralwatch.localstack.ServiceProcess;

/**
 * Reads the stream of scores as a client should: from one replica, and when the connection breaks from the next, behind the
 * last event or comment that arrived whole.
 */
final class ScoreFollower implements AutoCloseable {
    private final List<ServiceProcess> replicas;
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final Thread thread;
    private volatile String beginning = "";
    private volatile String lastId = "";
    private volatile HttpClient connection = HttpClient.newHttpClient();
    private volatile boolean closed;

    ScoreFollower(List<ServiceProcess> replicas) {
        this.replicas = replicas;
        this.thread = Thread.ofVirtual().start(this::follow);
    }

    /** What it was told, as {@code cell/sequence}, in the order in which it came. */
    List<String> told() {
        return told;
    }

    /** The id behind which its reading began; empty until it was answered. */
    String beginning() {
        return beginning;
    }

    /** How often it was answered. */
    int connections() {
        return connections.get();
    }

    /** Lets go of the connection: the next replica is asked. */
    void goOn() {
        connection.shutdownNow();
    }

    private void follow() {
        for (int next = 0; !closed; next = (next + 1) % replicas.size()) {
            try (HttpClient http = HttpClient.newHttpClient()) {
                connection = http;
                read(http, replicas.get(next).uri("/v1/scores/stream"));
            } catch (IOException | UncheckedIOException broken) {
                // Nothing to do: the next replica goes on where this one ended.
                continue;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void read(HttpClient http, URI address) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        if (!lastId.isEmpty()) {
            request.header("Last-Event-ID", lastId);
        }
        try {
            HttpResponse<Stream<String>> response = http.send(request.build(), HttpResponse.BodyHandlers.ofLines());
            if (response.statusCode() != 200) {
                throw new IOException("answered " + response.statusCode());
            }
            connections.incrementAndGet();
            try (Stream<String> lines = response.body()) {
                lines.forEach(new Block()::line);
            }
        } finally {
            http.shutdownNow();
        }
    }

    /** The lines up to an empty one: only what is whole counts. */
    private final class Block {
        private String id = "";
        private String data = "";

        void line(String line) {
            if (line.startsWith("id:")) {
                id = line.substring("id:".length());
            } else if (line.startsWith("data:")) {
                data += line.substring("data:".length());
            } else if (line.isEmpty()) {
                if (!data.isEmpty()) {
                    var change = MineralWatch.parse(data);
                    told.add(change.get("cell").asText() + "/"
                            + change.get("sequence").asLong());
                }
                if (!id.isEmpty()) {
                    beginning = beginning.isEmpty() ? id : beginning;
                    lastId = id;
                }
                id = "";
                data = "";
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        goOn();
        thread.interrupt();
    }
}
