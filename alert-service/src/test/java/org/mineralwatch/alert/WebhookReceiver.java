package org.mineralwatch.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.mineralwatch.localstack.WebhookConsent;

/** A subscriber's endpoint: a real HTTP server that keeps what it receives and answers as it is told. */
public final class WebhookReceiver implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final boolean consents;
    private volatile Runnable afterAnswer = () -> {};
    private volatile Function<Received, Answer> answers = _ -> Answer.of(204);

    /** A request, as it came. */
    public record Received(String method, String path, HttpHeaders headers, String body, Instant at) {
        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }

        public String subject() {
            return json().path("subject").asText();
        }

        public String type() {
            return json().path("type").asText();
        }

        public double score() {
            return json().at("/data/score/score").asDouble();
        }

        /** True where the library of Standard Webhooks takes the signature. */
        public boolean isSignedWith(String secret) {
            try {
                new Webhook(secret).verify(body, headers);
                return true;
            } catch (WebhookVerificationException | EmptyWebhookSecretException refused) {
                return false;
            }
        }
    }

    /** What the endpoint answers, and how long it thinks about it. */
    public record Answer(int status, Map<String, String> headers, String body, Duration after) {
        public static Answer of(int status) {
            return new Answer(status, Map.of(), "", Duration.ZERO);
        }

        public Answer with(String header, String value) {
            return new Answer(status, Map.of(header, value), body, after);
        }

        public Answer saying(String text) {
            return new Answer(status, headers, text, after);
        }

        public Answer after(Duration thinking) {
            return new Answer(status, headers, body, thinking);
        }
    }

    /** One that agrees when it is asked. */
    public WebhookReceiver() {
        this(true);
    }

    /** @param consents false for one that does not know the question and takes it like any request */
    public WebhookReceiver(boolean consents) {
        this.consents = consents;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/hook";
    }

    public void answer(Function<Received, Answer> how) {
        answers = how;
    }

    /** To be done when a request is answered. */
    public void afterAnswer(Runnable what) {
        afterAnswer = what;
    }

    public void answer(int status) {
        answer(_ -> Answer.of(status));
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    /** What it received about a cell or an event. */
    public List<Received> about(String subject) {
        return received.stream()
                .filter(webhook -> webhook.subject().equals(subject))
                .toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (consents && WebhookConsent.answers(exchange)) {
                return;
            }
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var request = new Received(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    HttpHeaders.of(exchange.getRequestHeaders(), (_, _) -> true),
                    body,
                    Instant.now());
            received.add(request);
            Answer answer = answers.apply(request);
            if (closing.await(answer.after().toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            afterAnswer.run();
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
