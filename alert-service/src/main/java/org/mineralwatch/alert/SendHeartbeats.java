package org.mineralwatch.alert;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;
import org.mineralwatch.alert.domain.AttemptResult;
import org.mineralwatch.alert.domain.Tenant;
import org.mineralwatch.alert.domain.WebhookRequest;
import org.mineralwatch.alert.outbound.AlertBody;
import org.mineralwatch.alert.outbound.HeartbeatStore;
import org.mineralwatch.alert.outbound.WebhookSender;

/**
 * Sends a signed message at intervals to subscriptions that ask for it. It has the number of the last alert, so that a
 * receiver knows whether it has them all. One that fails is not tried again: that it is missing is what it says.
 */
@ApplicationScoped
public class SendHeartbeats {
    private static final Logger LOG = Logger.getLogger(SendHeartbeats.class);

    private final HeartbeatStore heartbeats;
    private final AlertBody bodies;
    private final WebhookSender sender;
    private final Clock clock;
    private final ExecutorService senders = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("heartbeat-", 0).factory());

    SendHeartbeats(HeartbeatStore heartbeats, AlertBody bodies, WebhookSender sender, Clock clock) {
        this.heartbeats = heartbeats;
        this.bodies = bodies;
        this.sender = sender;
        this.clock = clock;
    }

    /** Asks for one every so often, or for none; false where this tenant has no such subscription. */
    @Transactional
    public boolean set(Tenant tenant, UUID subscription, Optional<Duration> every) {
        return heartbeats.set(tenant, subscription, every, clock.instant());
    }

    /** Begins to send those that are due. */
    public void sendDue() {
        Instant now = clock.instant();
        QuarkusTransaction.requiringNew()
                .call(() -> heartbeats.take(now))
                .forEach(due -> senders.execute(() -> send(due, now)));
    }

    private void send(HeartbeatStore.Due due, Instant now) {
        UUID id = UUID.randomUUID();
        byte[] body = bodies.heartbeat(id, due.subscription(), due.lastSequence(), now);
        switch (sender.send(new WebhookRequest(id.toString(), due.destination(), body, ""), now)) {
            case AttemptResult.Answered answered ->
                LOG.debugf("heartbeat subscriptionId=%s status=%d", due.subscription(), answered.status());
            case AttemptResult.Failed failed ->
                LOG.debugf("heartbeat subscriptionId=%s failure=%s", due.subscription(), failed.failure());
        }
    }

    @PreDestroy
    void stop() {
        senders.shutdownNow();
    }
}
