package org.mineralwatch.ingest.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import org.mineralwatch.ingest.domain.JsonValue;
import org.mineralwatch.rest.BodyLimit;
import org.mineralwatch.rest.ProblemException;

/** Reads the body of a request that is one JSON value. */
final class PostedBody {
    private PostedBody() {}

    /**
     * Reads it, and not more than a body may have.
     *
     * @throws ProblemException 413, or 400 {@code malformed-json}
     */
    static JsonValue read(InputStream body) throws IOException {
        try {
            return JsonReader.read(bytes(body));
        } catch (JsonProcessingException e) {
            throw new ProblemException(EventProblems.malformed(e));
        }
    }

    /** @throws ProblemException 413 */
    static byte[] bytes(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(BodyLimit.BYTES + 1);
        if (bytes.length > BodyLimit.BYTES) {
            throw BodyLimit.tooLarge();
        }
        return bytes;
    }
}
