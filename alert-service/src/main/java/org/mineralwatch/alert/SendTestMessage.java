package org.mineralwatch.alert;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.mineralwatch.alert.domain.AttemptResult;
import org.mineralwatch.alert.domain.Tenant;
import org.mineralwatch.alert.domain.WebhookRequest;
import org.mineralwatch.alert.outbound.AlertBody;
import org.mineralwatch.alert.outbound.DestinationStore;
import org.mineralwatch.alert.outbound.WebhookSender;

/**
 * Sends a signed message that is no alert, at once and once, so that an owner sees whether the endpoint takes what we send.
 * It goes out in every state of the subscription and changes none.
 */
@ApplicationScoped
public class SendTestMessage {
    private final DestinationStore destinations;
    private final AlertBody bodies;
    private final WebhookSender sender;
    private final Clock clock;

    SendTestMessage(DestinationStore destinations, AlertBody bodies, WebhookSender sender, Clock clock) {
        this.destinations = destinations;
        this.bodies = bodies;
        this.sender = sender;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param id of the message, as in its header {@code webhook-id}
     */
    public record Sent(UUID id, Instant startedAt, Duration took, AttemptResult result) {}

    /** Sends one and waits for the answer; empty where this tenant has no such subscription. */
    public Optional<Sent> send(Tenant tenant, UUID subscription) {
        return destinations.find(tenant, subscription).map(destination -> {
            UUID id = UUID.randomUUID();
            Instant started = clock.instant();
            byte[] body = bodies.test(id, subscription, started);
            AttemptResult result = sender.send(new WebhookRequest(id.toString(), destination, body, ""), started);
            return new Sent(id, started, Duration.between(started, clock.instant()), result);
        });
    }
}
