package org.mineralwatch.alert.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Derives an alert's id from its causes, so that it is the same after a restart or a replay: a UUID of version 8 (RFC 9562)
 * made of a SHA-256 of the causes.
 */
final class AlertId {
    private AlertId() {}

    static UUID of(String... causes) {
        MessageDigest digest = sha256();
        for (String cause : causes) {
            byte[] bytes = cause.getBytes(StandardCharsets.UTF_8);
            // The length keeps ("a", "bc") apart from ("ab", "c").
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        long most = (hash.getLong() & ~0xF000L) | 0x8000L;
        long least = (hash.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(most, least);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
