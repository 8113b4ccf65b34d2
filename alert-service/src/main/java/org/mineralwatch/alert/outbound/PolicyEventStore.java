package org.mineralwatch.alert.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mineralwatch.alert.domain.EventNews;
import org.mineralwatch.alert.domain.KnownEvent;
import org.mineralwatch.alert.domain.PolicyEvent;
import org.mineralwatch.alert.domain.Retraction;

/** The table {@code policy_event}: the newest record of each event, for those who are told of what it did. */
@ApplicationScoped
public class PolicyEventStore {
    /** Keeps the names of these locks apart from others'. Any number of our own. */
    private static final long LOCKS = 0x4d57_0003;

    private final Database database;

    PolicyEventStore(Database database) {
        this.database = database;
    }

    /** Stores records that are newer than what is known of their events; the records are in order per event. */
    public void know(List<EventNews> records) {
        date(records);
        Map<String, EventNews> newest = new LinkedHashMap<>();
        records.forEach(record ->
                newest.merge(record.id(), record, (one, other) -> other.revision() >= one.revision() ? other : one));
        List<EventNews> news = new ArrayList<>(newest.values());
        news.sort((one, other) -> one.id().compareTo(other.id()));
        database.update(
                """
                insert into policy_event (id, revision, recorded_at, retracted, reason, document)
                select * from unnest(?, ?, ?::timestamptz[], ?, ?, ?)
                on conflict (id) do update set revision = excluded.revision, recorded_at = excluded.recorded_at,
                    retracted = excluded.retracted, reason = excluded.reason,
                    document = case when excluded.retracted then policy_event.document else excluded.document end
                where policy_event.revision < excluded.revision""",
                row -> row.texts(news, EventNews::id)
                        .integers(news, EventNews::revision)
                        .instants(news, EventNews::recordedAt)
                        .booleans(news, Retraction.class::isInstance)
                        .texts(news, PolicyEventStore::reason)
                        .texts(news, PolicyEventStore::document));
    }

    /** Stores when each of these records was stored where it was posted. */
    private void date(List<EventNews> records) {
        database.update(
                """
                insert into policy_event_revision (id, revision, recorded_at, retracted)
                select * from unnest(?, ?, ?::timestamptz[], ?) on conflict do nothing""",
                row -> row.texts(records, EventNews::id)
                        .integers(records, EventNews::revision)
                        .instants(records, EventNews::recordedAt)
                        .booleans(records, Retraction.class::isInstance));
    }

    private static String reason(EventNews news) {
        return switch (news) {
            case PolicyEvent _ -> "";
            case Retraction retraction -> retraction.reason().replace('\0', '\uFFFD');
        };
    }

    private static String document(EventNews news) {
        return switch (news) {
            case PolicyEvent event -> event.document().replace('\0', '\uFFFD');
            case Retraction _ -> "";
        };
    }

    /**
     * What is known of events; those nobody read of are left out. None of them is retracted by another transaction before
     * the end of this one, so that whoever is told of what an event did is told of its retraction as well.
     */
    public Journey.Rows<KnownEvent> hold(Journey journey, Collection<String> ids) {
        journey.update("""
                select pg_advisory_xact_lock_shared(name) from (
                    select distinct hashtextextended(id, ?) as name from unnest(?::text[]) as e(id) order by 1)""", row -> row.number(LOCKS).texts(ids));
        // A statement of its own, to see what was committed while it waited.
        return journey.list(
                "select * from policy_event where id = any(?)", row -> row.texts(ids), PolicyEventStore::read);
    }

    private static KnownEvent read(ResultSet row) throws SQLException {
        return new KnownEvent(
                row.getString("id"),
                row.getInt("revision"),
                row.getBoolean("retracted"),
                row.getString("reason"),
                row.getString("document"));
    }

    /**
     * What became known between two moments: events as their newest revision has them, on the day the world knew of the first,
     * and retractions on the day they were recorded. In that order.
     */
    public List<EventNews> known(Instant from, Instant to) {
        List<EventNews> known = new ArrayList<>();
        database.list(
                        "select * from policy_event where document <> '' or retracted",
                        _ -> {},
                        row -> PolicyEventDocument.known(
                                row.getString("id"),
                                row.getInt("revision"),
                                row.getObject("recorded_at", OffsetDateTime.class)
                                        .toInstant(),
                                row.getBoolean("retracted"),
                                row.getString("reason"),
                                row.getString("document")))
                .forEach(known::addAll);
        known.removeIf(
                news -> news.recordedAt().isBefore(from) || !news.recordedAt().isBefore(to));
        known.sort(Comparator.comparing(EventNews::recordedAt)
                .thenComparing(Retraction.class::isInstance)
                .thenComparing(EventNews::id));
        return known;
    }

    /** Keeps others from telling of what these events did until the end of the transaction. */
    public void lockForRetraction(Collection<String> ids) {
        database.list("""
                select pg_advisory_xact_lock(name) from (
                    select distinct hashtextextended(id, ?) as name from unnest(?::text[]) as e(id) order by 1)""", row -> row.number(LOCKS).texts(ids), _ -> true);
    }
}
