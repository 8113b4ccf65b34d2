package org.mineralwatch.alert.domain;

import java.util.UUID;

/**
 * An alert as it is read again.
 *
 * @param place in the order of reading
 * @param body the very bytes of its webhook
 */
public record StoredAlert(AlertPlace place, UUID id, AlertType type, byte[] body) {

    /** For logs: never the body. */
    @Override
    public String toString() {
        return "StoredAlert[" + id + ", " + place + "]";
    }
}
