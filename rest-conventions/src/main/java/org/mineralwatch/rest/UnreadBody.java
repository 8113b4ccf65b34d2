package org.mineralwatch.rest;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Takes in what a client still sends when its request has its answer, a refused body above all. Left unread it would block
 * the connection: the client goes on sending, or waits for the answer to its next request, and neither comes to an end.
 */
@ApplicationScoped
public class UnreadBody {
    /** Who sends more than this after the answer has his connection closed. */
    private static final long MOST_BYTES = 64L << 20;

    static final int BEFORE_ALL_OTHERS = 10_000;

    void register(@Observes Filters filters) {
        filters.register(UnreadBody::discardAfterAnswer, BEFORE_ALL_OTHERS);
    }

    private static void discardAfterAnswer(RoutingContext exchange) {
        exchange.addEndHandler(answered -> {
            HttpServerRequest request = exchange.request();
            if (!request.isEnded()) {
                discard(request);
            }
        });
        exchange.next();
    }

    private static void discard(HttpServerRequest request) {
        request.handler(bytes -> {
            if (request.bytesRead() > MOST_BYTES) {
                request.connection().close();
            }
        });
        request.resume();
    }
}
