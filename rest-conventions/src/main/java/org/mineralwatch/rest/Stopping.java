package org.mineralwatch.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;

/**
 * What becomes of requests while the service stops. Those that are under way are answered; for new ones, on connections that
 * were kept open too, it is no longer the one to ask: they get 503 with {@code Retry-After}, and their connection is
 * closed, so that the next one finds a service that stays.
 */
@ApplicationScoped
public class Stopping {
    /** Seconds; about what a restart takes. Where there are replicas, another answers at once. */
    private static final String RETRY_AFTER = "5";

    /** Before everything that serves a request, behind what takes in unread bodies. */
    private static final int EARLY = UnreadBody.BEFORE_ALL_OTHERS - 1;

    private final ObjectMapper json;
    private volatile boolean stopping;

    Stopping(ObjectMapper json) {
        this.json = json;
    }

    void register(@Observes Filters filters) {
        filters.register(this::refuseWhileStopping, EARLY);
    }

    void begin(@Observes ShutdownDelayInitiatedEvent stops) {
        stopping = true;
    }

    static Problem problem() {
        return Problem.of(
                "stopping",
                "Stopping",
                503,
                "The service is about to stop. Nothing was done; send the same request again after the time in Retry-After");
    }

    private void refuseWhileStopping(RoutingContext exchange) {
        if (!stopping) {
            exchange.next();
            return;
        }
        HttpServerRequest request = exchange.request();
        HttpServerResponse response = exchange.response()
                .setStatusCode(problem().status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        if (request.version() != HttpVersion.HTTP_2) {
            response.putHeader("Connection", "close");
            exchange.addEndHandler(answered -> closeBehind(request));
        }
        response.end(body(exchange.normalizedPath()));
    }

    /** Not while the client still sends: it would lose the answer with the connection. */
    private static void closeBehind(HttpServerRequest request) {
        if (request.isEnded()) {
            request.connection().close();
        } else {
            request.endHandler(received -> request.connection().close());
        }
    }

    private String body(String path) {
        try {
            return json.writeValueAsString(problem().at(path));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is always writable", e);
        }
    }
}
