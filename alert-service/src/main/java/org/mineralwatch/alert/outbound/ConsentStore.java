package org.mineralwatch.alert.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.mineralwatch.alert.domain.Asking;
import org.mineralwatch.alert.domain.AttemptResult;
import org.mineralwatch.alert.domain.Consent;
import org.mineralwatch.alert.domain.ConsentKey;
import org.mineralwatch.alert.domain.ConsentRecord;
import org.mineralwatch.alert.domain.Destination;
import org.mineralwatch.alert.domain.Tenant;

/**
 * What the table {@code subscription} knows of the consent of endpoints, and the table {@code consent_attempt}. Whoever
 * changes a consent has locked the subscription.
 */
@ApplicationScoped
public class ConsentStore {
    private static final int AT_MOST = 200;
    private static final int KEPT = 100;

    /** A replica that asks has so long; then another does, for the first one has died. */
    private static final Duration LEASE = Duration.ofMinutes(3);

    /** However often its owner wants it asked, an endpoint is asked no more often. */
    private static final Duration SPACING = Duration.ofSeconds(1);

    private final Database database;
    private final Destinations destinations;
    private final SecretSeal seal;

    ConsentStore(Database database, Destinations destinations, SecretSeal seal) {
        this.database = database;
        this.destinations = destinations;
        this.seal = seal;
    }

