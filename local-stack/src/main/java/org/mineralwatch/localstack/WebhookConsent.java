package org.mineralwatch.localstack;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/**
 * How a receiver agrees to be sent webhooks: it answers the validation request of CloudEvents (HTTP 1.1 Web Hooks for Event
 * Delivery, section 4) by allowing whoever asks, as often as they like.
 */
public final class WebhookConsent {
    private WebhookConsent() {}

    /** Answers a request that asks for consent; false, and nothing done, where it is another. */
    public static boolean answers(HttpExchange exchange) throws IOException {
        String origin = exchange.getRequestHeaders().getFirst("WebHook-Request-Origin");
        if (!exchange.getRequestMethod().equals("OPTIONS") || origin == null) {
            return false;
        }
        exchange.getResponseHeaders().set("Allow", "POST");
        exchange.getResponseHeaders().set("WebHook-Allowed-Origin", origin);
        exchange.getResponseHeaders().set("WebHook-Allowed-Rate", "*");
        exchange.sendResponseHeaders(200, -1);
        return true;
    }
}
