package org.mineralwatch.ingest.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import javax.sql.DataSource;
import org.mineralwatch.ingest.domain.KeptAnswer;
import org.mineralwatch.ingest.domain.KeyClaim;

/** Keeps the first answers to requests with an idempotency key. Each call is a transaction of its own. */
@ApplicationScoped
public class IdempotencyKeyStore {
    /** Sweeps out some that are too old, so that nobody has to come and do it. */
    private static final String CLAIM = """
            with outdated as (
                delete from idempotency_key where (publisher, key) in (
                    select publisher, key from idempotency_key
                    where claimed_at < ? and (publisher, key) <> (?, ?)
                    order by claimed_at limit 4 for update skip locked)
            )
            insert into idempotency_key (publisher, key, payload, claimed_at) values (?, ?, ?, ?)
            on conflict (publisher, key) do update
                set payload = excluded.payload, claimed_at = excluded.claimed_at, status = null, media_type = null, etag = null,
                    location = null, body = null
                where idempotency_key.claimed_at < ?
                    or (idempotency_key.status is null and idempotency_key.claimed_at < ?
                        and idempotency_key.payload = excluded.payload)
            returning key
            """;

    private static final String READ =
            "select payload, status, media_type, etag, location, body from idempotency_key where publisher = ? and key = ?";

    private static final String KEEP =
            "update idempotency_key set status = ?, media_type = ?, etag = ?, location = ?, body = ?"
                    + " where publisher = ? and key = ? and claimed_at = ?";

    private static final String RELEASE =
            "delete from idempotency_key where publisher = ? and key = ? and claimed_at = ? and status is null";

    private final DataSource dataSource;

    IdempotencyKeyStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Claims a key for a request.
     *
     * @param payload digest of the request
     * @param outdated answers older than this are forgotten
     * @param lost a request claimed before this and still not answered is presumed lost
     */
    public KeyClaim claim(String publisher, String key, byte[] payload, Instant now, Instant outdated, Instant lost) {
        boolean isGranted = call(CLAIM, claim -> {
            claim.setObject(1, at(outdated));
            claim.setString(2, publisher);
            claim.setString(3, key);
            claim.setString(4, publisher);
            claim.setString(5, key);
            claim.setBytes(6, payload);
            claim.setObject(7, at(now));
            claim.setObject(8, at(outdated));
            claim.setObject(9, at(lost));
            try (ResultSet rows = claim.executeQuery()) {
                return rows.next();
            }
        });
        return isGranted ? new KeyClaim.Granted(now) : earlier(publisher, key, payload);
    }

    private KeyClaim earlier(String publisher, String key, byte[] payload) {
        return call(READ, select -> {
            select.setString(1, publisher);
            select.setString(2, key);
            try (ResultSet rows = select.executeQuery()) {
                if (!rows.next()) {
                    // Released a moment ago: the caller may try again as after one that runs.
                    return new KeyClaim.Running();
                }
                if (!Arrays.equals(payload, rows.getBytes(1))) {
                    return new KeyClaim.OtherPayload();
                }
                int status = rows.getInt(2);
                return rows.wasNull()
                        ? new KeyClaim.Running()
                        : new KeyClaim.Answered(new KeptAnswer(
                                status,
                                rows.getString(3),
                                Optional.ofNullable(rows.getString(4)),
                                Optional.ofNullable(rows.getString(5)),
                                rows.getBytes(6)));
            }
        });
    }

    /** Keeps the answer to a request, if its claim still stands. */
    public void keep(String publisher, String key, Instant claimedAt, KeptAnswer answer) {
        call(KEEP, update -> {
            update.setInt(1, answer.status());
            update.setString(2, answer.mediaType());
            update.setString(3, answer.etag().orElse(null));
            update.setString(4, answer.location().orElse(null));
            update.setBytes(5, answer.body());
            update.setString(6, publisher);
            update.setString(7, key);
            update.setObject(8, at(claimedAt));
            return update.executeUpdate();
        });
    }

    /** Gives a key back that was claimed and has no answer. */
    public void release(String publisher, String key, Instant claimedAt) {
        call(RELEASE, delete -> {
            delete.setString(1, publisher);
            delete.setString(2, key);
            delete.setObject(3, at(claimedAt));
            return delete.executeUpdate();
        });
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private <T> T call(String sql, Call<T> call) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return call.on(statement);
        } catch (SQLException e) {
            throw new KeysUnavailableException(e);
        }
    }

    private interface Call<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    /** The table could not be read or written. */
    public static final class KeysUnavailableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        KeysUnavailableException(SQLException cause) {
            super("idempotency_key", cause);
        }
    }
}
