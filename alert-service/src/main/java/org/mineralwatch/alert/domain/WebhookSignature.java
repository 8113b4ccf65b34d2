package org.mineralwatch.alert.domain;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as Standard Webhooks 1.0 does with a shared secret: {@code v1}, HMAC-SHA256 of id, time and body. */
public final class WebhookSignature {
    private static final String ALGORITHM = "HmacSHA256";

    private WebhookSignature() {}

    /**
     * The value of the header {@code webhook-signature}.
     *
     * @param id value of the header {@code webhook-id}
     * @param at of which the header {@code webhook-timestamp} has the seconds
     */
    public static String v1(SigningSecret secret, String id, Instant at, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.key(), ALGORITHM));
            mac.update(signedBefore(id, at));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM + " and takes any key", e);
        }
    }

    /** What is signed together with the body, and before it. */
    public static byte[] signedBefore(String id, Instant at) {
        return (id + "." + at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8);
    }
}
