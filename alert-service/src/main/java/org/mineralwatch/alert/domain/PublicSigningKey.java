package org.mineralwatch.alert.domain;

import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * The public half of a key that signs {@code v1a}.
 *
 * @param text {@code whpk_} and the Base64 of 32 bytes, as Standard Webhooks write it
 * @param signsUntil when it stops to sign; empty while it is the newest
 */
public record PublicSigningKey(UUID id, String text, Instant createdAt, Optional<Instant> signsUntil) {
    private static final String PREFIX = "whpk_";

    /** The text of a key of 32 bytes. */
    public static String text(byte[] key) {
        return PREFIX + Base64.getEncoder().encodeToString(key);
    }
}
