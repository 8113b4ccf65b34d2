package org.mineralwatch.ingest.domain;

import java.util.Optional;

/**
 * An answer to a request, kept to be given again byte for byte.
 *
 * @param status HTTP status code
 * @param etag without quotes
 * @param location relative to the service
 */
public record KeptAnswer(int status, String mediaType, Optional<String> etag, Optional<String> location, byte[] body) {

    /** For logs: never the body. */
    @Override
    public String toString() {
        return "KeptAnswer[status=" + status + ", " + body.length + " bytes]";
    }
}
