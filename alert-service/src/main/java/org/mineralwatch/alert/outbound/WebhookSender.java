package org.mineralwatch.alert.outbound;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.mineralwatch.alert.AlertSettings;
import org.mineralwatch.alert.domain.AttemptResult;
import org.mineralwatch.alert.domain.AttemptResult.Failure;
import org.mineralwatch.alert.domain.Endpoint;
import org.mineralwatch.alert.domain.WebhookRequest;

/**
 * Makes one signed request and waits for its answer, on a virtual thread of the caller's. It goes to an address that was
 * looked up and checked, and to no other; a certificate has to be the host's nevertheless. Redirects are never followed,
 * and of what an endpoint answers no more is read than the log keeps.
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

    /** The status has come: what follows is for the log, and not worth waiting long for. */
    private static final Duration BODY_WITHIN = Duration.ofSeconds(2);

    private final HttpClient client;
    private final HttpClient clientWithoutReuse;
    private final HostLookup hosts;
    private final WebhookSigner signer;
    private final String userAgent;
    private final String origin;

    /** Connections that have carried a request; a connection that nobody else knows any more is forgotten. */
    private final Set<HttpConnection> used =
            Collections.newSetFromMap(Collections.synchronizedMap(new WeakHashMap<>()));

    WebhookSender(
            Vertx vertx,
            HostLookup hosts,
            WebhookSigner signer,
            AlertSettings settings,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.hosts = hosts;
        this.signer = signer;
        this.userAgent = "mineral-watch/" + version;
        this.origin = settings.delivery().origin();
        // As many connections as requests: the limits are the caller's, per endpoint, and no request waits here for
        // another.
        PoolOptions pool = new PoolOptions().setHttp1MaxSize(settings.delivery().requests());
        List<Path> trusted = settings.delivery().trustedCertificates().orElse(List.of());
        this.client = vertx.createHttpClient(options(trusted).setKeepAliveTimeout(KEPT_ALIVE_S), pool);
        this.clientWithoutReuse = vertx.createHttpClient(options(trusted).setKeepAlive(false), pool);
    }

    static HttpClientOptions options(List<Path> trusted) {
        HttpClientOptions options = new HttpClientOptions().setConnectTimeout((int) CONNECT_WITHIN.toMillis());
        if (!trusted.isEmpty()) {
            PemTrustOptions certificates = new PemTrustOptions();
            trusted.forEach(path -> certificates.addCertPath(path.toString()));
            options.setTrustOptions(certificates);
        }
        return options;
    }

    @PreDestroy
    void close() {
        client.close();
        clientWithoutReuse.close();
    }

    /** Sends a webhook, as of this moment. */
    public AttemptResult send(WebhookRequest webhook, Instant now) {
        Endpoint endpoint = webhook.destination().endpoint();
        try {
            return switch (hosts.lookUp(endpoint.url().getHost(), endpoint.timeout())) {
                case HostLookup.Found.Addresses(List<InetAddress> addresses) -> sendTo(addresses, webhook, now);
                case HostLookup.Found.Refused(String reason) ->
                    new AttemptResult.Failed(Failure.ADDRESS_REFUSED, reason);
                case HostLookup.Found.Unknown(String reason) -> new AttemptResult.Failed(Failure.UNKNOWN_HOST, reason);
            };
        } catch (TimeoutException e) {
            return new AttemptResult.Failed(
                    Failure.TIMEOUT, "no name server told the host's addresses within " + endpoint.timeout());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new AttemptResult.Failed(Failure.NOT_SENT, "this service was stopped before the request was made");
        }
    }

    /** The first address that takes a connection is the one; the others are there for when it does not. */
    private AttemptResult sendTo(List<InetAddress> addresses, WebhookRequest webhook, Instant now)
            throws InterruptedException {
        Deadline connectBy = new Deadline(webhook.destination().endpoint().timeout());
        Exchange last = exchange(client, addresses.getFirst(), webhook, now);
        for (InetAddress next : addresses.subList(1, addresses.size())) {
            if (!last.neverConnected() || connectBy.hasPassed()) {
                break;
            }
            last = exchange(client, next, webhook, now);
        }
        if (last.mayHaveMissedTheEndpoint()) {
            last = exchange(clientWithoutReuse, last.address(), webhook, now);
        }
        return last.result();
    }

    private Exchange exchange(HttpClient over, InetAddress address, WebhookRequest webhook, Instant now)
            throws InterruptedException {
        Duration timeout = webhook.destination().endpoint().timeout();
        // Not on the event loop: signing takes longer than all else that is done for a request.
        String signatures = signer.signatures(webhook, now);
        // Sent on the event loop, the moment there is a connection: one that waits for a thread may be closed as idle.
        CompletableFuture<Sent> sending = over.request(options(webhook, address))
                .compose(request -> send(request, webhook, now, signatures))
                .toCompletionStage()
                .toCompletableFuture();
        CompletableFuture<Answer> answering = sending.thenCompose(Sent::answering);
        try {
            // Most answer so soon that one wait is enough for both.
            return new Exchange(
                    address,
                    answered(
                            new Deadline(timeout).await(answering),
                            sending.join().request()),
                    false,
                    false);
        } catch (TimeoutException e) {
            if (!sending.isDone() || sending.isCompletedExceptionally()) {
                // Should it connect after all, nobody is waiting.
                sending.thenAccept(late -> late.request().reset());
                return new Exchange(
                        address,
                        new AttemptResult.Failed(Failure.TIMEOUT, "no connection within " + timeout),
                        true,
                        false);
            }
        } catch (ExecutionException e) {
            if (sending.isCompletedExceptionally()) {
                Throwable cause = cause(e);
                return new Exchange(
                        address,
                        SendingFailures.told(cause),
                        SendingFailures.neverConnected(cause),
                        SendingFailures.wasClosedBefore(cause));
            }
        }
        Sent sent = sending.join();
        // The endpoint's time begins when the request is on its way, however long it took us to get there.
        try {
            return new Exchange(
                    address,
                    answered(new Deadline(sent.at() + timeout.toNanos()).await(sent.answering()), sent.request()),
                    false,
                    false);
        } catch (TimeoutException e) {
            sent.request().reset();
            return new Exchange(
                    address,
                    new AttemptResult.Failed(Failure.TIMEOUT, "no answer within " + timeout + " of the request"),
                    false,
                    false);
        } catch (ExecutionException e) {
            Throwable cause = cause(e);
            return new Exchange(
                    address, SendingFailures.told(cause), false, sent.reused() && SendingFailures.isClosed(cause));
        }
    }

    /** Connects to the address; host, port and certificate are the URL's. */
    private static RequestOptions options(WebhookRequest webhook, InetAddress address) {
        return to(webhook.destination().endpoint().url(), address).setMethod(HttpMethod.POST);
    }

    static RequestOptions to(URI url, InetAddress address) {
        boolean tls = "https".equalsIgnoreCase(url.getScheme());
        int port = url.getPort() == -1 ? (tls ? 443 : 80) : url.getPort();
        return new RequestOptions()
                .setSsl(tls)
                .setHost(url.getHost())
                .setPort(port)
                .setURI(target(url))
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setFollowRedirects(false);
    }

    private static String target(URI url) {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    private Future<Sent> send(HttpClientRequest request, WebhookRequest webhook, Instant now, String signatures) {
        boolean reused = !used.add(request.connection());
        sign(request, webhook, now, signatures);
        request.exceptionHandler(failure -> LOG.debugf("request failed webhook=%s: %s", webhook.id(), failure));
        // Listened to before anything is sent, so that none of the answer can pass.
        CompletableFuture<Answer> answering =
                request.response().map(Answer::listeningTo).toCompletionStage().toCompletableFuture();
        return request.end(Buffer.buffer(webhook.body()))
                .map(_ -> new Sent(request, answering, reused, System.nanoTime()));
    }

    private void sign(HttpClientRequest request, WebhookRequest webhook, Instant now, String signatures) {
        String id = webhook.id();
        request.putHeader("content-type", AlertBody.MEDIA_TYPE)
                .putHeader("user-agent", userAgent)
                .putHeader("webhook-request-origin", origin)
                .putHeader("webhook-id", id)
                .putHeader("webhook-timestamp", Long.toString(now.getEpochSecond()))
                .putHeader("webhook-signature", signatures);
        if (!webhook.traceparent().isEmpty()) {
            request.putHeader("traceparent", webhook.traceparent());
        }
    }

    /** The status decides; an endpoint that is slow to end its body has answered all the same. */
    private static AttemptResult answered(Answer answer, HttpClientRequest request) throws InterruptedException {
        HttpClientResponse response = answer.response();
        List<String> notes = new ArrayList<>();
        if (response.statusCode() >= 300 && response.statusCode() < 400) {
            notes.add("a redirect, and redirects are not followed");
        }
        try {
            switch (new Deadline(BODY_WITHIN).await(answer.ending())) {
                case WHOLE -> {}
                case CUT_OFF -> notes.add("the answer was too long to read to its end");
            }
        } catch (TimeoutException e) {
            request.reset();
            notes.add("the answer was too slow to read to its end");
        } catch (ExecutionException e) {
            request.reset();
            notes.add("the connection ended in the middle of the answer");
        }
        return new AttemptResult.Answered(
                response.statusCode(),
                Objects.requireNonNullElse(response.getHeader("retry-after"), ""),
                answer.beginning(),
                String.join("; ", notes));
    }

    private static Throwable cause(ExecutionException e) {
        return e.getCause() == null ? e : e.getCause();
    }

    /**
     * A request on its way.
     *
     * @param reused true where its connection carried another before
     * @param at since when, by the clock of {@link System#nanoTime}
     */
    private record Sent(HttpClientRequest request, CompletableFuture<Answer> answering, boolean reused, long at) {}

    /**
     * How a request went.
     *
     * @param neverConnected true where nobody can have seen it, for there was no connection
     * @param mayHaveMissedTheEndpoint true where the connection ended before the request was sent, or had been used before
     *     and ended without an answer
     */
    private record Exchange(
            InetAddress address, AttemptResult result, boolean neverConnected, boolean mayHaveMissedTheEndpoint) {}

    /** A moment until which one or more steps may last. */
    private record Deadline(long nanos) {
        Deadline(Duration timeout) {
            this(System.nanoTime() + timeout.toNanos());
        }

        boolean hasPassed() {
            return System.nanoTime() - nanos >= 0;
        }

        <T> T await(CompletableFuture<T> step) throws InterruptedException, ExecutionException, TimeoutException {
            return step.get(Math.max(nanos - System.nanoTime(), 0), TimeUnit.NANOSECONDS);
        }
    }
}
