package org.mineralwatch.alert.outbound;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.mineralwatch.alert.AlertSettings;
import org.mineralwatch.alert.domain.AttemptResult;
import org.mineralwatch.alert.domain.AttemptResult.Failure;
import org.mineralwatch.alert.domain.Endpoint;

/**
 * Makes the validation request of CloudEvents (HTTP 1.1 Web Hooks for Event Delivery, section 4.1): asks an endpoint by
 * {@code OPTIONS} whether it wants what we send. Addresses are checked as a webhook's are, redirects are not followed, and of
 * the answer nothing is read but its head.
 */
@ApplicationScoped
public class HandshakeSender {
    private static final Logger LOG = Logger.getLogger(HandshakeSender.class);
    private static final int AT_A_TIME = 256;
    private static final int SECONDS_A_MINUTE = 60;

    private final HttpClient client;
    private final HostLookup hosts;
    private final String origin;

    HandshakeSender(Vertx vertx, HostLookup hosts, AlertSettings settings) {
        this.hosts = hosts;
        this.origin = settings.delivery().origin();
        this.client = vertx.createHttpClient(
                WebhookSender.options(settings.delivery().trustedCertificates().orElse(List.of()))
                        .setKeepAlive(false),
                new PoolOptions().setHttp1MaxSize(AT_A_TIME));
    }

    @PreDestroy
    void close() {
        client.close();
    }

    /**
     * How it went.
     *
     * @param allowedOrigin the header {@code WebHook-Allowed-Origin}; empty where there was none
     * @param allowedRate the header {@code WebHook-Allowed-Rate}; empty where there was none
     */
    public record Reply(AttemptResult result, String allowedOrigin, String allowedRate) {
        static Reply failed(Failure failure, String detail) {
            return new Reply(new AttemptResult.Failed(failure, detail), "", "");
        }
    }

    /**
     * Asks, and waits for the answer.
     *
     * @param callback where the receiver may agree later
     */
    public Reply ask(Endpoint endpoint, String callback) {
        try {
            return switch (hosts.lookUp(endpoint.url().getHost(), endpoint.timeout())) {
                case HostLookup.Found.Addresses(List<InetAddress> addresses) -> ask(endpoint, callback, addresses);
                case HostLookup.Found.Refused(String reason) -> Reply.failed(Failure.ADDRESS_REFUSED, reason);
                case HostLookup.Found.Unknown(String reason) -> Reply.failed(Failure.UNKNOWN_HOST, reason);
            };
        } catch (TimeoutException e) {
            return Reply.failed(
                    Failure.TIMEOUT, "no name server told the host's addresses within " + endpoint.timeout());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reply.failed(Failure.NOT_SENT, "this service was stopped before the request was made");
        }
    }

    /** The first address that takes a connection is the one, within the time that one request has. */
    private Reply ask(Endpoint endpoint, String callback, List<InetAddress> addresses) throws InterruptedException {
        long deadline = System.nanoTime() + endpoint.timeout().toNanos();
        Reply last = Reply.failed(Failure.UNKNOWN_HOST, "the host has no address");
        for (InetAddress address : addresses) {
            CompletableFuture<Reply> asking = client.request(options(endpoint, address))
                    .compose(request -> send(request, endpoint, callback))
                    .toCompletionStage()
                    .toCompletableFuture();
            try {
                return asking.get(Math.max(deadline - System.nanoTime(), 0), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                return Reply.failed(Failure.TIMEOUT, "no answer within " + endpoint.timeout());
            } catch (ExecutionException e) {
                Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
                last = new Reply(SendingFailures.told(cause), "", "");
                if (!SendingFailures.neverConnected(cause)) {
                    return last;
                }
            }
        }
        return last;
    }

    private static RequestOptions options(Endpoint endpoint, InetAddress address) {
        // Cut off by the client as well, so that a connection nobody waits for does not stay open.
        return WebhookSender.to(endpoint.url(), address)
                .setMethod(HttpMethod.OPTIONS)
                .setTimeout(endpoint.timeout().plus(Duration.ofSeconds(1)).toMillis());
    }

    private Future<Reply> send(HttpClientRequest request, Endpoint endpoint, String callback) {
        request.putHeader("webhook-request-origin", origin).putHeader("webhook-request-callback", callback);
        OptionalInt rate = endpoint.rate();
        if (rate.isPresent()) {
            request.putHeader("webhook-request-rate", Integer.toString(rate.getAsInt() * SECONDS_A_MINUTE));
        }
        return request.send().map(HandshakeSender::read);
    }

    /** On the event loop, before any of the body is taken: none of it is wanted. */
    private static Reply read(HttpClientResponse response) {
        Reply reply = new Reply(
                new AttemptResult.Answered(response.statusCode(), header(response, "retry-after"), "", ""),
                header(response, "webhook-allowed-origin"),
                header(response, "webhook-allowed-rate"));
        // Told of the reset as of a failure, which it is not.
        response.exceptionHandler(ended -> LOG.tracef("the rest of an answer is not read: %s", ended));
        response.request().reset();
        return reply;
    }

    private static String header(HttpClientResponse response, String name) {
        return Objects.requireNonNullElse(response.getHeader(name), "");
    }
}
