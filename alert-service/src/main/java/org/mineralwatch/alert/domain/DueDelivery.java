package org.mineralwatch.alert.domain;

import java.util.UUID;

/**
 * A delivery that this replica has claimed, with all that a request of it needs.
 *
 * @param subject its lane within the subscription: deliveries of one subject follow each other
 * @param attempt the number of the attempt to make, from 1
 * @param body the very bytes to send
 * @param traceparent W3C trace context of the cause; empty when there is none
 * @param replica the number this replica claimed it under
 */
public record DueDelivery(
        UUID id,
        UUID subscription,
        String subject,
        UUID alert,
        int attempt,
        Destination destination,
        byte[] body,
        String traceparent,
        int replica) {

    /** What is sent at each attempt. */
    public WebhookRequest request() {
        return new WebhookRequest(alert.toString(), destination, body, traceparent);
    }

    /** Where it stands first. */
    public Lane lane() {
        return new Lane(subscription, subject);
    }

    /** For logs: neither body nor endpoint, whose path may be confidential. */
    @Override
    public String toString() {
        return "DueDelivery[" + id + ", attempt " + attempt + "]";
    }
}
