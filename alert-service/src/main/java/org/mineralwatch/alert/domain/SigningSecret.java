package org.mineralwatch.alert.domain;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** What webhooks are signed with; known to the subscriber and to us alone. */
public final class SigningSecret {
    /** How many random bytes we make one of. */
    public static final int DEFAULT_BYTES = 24;

    private static final String PREFIX = "whsec_";
    private static final int SHORTEST = 24;
    private static final int LONGEST = 64;

    private final byte[] key;

    /** @param key 24 to 64 bytes, as Standard Webhooks asks */
    public SigningSecret(byte[] key) {
        if (key.length < SHORTEST || key.length > LONGEST) {
            throw new IllegalArgumentException("secret: not of " + SHORTEST + " to " + LONGEST + " bytes");
        }
        this.key = key.clone();
    }

    /** Reads {@code whsec_} and Base64; empty for anything else. */
    public static Optional<SigningSecret> parse(String text) {
        if (!text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            byte[] key = Base64.getDecoder().decode(text.substring(PREFIX.length()));
            return key.length < SHORTEST || key.length > LONGEST
                    ? Optional.empty()
                    : Optional.of(new SigningSecret(key));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    public byte[] key() {
        return key.clone();
    }

    /** As a subscriber gets it, once: {@code whsec_} and Base64. */
    public String shownOnce() {
        return PREFIX + Base64.getEncoder().encodeToString(key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SigningSecret secret && Arrays.equals(key, secret.key);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(key);
    }

    /** Never the secret: this is what ends up in logs. */
    @Override
    public String toString() {
        return "SigningSecret[" + key.length + " bytes]";
    }
}
