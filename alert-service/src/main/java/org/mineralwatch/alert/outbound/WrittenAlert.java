package org.mineralwatch.alert.outbound;

import org.mineralwatch.alert.domain.Alert;

/**
 * An alert and the bytes that tell of it, the same on every way to the subscriber.
 *
 * @param body a CloudEvent in structured mode
 */
public record WrittenAlert(Alert alert, byte[] body) {

    /** For logs: never the body. */
    @Override
    public String toString() {
        return "WrittenAlert[" + alert.id() + ", " + body.length + " bytes]";
    }
}
