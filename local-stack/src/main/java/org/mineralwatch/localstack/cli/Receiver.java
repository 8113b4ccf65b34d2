package org.mineralwatch.localstack.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.mineralwatch.localstack.StackException;
import org.mineralwatch.localstack.WebhookConsent;

/**
 * A subscriber's end of a webhook: agrees to be sent some, takes every POST, verifies it with the library that subscribers are told to use, and
 * shows it. What does not verify is answered 401.
 */
final class Receiver implements AutoCloseable {

    private static final int LARGEST_BODY = 64 * 1024;

    private final HttpServer server;
    private final Webhook webhook;
    private final InstantSource clock;
    private final Consumer<ReceivedWebhook> show;
    private final AtomicLong received = new AtomicLong();

    private Receiver(HttpServer server, Webhook webhook, InstantSource clock, Consumer<ReceivedWebhook> show) {
        this.server = server;
        this.webhook = webhook;
        this.clock = clock;
        this.show = show;
    }

    /**
     * Starts to listen on the loopback address.
     *
     * @param port where; 0 for any
     * @param secret {@code whsec_} and Base64
     * @param show told of every webhook, verified or not
     */
    static Receiver start(int port, String secret, InstantSource clock, Consumer<ReceivedWebhook> show) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            var receiver = new Receiver(server, new Webhook(secret), clock, show);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", receiver::answer);
            server.start();
            return receiver;
        } catch (IOException e) {
            throw new StackException("the receiver cannot listen on port %d: %s".formatted(port, e.getMessage()), e);
        } catch (EmptyWebhookSecretException e) {
            throw new StackException("the receiver's secret is empty: delete the file, it will be made again", e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (WebhookConsent.answers(exchange)) {
                return;
            }
            if (!exchange.getRequestMethod().equals("POST")) {
                reply(
                        exchange,
                        200,
                        "Mineral Watch receiver: %d webhooks so far. POST one.%n".formatted(received.get()));
                return;
            }
            var body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
            if (body.length > LARGEST_BODY) {
                reply(exchange, 413, "more than 64 KiB\n");
                return;
            }
            received.incrementAndGet();
            var webhookReceived = read(exchange, new String(body, StandardCharsets.UTF_8));
            // Shown first: whoever has the answer can rely on it.
            show.accept(webhookReceived);
            if (webhookReceived.refusal().isEmpty()) {
                exchange.sendResponseHeaders(204, -1);
            } else {
                reply(exchange, 401, webhookReceived.refusal() + "\n");
            }
        }
    }

    private ReceivedWebhook read(HttpExchange exchange, String body) {
        var headers = new TreeMap<String, List<String>>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        var refusal = "";
        try {
            webhook.verify(body, headers);
        } catch (WebhookVerificationException e) {
            refusal = String.valueOf(e.getMessage());
        }
        try {
            return new ReceivedWebhook(clock.instant(), refusal, Json.MAPPER.readTree(body));
        } catch (JsonProcessingException e) {
            return new ReceivedWebhook(clock.instant(), refusal, Json.MAPPER.missingNode());
        }
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
