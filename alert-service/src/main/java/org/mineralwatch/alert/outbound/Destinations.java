package org.mineralwatch.alert.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.mineralwatch.alert.domain.Destination;
import org.mineralwatch.alert.domain.Endpoint;
import org.mineralwatch.alert.domain.SigningSecret;

/** Reads where a request goes from a row of {@code subscription s} joined with {@code signing_secret k}. */
@ApplicationScoped
class Destinations {
    static final String COLUMNS = "s.url, s.timeout_ms, k.secret";

    Destination read(ResultSet row) throws SQLException {
        return new Destination(
                new Endpoint(URI.create(row.getString("url")), Duration.ofMillis(row.getInt("timeout_ms"))),
                new SigningSecret(row.getBytes("secret")));
    }
}
