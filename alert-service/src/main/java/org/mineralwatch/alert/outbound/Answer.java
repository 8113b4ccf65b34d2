package org.mineralwatch.alert.outbound;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** An endpoint's answer as it arrives: its beginning is kept, a reasonable rest is read past, more is cut off. */
final class Answer {
    private static final int KEPT = 1024;

    /** Reading past a rest of this size leaves the connection usable; more costs more than a new connection. */
    private static final int READ_PAST = 64 * 1024;

    private final HttpClientResponse response;
    private final Buffer kept = Buffer.buffer(KEPT);
    private final CompletableFuture<Ending> ending = new CompletableFuture<>();
    private int read;

    /** How the reading of a body came to its end. */
    enum Ending {
        WHOLE,
        /** It went on after more than we read of any. */
        CUT_OFF
    }

    private Answer(HttpClientResponse response) {
        this.response = response;
    }

    /** To be called where the response arrives, on its event loop. */
    static Answer listeningTo(HttpClientResponse response) {
        Answer answer = new Answer(response);
        response.exceptionHandler(answer.ending::completeExceptionally)
                .endHandler(_ -> answer.ending.complete(Ending.WHOLE))
                .handler(answer::take);
        return answer;
    }

    private synchronized void take(Buffer chunk) {
        int room = Math.min(KEPT - kept.length(), chunk.length());
        if (room > 0) {
            kept.appendBuffer(chunk, 0, room);
        }
        read += chunk.length();
        if (read > READ_PAST && ending.complete(Ending.CUT_OFF)) {
            response.request().reset();
        }
    }

    HttpClientResponse response() {
        return response;
    }

    /** Ends with the body, when enough of it was read, or with the connection. */
    CompletableFuture<Ending> ending() {
        return ending;
    }

    /** The first bytes of the body, as text. */
    synchronized String beginning() {
        return kept.toString(StandardCharsets.UTF_8);
    }
}
