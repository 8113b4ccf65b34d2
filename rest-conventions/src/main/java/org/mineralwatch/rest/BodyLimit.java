package org.mineralwatch.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses bodies over a limit before they are read. Bulk input, {@code application/x-ndjson}, is exempt: it is read as a
 * stream, line by line.
 */
public class BodyLimit {
    /** The largest body taken, in bytes: 1 MiB. */
    public static final int BYTES = 1 << 20;

    private static final MediaType NDJSON = new MediaType("application", "x-ndjson");

    @ServerRequestFilter(preMatching = true)
    public void refuseLargeBody(ContainerRequestContext request) {
        MediaType type = request.getMediaType();
        boolean bulk = type != null && NDJSON.isCompatible(type);
        if (!bulk && request.getLength() > BYTES) {
            throw tooLarge();
        }
    }

    /** For those who find out while reading a body that came without its length. */
    public static ProblemException tooLarge() {
        return new ProblemException(ProblemMappers.tooLarge(
                "A body has at most " + BYTES + " bytes; send many items as application/x-ndjson, one a line"));
    }
}
