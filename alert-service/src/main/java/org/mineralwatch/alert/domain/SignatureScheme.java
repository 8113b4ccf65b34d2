package org.mineralwatch.alert.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Ways to sign a webhook, after Standard Webhooks. */
public enum SignatureScheme {
    /** HMAC-SHA256 with a secret that the subscriber and we know. */
    V1,
    /** Ed25519 with a key of ours, for everybody to verify. */
    V1A;

    /** As subscribers and receivers write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All of them, as subscribers write them. */
    public static List<String> texts() {
        return Arrays.stream(values()).map(SignatureScheme::text).toList();
    }

    /** Reads what {@link #text} writes. */
    public static Optional<SignatureScheme> of(String text) {
        return Arrays.stream(values())
                .filter(scheme -> scheme.text().equals(text))
                .findFirst();
    }
}
