package org.mineralwatch.alert.outbound;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.mineralwatch.alert.domain.AttemptResult;
import org.mineralwatch.alert.domain.AttemptResult.Failure;

/** What the HTTP client says of a request that failed, in the words of the delivery log. */
final class SendingFailures {
    private SendingFailures() {}

    static AttemptResult.Failed told(Throwable cause) {
        return switch (cause) {
            case ConnectTimeoutException _ ->
                new AttemptResult.Failed(Failure.TIMEOUT, "no connection: the address does not answer");
            case ConnectException _ ->
                new AttemptResult.Failed(Failure.NOT_CONNECTED, "no connection: nobody listens there");
            case NoRouteToHostException _ ->
                new AttemptResult.Failed(Failure.NOT_CONNECTED, "no connection: there is no way there");
            case SSLException _ ->
                new AttemptResult.Failed(
                        Failure.TLS,
                        "no common ground for TLS, or a certificate that does not hold: " + innermost(cause));
            case HttpClosedException _,
                    ClosedChannelException _,
                    SocketException _,
                    PrematureChannelClosureException _ ->
                new AttemptResult.Failed(Failure.BROKEN_ANSWER, "the connection ended before an answer had come");
            // What else ends an exchange has many types and one meaning.
            default ->
                new AttemptResult.Failed(Failure.BROKEN_ANSWER, "what came is no HTTP answer: " + message(cause));
        };
    }

    /** The certificate's own fault is at the end of a row of exceptions that each say "failed". */
    private static String innermost(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return message(deepest);
    }

    private static String message(Throwable failure) {
        return Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName());
    }

    /** Whether there was never a connection. */
    static boolean neverConnected(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof ConnectTimeoutException
                || cause instanceof NoRouteToHostException;
    }

    /** As Vert.x and Netty say that a connection is gone that was there; what they say of one that never was is different. */
    static boolean wasClosedBefore(Throwable cause) {
        return cause instanceof HttpClosedException || cause instanceof ClosedChannelException;
    }

    static boolean isClosed(Throwable cause) {
        return cause instanceof HttpClosedException || cause instanceof IOException;
    }
}
