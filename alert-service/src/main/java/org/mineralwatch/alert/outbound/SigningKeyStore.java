package org.mineralwatch.alert.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.mineralwatch.alert.domain.PublicSigningKey;
import org.mineralwatch.alert.domain.Tenant;

/**
 * The table {@code signing_key}: the Ed25519 keys of each tenant, the private halves sealed. What signs is remembered for a
 * few seconds, so that a delivery asks no database for it.
 */
@ApplicationScoped
public class SigningKeyStore {
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private final Database database;
    private final SecretSeal seal;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();

    SigningKeyStore(Database database, SecretSeal seal) {
        this.database = database;
        this.seal = seal;
    }

    private record Remembered(List<Ed25519PrivateKeyParameters> keys, long until) {}

    /** A private key, and until when it signs. */
    private record Stored(Ed25519PrivateKeyParameters key, Optional<Instant> signsUntil) {}

    /** Keys of a tenant that sign at present or did, the newest first. */
    public List<PublicSigningKey> all(Tenant tenant, Instant now) {
        return database.list(
                """
                select id, public_key, created_at, signs_until from signing_key
                where tenant = ? and (signs_until is null or signs_until > ?) order by created_at desc""",
                row -> row.text(tenant.name()).instant(now),
                row -> new PublicSigningKey(
                        row.getObject("id", UUID.class),
                        PublicSigningKey.text(row.getBytes("public_key")),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        Optional.ofNullable(row.getObject("signs_until", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)));
    }

    /** Makes a tenant's first key, unless it has one. */
    public void ensure(Tenant tenant, Instant now) {
        add(tenant, now, "on conflict (tenant) where signs_until is null do nothing");
    }

    /** Makes a new key; those before it sign no longer than until then. */
    public void rotate(Tenant tenant, Instant now, Instant until) {
        database.update("""
                update signing_key set signs_until = ?
                where tenant = ? and (signs_until is null or signs_until > ?)""", row -> row.instant(until).text(tenant.name()).instant(until));
        add(tenant, now, "");
        remembered.remove(tenant.name());
    }

    private void add(Tenant tenant, Instant now, String onConflict) {
        UUID id = UUID.randomUUID();
        Ed25519PrivateKeyParameters key = new Ed25519PrivateKeyParameters(random);
        database.update(
                "insert into signing_key (id, tenant, public_key, sealed_private, created_at) values (?, ?, ?, ?, ?) "
                        + onConflict,
                row -> row.uuid(id)
                        .text(tenant.name())
                        .bytes(key.generatePublicKey().getEncoded())
                        .bytes(seal.seal(owner(id), key.getEncoded()))
                        .instant(now));
    }

    /** What signs in a tenant's name at a moment, the newest first. */
    List<Ed25519PrivateKeyParameters> signing(Tenant tenant, Instant now) {
        Remembered known = remembered.get(tenant.name());
        if (known == null || System.nanoTime() - known.until() > 0) {
            known = new Remembered(read(tenant, now), System.nanoTime() + REMEMBERED.toNanos());
            remembered.put(tenant.name(), known);
        }
        return known.keys();
    }

    private List<Ed25519PrivateKeyParameters> read(Tenant tenant, Instant now) {
        return database
                .list(
                        """
                        select id, sealed_private, signs_until from signing_key where tenant = ?
                        order by created_at desc""",
                        row -> row.text(tenant.name()),
                        row -> new Stored(
                                new Ed25519PrivateKeyParameters(seal.open(
                                        owner(row.getObject("id", UUID.class)), row.getBytes("sealed_private"))),
                                Optional.ofNullable(row.getObject("signs_until", OffsetDateTime.class))
                                        .map(OffsetDateTime::toInstant)))
                .stream()
                .filter(stored ->
                        stored.signsUntil().filter(until -> !until.isAfter(now)).isEmpty())
                .map(Stored::key)
                .toList();
    }

    private static String owner(UUID key) {
        return "signing-key/" + key;
    }
}
