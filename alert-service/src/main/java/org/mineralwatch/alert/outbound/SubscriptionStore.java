package org.mineralwatch.alert.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.alert.domain.Cell;
import org.mineralwatch.alert.domain.Endpoint;
import org.mineralwatch.alert.domain.Recipient;
import org.mineralwatch.alert.domain.SignatureScheme;
import org.mineralwatch.alert.domain.Subscription;
import org.mineralwatch.alert.domain.Tenant;
import org.mineralwatch.alert.domain.Watch;

/** The tables {@code subscription} and {@code event_watch}. */
@ApplicationScoped
public class SubscriptionStore {
    private static final String COLUMNS =
            "id, name, state, created_at, follows_from, url, signing, timeout_ms, rate, consumers, minerals, stages, conditions,"
                    + " grouping, consent, consent_way, consent_since, allowed_per_minute";

    private final Database database;

    SubscriptionStore(Database database) {
        this.database = database;
    }

    /** Stores a new subscription; its secrets are stored after it. */
    public void add(Tenant tenant, Subscription subscription) {
        database.update(
                "insert into subscription (tenant, " + COLUMNS
                        + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?)",
                row -> row.text(tenant.name())
                        .uuid(subscription.id())
                        .text(subscription.name())
                        .text(subscription.state().name().toLowerCase(Locale.ROOT))
                        .instant(subscription.createdAt())
                        .instant(subscription.followsFrom())
                        .text(subscription.endpoint().url().toString())
                        .texts(subscription.endpoint().signing().stream()
                                .map(SignatureScheme::text)
                                .toList())
                        .number((int) subscription.endpoint().timeout().toMillis())
                        .numberOrNull(subscription.endpoint().rate())
                        .textsOrNull(subscription.watch().consumers())
                        .textsOrNull(subscription.watch().minerals())
                        .textsOrNull(subscription.watch().stages())
                        .text(ConditionJson.write(subscription.conditions()))
                        .text(subscription.grouping().name().toLowerCase(Locale.ROOT))
                        .text(ConsentStore.word(subscription.consent().state()))
                        .textOrNull(subscription.consent().way().map(ConsentStore::word))
                        .instant(subscription.consent().since())
                        .numberOrNull(subscription.consent().perMinute()));
        for (Subscription.Listening listening : subscription.listening()) {
            database.update(
                    "insert into event_watch (subscription_id, condition, types, actors) values (?, ?, ?, ?)",
                    row -> row.uuid(subscription.id())
                            .number(listening.ordinal())
                            .textsOrNull(listening.filter().types())
                            .textsOrNull(listening.filter().actors()));
        }
    }

    /** Gives a subscription, which the caller has locked, another endpoint. */
    public void change(UUID id, Endpoint endpoint) {
        database.update(
                "update subscription set url = ?, signing = ?, timeout_ms = ?, rate = ? where id = ?",
                row -> row.text(endpoint.url().toString())
                        .texts(endpoint.signing().stream()
                                .map(SignatureScheme::text)
                                .toList())
                        .number((int) endpoint.timeout().toMillis())
                        .numberOrNull(endpoint.rate())
                        .uuid(id));
    }

    public Optional<Subscription> find(Tenant tenant, UUID id) {
        return database.first(
                "select " + COLUMNS + " from subscription where id = ? and tenant = ?",
                row -> row.uuid(id).text(tenant.name()),
                SubscriptionStore::read);
    }

    /** The oldest first, from the one after the place given. */
    public List<Subscription> page(Tenant tenant, Instant createdAfter, UUID idAfter, int limit) {
        return database.list(
                "select " + COLUMNS
                        + " from subscription where tenant = ? and (created_at, id) > (?, ?) order by created_at, id limit ?",
                row -> row.text(tenant.name())
                        .instant(createdAfter)
                        .uuid(idAfter)
                        .number(limit),
                SubscriptionStore::read);
    }

    /**
     * Removes a subscription with its alerts, deliveries and secret. The lanes are locked first and in order, as those do
     * who record attempts, so that neither waits for the other in a circle.
     *
     * @return false when this tenant has none of this id
     */
    public boolean remove(Tenant tenant, UUID id) {
        if (find(tenant, id).isEmpty() || lock(Set.of(id)).isEmpty()) {
            return false;
        }
        database.list(
                "select 1 from delivery_lane where subscription_id = ? order by subject for update",
                row -> row.uuid(id),
                row -> row.getInt(1));
        return database.update("delete from subscription where id = ?", row -> row.uuid(id)) > 0;
    }

    /** Locks subscriptions until the end of the transaction, in order of id; those that are gone are left out. */
    public Map<UUID, Recipient> lock(Collection<UUID> ids) {
        Map<UUID, Recipient> locked = new HashMap<>();
        if (ids.isEmpty()) {
            return locked;
        }
        database.list(
                        """
                        select id, follows_from, last_sequence, conditions, grouping from subscription
                        where id = any(?) order by id for no key update""",
                        row -> row.uuids(ids),
                        row -> new Recipient(
                                row.getObject("id", UUID.class),
                                instant(row, "follows_from"),
                                row.getLong("last_sequence"),
                                ConditionJson.read(row.getString("conditions")),
                                grouping(row)))
                .forEach(recipient -> locked.put(recipient.subscription(), recipient));
        return locked;
    }

    /**
     * Subscriptions whose watch covers a cell.
     *
     * @param minerals the cell's mineral and the groups it belongs to
     */
    public List<Subscription> watching(Cell cell, Collection<String> minerals) {
        return database.list(
                "select " + COLUMNS + """
                         from subscription
                        where (consumers is null or ? = any(consumers))
                          and (minerals is null or minerals && ?)
                          and (stages is null or ? = any(stages))""",
                row -> row.text(cell.consumer()).texts(minerals).text(cell.stage()),
                SubscriptionStore::read);
    }

    /** Subscriptions that may ask for events of these types by these actors; the domain decides which do. */
    public List<Subscription> listeningTo(Collection<String> types, Collection<String> actors) {
        return database.list("select " + COLUMNS + """
                         from subscription
                        where exists (select from event_watch w where w.subscription_id = subscription.id
                            and (w.types is null or w.types && ?)
                            and (w.actors is null or w.actors && ?))
                        order by id""", row -> row.texts(types).texts(actors), SubscriptionStore::read);
    }

    private static Subscription read(ResultSet row) throws SQLException {
        return new Subscription(
                row.getObject("id", UUID.class),
                row.getString("name"),
                Subscription.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                instant(row, "created_at"),
                instant(row, "follows_from"),
                Destinations.endpoint(row),
                ConsentStore.read(row),
                new Watch(
                        names(row.getArray("consumers")),
                        names(row.getArray("minerals")),
                        names(row.getArray("stages"))),
                ConditionJson.read(row.getString("conditions")),
                grouping(row));
    }

    private static Subscription.Grouping grouping(ResultSet row) throws SQLException {
        return Subscription.Grouping.valueOf(row.getString("grouping").toUpperCase(Locale.ROOT));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static Set<String> names(@Nullable Array column) throws SQLException {
        return column == null ? Set.of() : Set.of((String[]) column.getArray());
    }
}
