package org.mineralwatch.alert;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import org.mineralwatch.alert.domain.SigningSecret;

/** Makes secrets out of chance. */
@ApplicationScoped
class NewSecrets {
    private final SecureRandom random = new SecureRandom();

    SigningSecret next() {
        byte[] key = new byte[SigningSecret.DEFAULT_BYTES];
        random.nextBytes(key);
        return new SigningSecret(key);
    }
}
