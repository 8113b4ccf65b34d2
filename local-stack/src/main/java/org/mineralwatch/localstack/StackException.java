package org.mineralwatch.localstack;

import java.io.Serial;

/** A part of the stack could not be started, reached or stopped; the message is one line and names the mend. */
public final class StackException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** With the one line that a person gets to see. */
    public StackException(String message) {
        super(message);
    }

    /** With the one line that a person gets to see, and what led to it. */
    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
