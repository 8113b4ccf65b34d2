package org.mineralwatch.alert.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.mineralwatch.alert.domain.Destination;
import org.mineralwatch.alert.domain.SignatureScheme;
import org.mineralwatch.alert.domain.SigningSecret;
import org.mineralwatch.alert.domain.WebhookRequest;
import org.mineralwatch.alert.domain.WebhookSignature;

/** Signs webhooks in each way that their subscription asks for, with each key that is in force. */
@ApplicationScoped
public class WebhookSigner {
    private final SigningKeyStore keys;

    WebhookSigner(SigningKeyStore keys) {
        this.keys = keys;
    }

    /** The value of the header {@code webhook-signature}: one or more signatures, separated by spaces. */
    public String signatures(WebhookRequest webhook, Instant now) {
        Destination destination = webhook.destination();
        List<String> signatures = new ArrayList<>();
        for (SignatureScheme scheme : destination.endpoint().signing()) {
            switch (scheme) {
                case V1 -> {
                    for (SigningSecret secret : destination.secrets().signingAt(now)) {
                        signatures.add(WebhookSignature.v1(secret, webhook.id(), now, webhook.body()));
                    }
                }
                case V1A -> {
                    for (Ed25519PrivateKeyParameters key : keys.signing(destination.tenant(), now)) {
                        signatures.add(v1a(key, webhook, now));
                    }
                }
            }
        }
        return String.join(" ", signatures);
    }

    private static String v1a(Ed25519PrivateKeyParameters key, WebhookRequest webhook, Instant now) {
        return v1a(key, WebhookSignature.signedBefore(webhook.id(), now), webhook.body());
    }

    /** Ed25519 (RFC 8032) over the same bytes as {@code v1}. */
    static String v1a(Ed25519PrivateKeyParameters key, byte[] before, byte[] body) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, key);
        signer.update(before, 0, before.length);
        signer.update(body, 0, body.length);
        return "v1a," + Base64.getEncoder().encodeToString(signer.generateSignature());
    }
}
