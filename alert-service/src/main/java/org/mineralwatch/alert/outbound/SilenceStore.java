package org.mineralwatch.alert.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.alert.domain.Alert;
import org.mineralwatch.alert.domain.AlertType;
import org.mineralwatch.alert.domain.Silence;
import org.mineralwatch.alert.domain.Tenant;

/** The tables {@code silence} and {@code silence_cleared}, and what silences hold back. */
@ApplicationScoped
public class SilenceStore {
    private static final String COLUMNS =
            "id, created_at, comment, consumer, mineral, minerals, stage, subscription_id, type, until, until_clears,"
                    + " unless_worse, ended_at";

    /**
     * Of what was held back the last word on each condition and subject, if it still holds: what has cleared, has been told
     * by a later alert or lies behind is not told any more, and of a withdrawal only who was told of what is withdrawn.
     */
    private static final String STILL_TO_TELL = """
            with last as (
                select distinct on (subscription_id, condition, subject) * from alert
                where silenced_by = ? order by subscription_id, condition, subject, sequence desc)
            select l.id from last l
            where l.type <> 'cleared'
              and not exists (select from delivery d where d.alert_id = l.id)
              and not exists (select from alert later where later.subscription_id = l.subscription_id
                  and later.condition = l.condition and later.subject = l.subject and later.sequence > l.sequence)
              and (l.type <> 'upcoming' or exists (
                  select from notice n where n.subscription_id = l.subscription_id and l.id = any(n.told)))
              and (l.type <> 'retracted' or exists (
                  select from alert earlier join delivery d on d.alert_id = earlier.id
                  where earlier.subscription_id = l.subscription_id and earlier.condition = l.condition
                    and earlier.subject = l.subject and earlier.sequence < l.sequence))
            order by l.subscription_id, l.sequence""";

    private static final String TELL = """
            with told as (select * from alert where id = any(?)),
            delivered as (
                insert into delivery (alert_id, subscription_id, subject, sequence, created_at)
                select id, subscription_id, subject, sequence, ? from told order by subscription_id, sequence
                returning subscription_id, subject)
            insert into delivery_lane (subscription_id, subject, next_attempt_at)
            select lane.subscription_id, lane.subject, case when s.state = 'active' then ?::timestamptz end
            from (select distinct subscription_id, subject from delivered) lane
            join subscription s on s.id = lane.subscription_id
            order by lane.subscription_id, lane.subject
            on conflict (subscription_id, subject) do update set next_attempt_at = delivery_lane.next_attempt_at""";

    private final Database database;
    private final DueMoments dueMoments;

    SilenceStore(Database database, DueMoments dueMoments) {
        this.database = database;
        this.dueMoments = dueMoments;
    }

    /** Stores a silence that begins. */
    public void add(Tenant tenant, Silence silence) {
        Silence.Matcher matcher = silence.matcher();
        database.update(
                """
                insert into silence (tenant, id, created_at, comment, consumer, mineral, minerals, stage, subscription_id, type,
                    until, until_clears, unless_worse)
                select ?, ?, ?, ?, nullif(?, ''), nullif(?, ''), ?, nullif(?, ''), nullif(?, '')::uuid, nullif(?, ''),
                    nullif(?, '')::timestamptz, ?, nullif(?, '')::float8""",
                row -> row.text(tenant.name())
                        .uuid(silence.id())
                        .instant(silence.createdAt())
                        .text(silence.comment())
                        .text(matcher.consumer().orElse(""))
                        .text(matcher.mineral().orElse(""))
                        .textsOrNull(matcher.minerals())
                        .text(matcher.stage().orElse(""))
                        .text(matcher.subscription().map(UUID::toString).orElse(""))
                        .text(matcher.type().map(SilenceStore::name).orElse(""))
                        .text(silence.until().map(Instant::toString).orElse(""))
                        .flag(silence.untilClears())
                        .text(
                                silence.unlessWorse().isPresent()
                                        ? Double.toString(silence.unlessWorse().getAsDouble())
                                        : ""));
        if (silence.until().isPresent()) {
            dueMoments.announce();
        }
    }

