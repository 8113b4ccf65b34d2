package org.mineralwatch.alert.outbound;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.mineralwatch.alert.domain.SigningSecret;
import org.mineralwatch.alert.domain.SigningSecrets;

/** The table {@code signing_secret}: of each subscription its secrets, sealed together. */
@ApplicationScoped
public class SecretStore {
    private static final Logger LOG = Logger.getLogger(SecretStore.class);

    private static final int KEPT_OPEN = 20_000;

    private final Map<UUID, Opened> opened = new ConcurrentHashMap<>();
    private final Database database;
    private final SecretSeal seal;

    SecretStore(Database database, SecretSeal seal) {
        this.database = database;
        this.seal = seal;
    }

    private record Opened(byte[] sealed, SigningSecrets secrets) {
        /** For logs: nothing of either. */
        @Override
        public String toString() {
            return "Opened";
        }
    }

    /** Seals what an older version stored in the clear. */
    void sealWhatIsClear(@Observes @Priority(20) StartupEvent started) {
        int sealed = QuarkusTransaction.requiringNew().call(() -> {
            List<Map.Entry<UUID, byte[]>> clear = database.list(
                    "select subscription_id, secret from signing_secret where sealed is null for update",
                    _ -> {},
                    row -> Map.entry(row.getObject("subscription_id", UUID.class), row.getBytes("secret")));
            clear.forEach(each -> store(each.getKey(), new SigningSecrets(new SigningSecret(each.getValue()))));
            return clear.size();
        });
        if (sealed > 0) {
            LOG.infof("sealed secrets that were stored in the clear count=%d", sealed);
        }
    }

    /** Stores a new subscription's secrets, or others in place of those it had. */
    public void store(UUID subscription, SigningSecrets secrets) {
        byte[] sealed = seal.seal(owner(subscription), written(secrets));
        database.update("""
                insert into signing_secret (subscription_id, sealed) values (?, ?)
                on conflict (subscription_id) do update set sealed = excluded.sealed, secret = null""", row -> row.uuid(subscription).bytes(sealed));
    }

    /** The secrets of a subscription that is there, which the caller has locked. */
    public SigningSecrets find(UUID subscription) {
        return database.first(
                        "select sealed from signing_secret where subscription_id = ?",
                        row -> row.uuid(subscription),
                        row -> open(subscription, row.getBytes("sealed")))
                .orElseThrow(() -> new IllegalStateException("a subscription without a secret: " + subscription));
    }

    /**
     * Opens what was stored for a subscription. What was opened last for it is used again where the seal is the same, byte for
     * byte: opening takes longer than signing.
     */
    SigningSecrets open(UUID subscription, byte[] sealed) {
        Opened known = opened.get(subscription);
        if (known != null && Arrays.equals(known.sealed(), sealed)) {
            return known.secrets();
        }
        SigningSecrets secrets = read(new String(seal.open(owner(subscription), sealed), StandardCharsets.US_ASCII));
        if (opened.size() >= KEPT_OPEN) {
            opened.clear();
        }
        opened.put(subscription, new Opened(sealed, secrets));
        return secrets;
    }

    private static String owner(UUID subscription) {
        return "subscription/" + subscription;
    }

    /** The newest on the first line, each other on one of its own, with the second until which it signs. */
    private static byte[] written(SigningSecrets secrets) {
        StringBuilder text = new StringBuilder(secrets.newest().shownOnce());
        secrets.former()
                .forEach(former -> text.append('\n')
                        .append(former.secret().shownOnce())
                        .append(' ')
                        .append(former.until().toEpochMilli()));
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static SigningSecrets read(String text) {
        String[] lines = text.split("\n", -1);
        List<SigningSecrets.Former> former = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            int space = lines[i].indexOf(' ');
            former.add(new SigningSecrets.Former(
                    secret(lines[i].substring(0, space)),
                    Instant.ofEpochMilli(Long.parseLong(lines[i].substring(space + 1)))));
        }
        return new SigningSecrets(secret(lines[0]), former);
    }

    private static SigningSecret secret(String text) {
        return SigningSecret.parse(text).orElseThrow(() -> new IllegalStateException("a stored secret that is none"));
    }
}
