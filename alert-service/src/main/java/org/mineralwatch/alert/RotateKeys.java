package org.mineralwatch.alert;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.mineralwatch.alert.domain.PublicSigningKey;
import org.mineralwatch.alert.domain.SigningSecret;
import org.mineralwatch.alert.domain.SigningSecrets;
import org.mineralwatch.alert.domain.Tenant;
import org.mineralwatch.alert.outbound.BacklogStore;
import org.mineralwatch.alert.outbound.SecretStore;
import org.mineralwatch.alert.outbound.SigningKeyStore;

/** Changes what webhooks are signed with: with an overlap, in which old and new sign side by side, or at once. */
@ApplicationScoped
public class RotateKeys {
    private static final Logger LOG = Logger.getLogger(RotateKeys.class);

    private final BacklogStore subscriptions;
    private final SecretStore secrets;
    private final SigningKeyStore keys;
    private final NewSecrets newSecrets;
    private final Clock clock;

    RotateKeys(
            BacklogStore subscriptions, SecretStore secrets, SigningKeyStore keys, NewSecrets newSecrets, Clock clock) {
        this.subscriptions = subscriptions;
        this.secrets = secrets;
        this.keys = keys;
        this.newSecrets = newSecrets;
        this.clock = clock;
    }

    /**
     * A subscription's new secret.
     *
     * @param secret to be shown this once
     * @param formerUntil until when those before it sign as well; empty when they do no more
     */
    public record Rotated(SigningSecret secret, Optional<Instant> formerUntil) {}

    /**
     * Gives a subscription a new secret.
     *
     * @param chosen the subscriber's own; one is made where there is none
     * @param overlap how long the former ones sign as well
     * @return empty where this tenant has no such subscription
     */
    @Transactional
    public Optional<Rotated> rotateSecret(
            Tenant tenant, UUID subscription, Optional<SigningSecret> chosen, Duration overlap) {
        if (!subscriptions.lock(tenant, subscription)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        SigningSecrets rotated =
                secrets.find(subscription).rotated(chosen.orElseGet(newSecrets::next), now, now.plus(overlap));
        secrets.store(subscription, rotated);
        LOG.infof("secret rotated subscriptionId=%s overlap=%s", subscription, overlap);
        return Optional.of(new Rotated(rotated.newest(), rotated.formerUntil()));
    }

    /** The tenant's public keys; a first pair is made where there is none. */
    @Transactional
    public List<PublicSigningKey> publicKeys(Tenant tenant) {
        Instant now = clock.instant();
        List<PublicSigningKey> present = keys.all(tenant, now);
        if (!present.isEmpty()) {
            return present;
        }
        keys.ensure(tenant, now);
        return keys.all(tenant, now);
    }

    /** Gives a tenant a new key pair; those before it sign as well for so long. */
    @Transactional
    public List<PublicSigningKey> rotateKeys(Tenant tenant, Duration overlap) {
        Instant now = clock.instant();
        keys.rotate(tenant, now, now.plus(overlap));
        LOG.infof("signing keys rotated overlap=%s", overlap);
        return keys.all(tenant, now);
    }
}
