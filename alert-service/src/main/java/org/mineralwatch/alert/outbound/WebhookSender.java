package org.mineralwatch.alert.outbound;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.mineralwatch.alert.AlertSettings;
import org.mineralwatch.alert.domain.AttemptResult;
import org.mineralwatch.alert.domain.AttemptResult.Failure;
import org.mineralwatch.alert.domain.DueDelivery;
import org.mineralwatch.alert.domain.WebhookSignature;

/**
 * Makes one signed request and waits for its answer, on a virtual thread of the caller's. Redirects are never followed, and
 * of what an endpoint answers no more is read than the log keeps.
 */
@ApplicationScoped
public class WebhookSender {
    /** A server commonly closes an idle connection after five seconds; one that it is about to close is not used again. */
    private static final int KEPT_ALIVE_S = 4;

    private final HttpClient client;
    private final String userAgent;

    WebhookSender(
            Vertx vertx, AlertSettings settings, @ConfigProperty(name = "quarkus.application.version") String version) {
        this.userAgent = "mineral-watch/" + version;
        // As many connections as requests: the limits are the caller's, per endpoint, and no request waits here for
        // another.
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAliveTimeout(KEPT_ALIVE_S).setConnectTimeout((int)
                        Duration.ofSeconds(10).toMillis()),
                new PoolOptions().setHttp1MaxSize(settings.delivery().requests()));
    }

    @PreDestroy
    void close() {
        client.close();
    }

    /** Sends a delivery, as of this moment. */
    public AttemptResult send(DueDelivery delivery, Instant now) {
        Deadline deadline = new Deadline(delivery.endpoint().timeout());
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(delivery.endpoint().url().toString())
                .setFollowRedirects(false);
        CompletableFuture<HttpClientRequest> connecting =
                client.request(options).toCompletionStage().toCompletableFuture();
        try {
            return exchange(deadline.await(connecting), delivery, now, deadline);
        } catch (TimeoutException e) {
            // Should it connect after all, nobody is waiting.
            connecting.thenAccept(HttpClientRequest::reset);
            return tooLate(delivery);
        } catch (ExecutionException e) {
            return failed(cause(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new AttemptResult.Failed(Failure.NOT_SENT, "this service was stopped before the request was made");
        }
    }

    private AttemptResult exchange(HttpClientRequest request, DueDelivery delivery, Instant now, Deadline deadline)
            throws InterruptedException {
        String id = delivery.alert().toString();
        request.putHeader("content-type", AlertBody.MEDIA_TYPE)
                .putHeader("user-agent", userAgent)
                .putHeader("webhook-id", id)
                .putHeader("webhook-timestamp", Long.toString(now.getEpochSecond()))
                .putHeader("webhook-signature", WebhookSignature.v1(delivery.secret(), id, now, delivery.body()));
        if (!delivery.traceparent().isEmpty()) {
            request.putHeader("traceparent", delivery.traceparent());
        }
        // Listened to before anything is sent, so that the answer is met on its event loop and none of it can pass.
        CompletableFuture<Answer> answering =
                request.response().map(Answer::listeningTo).toCompletionStage().toCompletableFuture();
        request.end(Buffer.buffer(delivery.body()));
        try {
            Answer answer = deadline.await(answering);
            return answered(answer, request, deadline);
        } catch (TimeoutException e) {
            request.reset();
            return tooLate(delivery);
        } catch (ExecutionException e) {
            return failed(cause(e));
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
                Failure.TIMEOUT, "no answer within " + delivery.endpoint().timeout());
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

    private static Throwable cause(ExecutionException e) {
        return e.getCause() == null ? e : e.getCause();
    }

    /** One timeout for all steps of a request. */
    private record Deadline(long nanos) {
        Deadline(Duration timeout) {
            this(System.nanoTime() + timeout.toNanos());
        }

        <T> T await(CompletableFuture<T> step) throws InterruptedException, ExecutionException, TimeoutException {
            return step.get(Math.max(nanos - System.nanoTime(), 0), TimeUnit.NANOSECONDS);
        }
    }
}