    /** The consent in a row of {@code subscription}. An endpoint that says it is gone takes back what it said. */
    static Consent read(ResultSet row) throws SQLException {
        int perMinute = row.getInt("allowed_per_minute");
        Consent.State stored = Consent.State.valueOf(row.getString("consent").toUpperCase(Locale.ROOT));
        boolean takenBack =
                stored == Consent.State.GIVEN && row.getString("state").equals("gone");
        return new Consent(
                takenBack ? Consent.State.WITHDRAWN : stored,
                takenBack
                        ? Optional.empty()
                        : Optional.ofNullable(row.getString("consent_way"))
                                .map(way -> Consent.Way.valueOf(way.toUpperCase(Locale.ROOT))),
                row.getObject("consent_since", OffsetDateTime.class).toInstant(),
                perMinute == 0 ? OptionalInt.empty() : OptionalInt.of(perMinute));
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Begins to ask the endpoint of a subscription, which is asked for the first time or is another than before. */
    public void askAnew(UUID subscription, ConsentKey key, Instant now) {
        database.update(
                """
                update subscription set consent = 'pending', consent_way = null, consent_since = ?, allowed_per_minute = null,
                    consent_key = ?, asking = asking + 1, askings_in_a_row = 0, next_asking_at = ?,
                    state = case when state = 'active' then 'pending' else state end
                where id = ?""",
                row -> row.instant(now)
                        .bytes(seal.seal(owner(subscription), key.key()))
                        .instant(now)
                        .uuid(subscription));
    }

    /** Asks once more, with the challenge that was sent already; whatever it agreed to holds meanwhile. */
    public void askAgain(UUID subscription, Instant now) {
        database.update("""
                update subscription set asking = asking + 1, askings_in_a_row = 0,
                    next_asking_at = greatest(?::timestamptz, asked_at + ?::bigint * interval '1 ms')
                where id = ?""", row -> row.instant(now).number(SPACING.toMillis()).uuid(subscription));
    }

    /**
     * An endpoint that is to be asked.
     *
     * @param asking tells whether what comes of it still counts
     * @param inARow how often it has been asked without an answer, this time included
     */
    public record Due(UUID subscription, int asking, int inARow, ConsentKey key, Destination destination) {}

    /** Takes what is due, once among all replicas. */
    public List<Due> take(Instant now) {
        return database.list(
                """
                update subscription s set asked_at = ?::timestamptz, next_asking_at = ?::timestamptz, asking = s.asking + 1,
                    askings_in_a_row = s.askings_in_a_row + 1
                from signing_secret k, (
                    select id from subscription where next_asking_at <= ? and consent_key is not null
                    order by next_asking_at limit ? for no key update skip locked) due
                where s.id = due.id and k.subscription_id = s.id
                returning s.id, s.asking, s.askings_in_a_row, s.consent_key, """ + " " + Destinations.COLUMNS,
                row -> row.instant(now).instant(now.plus(LEASE)).instant(now).number(AT_MOST),
                row -> {
                    UUID id = row.getObject("id", UUID.class);
                    return new Due(
                            id,
                            row.getInt("asking"),
                            row.getInt("askings_in_a_row"),
                            key(id, row.getBytes("consent_key")),
                            destinations.read(row));
                });
    }

    private ConsentKey key(UUID subscription, byte[] sealed) {
        return new ConsentKey(subscription, seal.open(owner(subscription), sealed));
    }

    private static String owner(UUID subscription) {
        return "consent/" + subscription;
    }

    /** False where the endpoint was changed, asked again or heard meanwhile. */
    public boolean isCurrent(Due due) {
        return database.first(
                        "select asking from subscription where id = ?",
                        row -> row.uuid(due.subscription()),
                        row -> row.getInt("asking"))
                .filter(asking -> asking == due.asking())
                .isPresent();
    }

    /** Whose a subscription is, and its challenge, if its endpoint was ever sent one. */
    public record Challenged(Tenant tenant, ConsentKey key) {}

    public Optional<Challenged> challenged(UUID subscription) {
        return database.first(
                "select tenant, consent_key from subscription where id = ? and consent_key is not null",
                row -> row.uuid(subscription),
                row -> new Challenged(
                        new Tenant(row.getString("tenant")), key(subscription, row.getBytes("consent_key"))));
    }

    /** The endpoint agrees; a subscription that waited for that is active. */
    public void give(UUID subscription, Consent given) {
        database.update(
                """
                update subscription set consent = 'given', consent_way = ?, consent_since = ?, allowed_per_minute = ?,
                    asking = asking + 1, askings_in_a_row = 0, next_asking_at = null,
                    state = case when state = 'pending' then 'active' else state end
                where id = ?""",
                row -> row.textOrNull(given.way().map(ConsentStore::word))
                        .instant(given.since())
                        .numberOrNull(given.perMinute())
                        .uuid(subscription));
    }

    /** The endpoint does not agree, or does no more; nothing more is asked. */
    public void refuse(UUID subscription, Instant now) {
        database.update("""
                update subscription set consent = case when consent in ('given', 'withdrawn') then 'withdrawn' else 'refused' end,
                    consent_way = null, consent_since = ?, allowed_per_minute = null,
                    asking = asking + 1, askings_in_a_row = 0, next_asking_at = null,
                    state = case when state = 'active' then 'pending' else state end
                where id = ?""", row -> row.instant(now).uuid(subscription));
    }

    /** Nothing was heard: it is asked again then, or no more. */
    public void postpone(UUID subscription, Optional<Instant> until) {
        database.update(
                "update subscription set next_asking_at = ? where id = ?",
                row -> row.instantOrNull(until).uuid(subscription));
    }

    /** Notes requests, in order; the oldest give way. */
    public void log(UUID subscription, List<Asking> askings) {
        for (Asking asking : askings) {
            database.update(
                    """
                    insert into consent_attempt (subscription_id, number, request, started_at, duration_us, status, failure,
                        outcome, detail)
                    select ?::uuid, coalesce((select max(number) from consent_attempt where subscription_id = ?), 0) + 1,
                        ?, ?, ?, ?, ?, ?, ?""",
                    row -> row.uuid(subscription)
                            .uuid(subscription)
                            .text(word(asking.request()))
                            .instant(asking.startedAt())
                            .number(asking.took().toNanos() / 1000)
                            .numberOrNull(status(asking.result()))
                            .textOrNull(failure(asking.result()))
                            .text(word(asking.outcome()))
                            .text(detail(asking.result())));
        }
        database.update("""
                delete from consent_attempt where subscription_id = ?
                  and number <= (select max(number) from consent_attempt where subscription_id = ?) - ?""", row -> row.uuid(subscription).uuid(subscription).number(KEPT));
    }

    private static OptionalInt status(AttemptResult result) {
        return switch (result) {
            case AttemptResult.Answered answered -> OptionalInt.of(answered.status());
            case AttemptResult.Failed _ -> OptionalInt.empty();
        };
    }

    private static Optional<String> failure(AttemptResult result) {
        return switch (result) {
            case AttemptResult.Answered _ -> Optional.empty();
            case AttemptResult.Failed failed -> Optional.of(failed.failure().name());
        };
    }

    private static String detail(AttemptResult result) {
        return switch (result) {
            case AttemptResult.Answered answered -> answered.note();
            case AttemptResult.Failed failed -> failed.detail();
        };
    }

    /** Empty where this tenant has no such subscription. */
    public Optional<ConsentRecord> find(Tenant tenant, UUID subscription) {
        return database.first(
                """
                select state, consent, consent_way, consent_since, allowed_per_minute, next_asking_at from subscription
                where id = ? and tenant = ?""",
                row -> row.uuid(subscription).text(tenant.name()),
                row -> new ConsentRecord(
                        read(row),
                        Optional.ofNullable(row.getObject("next_asking_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant),
                        logged(subscription)));
    }

    private List<Asking.Logged> logged(UUID subscription) {
        return database.list(
                "select * from consent_attempt where subscription_id = ? order by number",
                row -> row.uuid(subscription),
                row -> new Asking.Logged(
                        row.getInt("number"),
                        new Asking(
                                Asking.Request.valueOf(row.getString("request").toUpperCase(Locale.ROOT)),
                                row.getObject("started_at", OffsetDateTime.class)
                                        .toInstant(),
                                Duration.ofNanos(row.getLong("duration_us") * 1000),
                                result(row),
                                Asking.Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)))));
    }

    private static AttemptResult result(ResultSet row) throws SQLException {
        String failure = row.getString("failure");
        return failure == null
                ? new AttemptResult.Answered(row.getInt("status"), "", "", row.getString("detail"))
                : new AttemptResult.Failed(AttemptResult.Failure.valueOf(failure), row.getString("detail"));
    }
}
