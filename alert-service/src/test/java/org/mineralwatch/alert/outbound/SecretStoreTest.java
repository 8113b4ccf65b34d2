package org.mineralwatch.alert.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.mineralwatch.alert.Subscriptions;
import org.mineralwatch.alert.domain.SigningSecret;
import org.mineralwatch.localstack.testing.LocalStackResource;

/** What an older version stored in the clear is not readable after a start of this one. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class SecretStoreTest {
    @Inject
    SecretStore secrets;

    @Inject
    DataSource dataSource;

    @Test
    void aSecretThatWasStoredInTheClearIsSealedAtTheNextStart() throws SQLException {
        Subscriptions.Made subscription = Subscriptions.post("""
                {"endpoint": {"url": "http://127.0.0.1:1/"}, "conditions": [{"kind": "event"}]}""");
        UUID id = UUID.fromString(subscription.id());
        SigningSecret secret = SigningSecret.parse(subscription.secret()).orElseThrow();
        storeInTheClear(id, secret.key());

        secrets.sealWhatIsClear(new StartupEvent());

        Stored stored = stored(id);
        assertThat(stored.clear()).isFalse();
        assertThat(new String(stored.sealed(), StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(secret.key(), StandardCharsets.ISO_8859_1))
                .doesNotContain(subscription.secret());
        assertThat(secrets.find(id).newest()).isEqualTo(secret);
        subscription.delete();
    }

    private record Stored(boolean clear, byte[] sealed) {}

    private void storeInTheClear(UUID id, byte[] key) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update signing_secret set secret = ?, sealed = null where subscription_id = ?")) {
            update.setBytes(1, key);
            update.setObject(2, id);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    private Stored stored(UUID id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "select secret is not null, sealed from signing_secret where subscription_id = ?")) {
            query.setObject(1, id);
            try (ResultSet row = query.executeQuery()) {
                assertThat(row.next()).isTrue();
                return new Stored(row.getBoolean(1), row.getBytes(2));
            }
        }
    }
}
