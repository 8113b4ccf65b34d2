package org.mineralwatch.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.mineralwatch.localstack.WebhookConsent;

/** A subscriber's endpoint: verifies every webhook with the Standard Webhooks library and keeps it. */
final class WebhookInbox implements AutoCloseable {
    private final byte[] key = new byte[24];
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile CountDownLatch answering = new CountDownLatch(0);

    /** One webhook request, verified. */
    record Received(String id, Instant at, JsonNode body) {}

    /** One that this machine alone can reach. */
    WebhookInbox() throws IOException {
        this(InetAddress.getLoopbackAddress());
    }

    /** One that is reached at an address of this machine. */
    WebhookInbox(InetAddress address) throws IOException {
        new SecureRandom().nextBytes(key);
        server = HttpServer.create(new InetSocketAddress(address, 0), 100);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/hook", this::receive);
        server.start();
    }

    URI uri() {
        return URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + "/hook");
    }

    String secret() {
        return "whsec_" + Base64.getEncoder().encodeToString(key);
    }

    List<Received> received() {
        return List.copyOf(received);
    }

    /** From now on requests are received and not answered, until released. */
    void hold() {
        answering = new CountDownLatch(1);
    }

    void release() {
        answering.countDown();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (WebhookConsent.answers(exchange)) {
                return;
            }
            Instant at = Instant.now();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var headers = HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true);
            try {
                new Webhook(secret()).verify(body, headers);
            } catch (WebhookVerificationException e) {
                received.add(new Received("not verified: " + e.getMessage(), at, MineralWatch.parse(body)));
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            received.add(
                    new Received(exchange.getRequestHeaders().getFirst("webhook-id"), at, MineralWatch.parse(body)));
            answering.await();
            exchange.sendResponseHeaders(204, -1);
        } catch (EmptyWebhookSecretException e) {
            throw new IllegalStateException("this inbox has a secret", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        release();
        server.stop(0);
    }
}
