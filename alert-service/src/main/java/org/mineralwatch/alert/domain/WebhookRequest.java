package org.mineralwatch.alert.domain;

/**
 * What is sent in one request.
 *
 * @param id tells repetitions: the same at each attempt
 * @param body the very bytes to send
 * @param traceparent W3C trace context of the cause; empty when there is none
 */
public record WebhookRequest(String id, Destination destination, byte[] body, String traceparent) {

    /** For logs: neither body nor endpoint, whose path may be confidential. */
    @Override
    public String toString() {
        return "WebhookRequest[" + id + "]";
    }
}
