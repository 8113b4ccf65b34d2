package org.mineralwatch.alert.outbound;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.mineralwatch.alert.AlertSettings;
import org.mineralwatch.alert.domain.AttemptResult;
import org.mineralwatch.alert.domain.AttemptResult.Failure;
import org.mineralwatch.alert.domain.DueDelivery;
import org.mineralwatch.alert.domain.WebhookSignature;

/**
 * Makes one signed request and waits for its answer, on a virtual thread of the caller's. Redirects are never followed, and
 * of what an endpoint answers no more is read than the log keeps.
 *
 * <p>A server may close an idle connection at the very moment we use it again, and never sees the request. That is no
 * failure of the endpoint: the request is made again at once, over a connection of its own.
 */
@ApplicationScoped
public class WebhookSender {
    private static final Logger LOG = Logger.getLogger(WebhookSender.class);

    /** A server commonly closes an idle connection after five seconds; one that it is about to close is not used again. */
    private static final int KEPT_ALIVE_S = 4;

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);

    private final HttpClient client;
    private final HttpClient clientWithoutReuse;
    private final String userAgent;

    /** Connections that have carried a request; a connection that nobody else knows any more is forgotten. */
    private final Set<HttpConnection> used =
            Collections.newSetFromMap(Collections.synchronizedMap(new WeakHashMap<>()));

    WebhookSender(
            Vertx vertx, AlertSettings settings, @ConfigProperty(name = "quarkus.application.version") String version) {
        this.userAgent = "mineral-watch/" + version;
        // As many connections as requests: the limits are the caller's, per endpoint, and no request waits here for
        // another.
        PoolOptions pool = new PoolOptions().setHttp1MaxSize(settings.delivery().requests());
        this.client = vertx.createHttpClient(options().setKeepAliveTimeout(KEPT_ALIVE_S), pool);
        this.clientWithoutReuse = vertx.createHttpClient(options().setKeepAlive(false), pool);
    }

    private static HttpClientOptions options() {
        return new HttpClientOptions().setConnectTimeout((int) CONNECT_WITHIN.toMillis());
    }

    @PreDestroy
    void close() {
        client.close();
        clientWithoutReuse.close();
    }

    /** Sends a delivery, as of this moment. */
    public AttemptResult send(DueDelivery delivery, Instant now) {
        try {
            Exchange first = exchange(client, delivery, now);
            Exchange last = first.mayHaveMissedTheEndpoint() ? exchange(clientWithoutReuse, delivery, now) : first;
            return last.result();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new AttemptResult.Failed(Failure.NOT_SENT, "this service was stopped before the request was made");
        }
    }

    private Exchange exchange(HttpClient over, DueDelivery delivery, Instant now) throws InterruptedException {
        Duration timeout = delivery.destination().endpoint().timeout();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(delivery.destination().endpoint().url().toString())
                .setFollowRedirects(false);
        // Sent on the event loop, the moment there is a connection: one that waits for a thread may be closed as idle.
        CompletableFuture<Sent> sending = over.request(options)
                .compose(request -> send(request, delivery, now))
                .toCompletionStage()
                .toCompletableFuture();
        Sent sent;
        try {
            sent = new Deadline(timeout).await(sending);
        } catch (TimeoutException e) {
            // Should it connect after all, nobody is waiting.
            sending.thenAccept(late -> late.request().reset());
            return new Exchange(tooLate(delivery), false);
        } catch (ExecutionException e) {
            return new Exchange(failed(cause(e)), wasClosedBefore(cause(e)));
        }
        // The endpoint's time begins when the request is on its way, however long it took us to get there.
        Deadline answerBy = new Deadline(timeout);
        try {
            return new Exchange(answered(answerBy.await(sent.answering()), sent.request(), answerBy), false);
        } catch (TimeoutException e) {
            sent.request().reset();
            return new Exchange(tooLate(delivery), false);
        } catch (ExecutionException e) {
            return new Exchange(failed(cause(e)), sent.reused() && isClosed(cause(e)));
        }
    }

    private Future<Sent> send(HttpClientRequest request, DueDelivery delivery, Instant now) {
        boolean reused = !used.add(request.connection());
        sign(request, delivery, now);
        request.exceptionHandler(failure -> LOG.debugf("request failed delivery=%s: %s", delivery.id(), failure));
        // Listened to before anything is sent, so that none of the answer can pass.
        CompletableFuture<Answer> answering =
                request.response().map(Answer::listeningTo).toCompletionStage().toCompletableFuture();
        return request.end(Buffer.buffer(delivery.body())).map(_ -> new Sent(request, answering, reused));
    }

    private void sign(HttpClientRequest request, DueDelivery delivery, Instant now) {
        String id = delivery.alert().toString();
        request.putHeader("content-type", AlertBody.MEDIA_TYPE)
                .putHeader("user-agent", userAgent)
                .putHeader("webhook-id", id)
                .putHeader("webhook-timestamp", Long.toString(now.getEpochSecond()))
                .putHeader(
                        "webhook-signature",
                        WebhookSignature.v1(delivery.destination().secret(), id, now, delivery.body()));
        if (!delivery.traceparent().isEmpty()) {
            request.putHeader("traceparent", delivery.traceparent());
        }
    }

    /** The status decides; an endpoint that is slow to end its body has answered all the same. */
    private static AttemptResult answered(Answer answer, HttpClientRequest request, Deadline deadline)
            throws InterruptedException {
        try {
            deadline.await(answer.whole());
        } catch (TimeoutException | ExecutionException e) {
            request.reset();
        }
        HttpClientResponse response = answer.response();
        return new AttemptResult.Answered(
                response.statusCode(),
                Objects.requireNonNullElse(response.getHeader("retry-after"), ""),
                answer.beginning());
    }

    private static AttemptResult tooLate(DueDelivery delivery) {
        return new AttemptResult.Failed(
                Failure.TIMEOUT,
                "no answer within " + delivery.destination().endpoint().timeout());
    }

    private static AttemptResult failed(Throwable cause) {
        Failure failure = switch (cause) {
            case UnknownHostException _ -> Failure.UNKNOWN_HOST;
            case io.netty.channel.ConnectTimeoutException _ -> Failure.TIMEOUT;
            case java.net.SocketException _ -> Failure.NOT_CONNECTED;
            case SSLException _ -> Failure.TLS;
            // What else ends an exchange has many types and one meaning.
            default -> Failure.BROKEN_ANSWER;
        };
        return new AttemptResult.Failed(
                failure,
                Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName()));
    }

    /** As Vert.x and Netty say that a connection is gone that was there; what they say of one that never was is different. */
    private static boolean wasClosedBefore(Throwable cause) {
        return cause instanceof HttpClosedException || cause instanceof ClosedChannelException;
    }

    private static boolean isClosed(Throwable cause) {
        return cause instanceof HttpClosedException || cause instanceof IOException;
    }

    private static Throwable cause(ExecutionException e) {
        return e.getCause() == null ? e : e.getCause();
    }

    /**
     * A request on its way.
     *
     * @param reused true where its connection carried another before
     */
    private record Sent(HttpClientRequest request, CompletableFuture<Answer> answering, boolean reused) {}

    /**
     * How a request went.
     *
     * @param mayHaveMissedTheEndpoint true where the connection ended before the request was sent, or had been used before
     *     and ended without an answer
     */
    private record Exchange(AttemptResult result, boolean mayHaveMissedTheEndpoint) {}

    /** A moment until which one or more steps may last. */
    private record Deadline(long nanos) {
        Deadline(Duration timeout) {
            this(System.nanoTime() + timeout.toNanos());
        }

        <T> T await(CompletableFuture<T> step) throws InterruptedException, ExecutionException, TimeoutException {
            return step.get(Math.max(nanos - System.nanoTime(), 0), TimeUnit.NANOSECONDS);
        }
    }
}
