package org.mineralwatch.scoring.outbound;

/** A fact table that cannot be understood: the service ships wrong data and must not start on it. */
public final class MalformedFactException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedFactException(String where, String problem) {
        super(where + ": " + problem);
    }

    MalformedFactException(String where, Exception cause) {
        super(where + ": " + cause.getMessage(), cause);
    }
}
