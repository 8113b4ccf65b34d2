package org.mineralwatch.alert.outbound;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.mineralwatch.alert.AlertSettings;

/**
 * Encrypts what must not be read from the database, with the operator's keyset (Tink, AEAD). Each is bound to what it
 * belongs to: put into another row, it does not open. A keyset with several keys opens what any of them sealed.
 */
@ApplicationScoped
public class SecretSeal {
    private final Aead aead;

    SecretSeal(AlertSettings settings) {
        this.aead = aead(keyset(settings.secrets()));
    }

    /** So that a service without a keyset does not start. */
    void begin(@Observes @Priority(10) StartupEvent started) {
        open("start", seal("start", new byte[0]));
    }

    private static String keyset(AlertSettings.Secrets settings) {
        return settings.keyset()
                .or(() -> settings.keysetFile().map(SecretSeal::read))
                .orElseThrow(() -> new IllegalStateException(
                        "no keyset to encrypt secrets with: set alert.secrets.keyset-file to a file with a Tink keyset"
                                + " (AES256_GCM, JSON), or alert.secrets.keyset to its text"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException("alert.secrets.keyset-file cannot be read: " + file, e);
        }
    }

    private static Aead aead(String keyset) {
        try {
            AeadConfig.register();
            return TinkJsonProtoKeysetFormat.parseKeyset(keyset, InsecureSecretKeyAccess.get())
                    .getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            // Without the cause: its message may have parts of the keyset.
            throw new IllegalStateException("the keyset is none of Tink's for AEAD, as JSON");
        }
    }

    /** Encrypts, bound to what it belongs to. */
    byte[] seal(String owner, byte[] secret) {
        try {
            return aead.encrypt(secret, owner.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a secret of " + owner + " cannot be encrypted", e);
        }
    }

    /** Decrypts what was sealed for the same owner. */
    byte[] open(String owner, byte[] sealed) {
        try {
            return aead.decrypt(sealed, owner.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "a secret of " + owner + " was sealed with a key that is not in the keyset, or for another owner",
                    e);
        }
    }
}
