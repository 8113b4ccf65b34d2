package org.mineralwatch.alert.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.mineralwatch.alert.domain.Destination;
import org.mineralwatch.alert.domain.Endpoint;
import org.mineralwatch.alert.domain.SignatureScheme;
import org.mineralwatch.alert.domain.Tenant;

/** Reads where a request goes from a row of {@code subscription s} joined with {@code signing_secret k}. */
@ApplicationScoped
class Destinations {
    static final String COLUMNS =
            "s.url, s.signing, s.timeout_ms, s.rate, s.tenant, s.failing_since, s.allowed_per_minute, s.id as destined_to, k.sealed";

    private final SecretStore secrets;

    Destinations(SecretStore secrets) {
        this.secrets = secrets;
    }

    Destination read(ResultSet row) throws SQLException {
        int allowed = row.getInt("allowed_per_minute");
        return new Destination(
                endpoint(row),
                new Tenant(row.getString("tenant")),
                secrets.open(row.getObject("destined_to", UUID.class), row.getBytes("sealed")),
                Optional.ofNullable(row.getObject("failing_since", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                allowed == 0 ? OptionalInt.empty() : OptionalInt.of(allowed));
    }

    /** Reads the endpoint from a row with its columns. */
    static Endpoint endpoint(ResultSet row) throws SQLException {
        int rate = row.getInt("rate");
        return new Endpoint(
                URI.create(row.getString("url")),
                Arrays.stream((String[]) row.getArray("signing").getArray())
                        .map(SignatureScheme::of)
                        .flatMap(Optional::stream)
                        .toList(),
                Duration.ofMillis(row.getInt("timeout_ms")),
                rate == 0 ? OptionalInt.empty() : OptionalInt.of(rate));
    }
}