    private static String name(AlertType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    /** The silences that hold for these subscriptions; none of them ends before the end of the transaction. */
    public Journey.Rows<Silence> hold(Journey journey, Collection<UUID> subscriptions, Instant now) {
        return journey.list(
                "select " + COLUMNS + """
                         from silence where ended_at is null and (until is null or until > ?)
                          and tenant in (select tenant from subscription where id = any(?))
                        order by created_at, id for share""", row -> row.instant(now).uuids(subscriptions), SilenceStore::read);
    }

    /** Whether a silence until it clears is over for what an alert is about. */
    public boolean hasCleared(Silence silence, Alert alert) {
        return database.first(
                        """
                        select 1 from silence_cleared
                        where silence_id = ? and subscription_id = ? and condition = ? and subject = ?""",
                        row -> row.uuid(silence.id())
                                .uuid(alert.subscription())
                                .number(alert.ordinal())
                                .text(alert.occasion().subject()),
                        _ -> true)
                .isPresent();
    }

    /** A silence until it clears is over for what an alert is about. */
    public void clear(Silence silence, Alert alert) {
        database.update(
                """
                insert into silence_cleared (silence_id, subscription_id, condition, subject) values (?, ?, ?, ?)
                on conflict do nothing""",
                row -> row.uuid(silence.id())
                        .uuid(alert.subscription())
                        .number(alert.ordinal())
                        .text(alert.occasion().subject()));
    }

    /** The score of a cell at a moment, or its first since. */
    public OptionalDouble scoreAt(String cell, Instant moment) {
        return database.first("""
                        select score from score_history where cell = ?
                        order by recorded_at > ?, case when recorded_at > ? then sequence else -sequence end limit 1""", row -> row.text(cell).instant(moment).instant(moment), row -> row.getDouble(1))
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
    }

    public Optional<Silence> find(Tenant tenant, UUID id) {
        return database.first(
                "select " + COLUMNS + " from silence where id = ? and tenant = ?",
                row -> row.uuid(id).text(tenant.name()),
                SilenceStore::read);
    }

    /** The oldest first, from the one after the place given. */
    public List<Silence> page(Tenant tenant, boolean activeOnly, Instant createdAfter, UUID idAfter, int limit) {
        return database.list(
                "select " + COLUMNS + """
                         from silence where tenant = ? and (created_at, id) > (?, ?) and (not ? or ended_at is null)
                        order by created_at, id limit ?""",
                row -> row.text(tenant.name())
                        .instant(createdAfter)
                        .uuid(idAfter)
                        .flag(activeOnly)
                        .number(limit),
                SilenceStore::read);
    }

    /** Silences whose time is up. */
    public List<UUID> due(Instant now, int atMost) {
        return database.list(
                "select id from silence where ended_at is null and until <= ? order by until limit ?",
                row -> row.instant(now).number(atMost),
                row -> row.getObject(1, UUID.class));
    }

    /** Subscriptions of which it holds something back. */
    public Set<UUID> heldBack(UUID silence) {
        return new HashSet<>(database.list(
                "select distinct subscription_id from alert where silenced_by = ?",
                row -> row.uuid(silence),
                row -> row.getObject(1, UUID.class)));
    }

    /** How many alerts it has held back. */
    public long countHeldBack(UUID silence) {
        return database.first(
                        "select count(*) from alert where silenced_by = ?",
                        row -> row.uuid(silence),
                        row -> row.getLong(1))
                .orElse(0L);
    }

    /** Ends a silence; false where it had ended. */
    public boolean end(UUID id, Instant now) {
        return database.update(
                        "update silence set ended_at = ? where id = ? and ended_at is null",
                        row -> row.instant(now).uuid(id))
                > 0;
    }

    /**
     * Puts what a silence held back, and still holds, on its way.
     *
     * @return how many alerts
     */
    public int tellHeldBack(UUID silence, Instant now) {
        List<UUID> ids = database.list(STILL_TO_TELL, row -> row.uuid(silence), row -> row.getObject(1, UUID.class));
        if (!ids.isEmpty()) {
            database.update(TELL, row -> row.uuids(ids).instant(now).instant(now));
        }
        return ids.size();
    }

    private static Silence read(ResultSet row) throws SQLException {
        double unlessWorse = row.getDouble("unless_worse");
        OptionalDouble worse = row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(unlessWorse);
        return new Silence(
                row.getObject("id", UUID.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("comment"),
                new Silence.Matcher(
                        Optional.ofNullable(row.getString("consumer")),
                        Optional.ofNullable(row.getString("mineral")),
                        names(row.getArray("minerals")),
                        Optional.ofNullable(row.getString("stage")),
                        Optional.ofNullable(row.getObject("subscription_id", UUID.class)),
                        Optional.ofNullable(row.getString("type"))
                                .map(type -> AlertType.valueOf(type.toUpperCase(Locale.ROOT)))),
                instant(row, "until"),
                row.getBoolean("until_clears"),
                worse,
                instant(row, "ended_at"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static Set<String> names(@Nullable Array column) throws SQLException {
        return column == null ? Set.of() : Set.of((String[]) column.getArray());
    }
}
