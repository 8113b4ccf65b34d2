package org.mineralwatch.alert.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * What an endpoint is sent to prove that it reads what it is sent: the challenge. Whoever knows it may agree in the
 * endpoint's name, so it is sent there and shown nowhere else.
 */
public final class ConsentKey {
    /** How many random bytes one is made of. */
    public static final int BYTES = 32;

    private final UUID subscription;
    private final byte[] key;

    /** @param key random bytes, {@value #BYTES} of them */
    public ConsentKey(UUID subscription, byte[] key) {
        if (key.length != BYTES) {
            throw new IllegalArgumentException("key: not of " + BYTES + " bytes");
        }
        this.subscription = subscription;
        this.key = key.clone();
    }

    /** The subscription that a challenge says it belongs to; empty for what is no challenge. */
    public static Optional<UUID> subscriptionOf(String challenge) {
        int dot = challenge.indexOf('.');
        try {
            return dot < 0 ? Optional.empty() : Optional.of(UUID.fromString(challenge.substring(0, dot)));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    /** As the endpoint gets it: safe in a URL, in JSON and in a header. */
    public String challenge() {
        return subscription + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }

    /** Compares in a time that does not tell how much of it was right. */
    public boolean isChallenge(String text) {
        return MessageDigest.isEqual(
                challenge().getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] key() {
        return key.clone();
    }

    /** Never the key: this is what ends up in logs. */
    @Override
    public String toString() {
        return "ConsentKey[" + subscription + "]";
    }
}
