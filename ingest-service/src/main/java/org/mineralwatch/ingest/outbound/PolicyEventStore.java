package org.mineralwatch.ingest.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.mineralwatch.ingest.domain.EventId;
import org.mineralwatch.ingest.domain.PolicyEventRevision;
import org.mineralwatch.ingest.domain.PolicyMeasure;

/**
 * Keeps every revision of every event. Writes and look-ups by id take any number of events in one statement, whatever their
 * number, so that PostgreSQL plans each statement once; all of it happens in the caller's transaction.
 */
@ApplicationScoped
public class PolicyEventStore {
    /** No id, country, mineral or stage contains it. */
    private static final String SPACE = " ";

    /** In the order of ids, so that two requests with the same ids wait for each other instead of locking each other out. */
    private static final String ADD_NEW = """
            insert into policy_event_revision (event_id, revision, newest, recorded_at, known_at, publisher, type, announced,
                standing, actors, targets, minerals, stages, refers_to, content)
            select id, 1, true, ?, announced, ?, type, announced, standing, string_to_array(actors, ' '),
                string_to_array(targets, ' '), string_to_array(minerals, ' '), string_to_array(stages, ' '),
                string_to_array(refers_to, ' '), content
            from unnest(?::text[], ?::text[], ?::text[]::date[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::text[]) as posted (id, type, announced, standing, actors, targets, minerals, stages, refers_to, content)
            order by id collate "C"
            on conflict (event_id, revision) do nothing
            returning event_id
            """;

    /** What the arrays of {@link #ADD_NEW} hold, in their order. */
    private static final List<Function<PolicyMeasure, String>> COLUMNS = List.of(
            measure -> measure.id().value(),
            measure -> measure.type().name(),
            measure -> measure.announced().toString(),
            measure -> measure.standing().name(),
            measure -> String.join(SPACE, measure.actors()),
            measure -> String.join(SPACE, measure.targets()),
            measure -> String.join(SPACE, measure.minerals()),
            measure -> String.join(SPACE, measure.stages()),
            measure -> String.join(SPACE, measure.references()),
            PolicyMeasure::content);

    private static final String NEWEST = """
            select event_id, revision, recorded_at, known_at, publisher, announced, refers_to, content
            from policy_event_revision where event_id = any(?) and newest
            """;

    private static final String ABSENT = """
            select id from unnest(?::text[]) as referred (id)
            where not exists (select from policy_event_revision where event_id = id and revision = 1)
            """;

    private final DataSource dataSource;

    PolicyEventStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Stores the first revision of each event whose id is not there yet. Of two transactions that bring the same id, the
     * second waits for the first to end.
     *
     * @param measures with different ids
     * @return the ids that are new
     */
    public Set<EventId> addNew(List<PolicyMeasure> measures, Instant recordedAt, String publisher) {
        return query(
                ADD_NEW,
                add -> {
                    add.setObject(1, recordedAt.atOffset(ZoneOffset.UTC));
                    add.setString(2, publisher);
                    int parameter = 3;
                    for (Function<PolicyMeasure, String> column : COLUMNS) {
                        add.setArray(parameter++, texts(add, measures.stream().map(column)));
                    }
                },
                rows -> {
                    Set<EventId> added = HashSet.newHashSet(measures.size());
                    while (rows.next()) {
                        added.add(new EventId(rows.getString(1)));
                    }
                    return added;
                });
    }

    /** The newest revision of each of these events that is there. */
    public Map<EventId, PolicyEventRevision> newest(Collection<EventId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return query(
                NEWEST, select -> select.setArray(1, texts(select, ids.stream().map(EventId::value))), rows -> {
                    Map<EventId, PolicyEventRevision> newest = HashMap.newHashMap(ids.size());
                    while (rows.next()) {
                        PolicyEventRevision revision = new PolicyEventRevision(
                                new EventId(rows.getString(1)),
                                rows.getInt(2),
                                rows.getObject(3, OffsetDateTime.class).toInstant(),
                                rows.getObject(4, LocalDate.class),
                                rows.getString(5),
                                rows.getObject(6, LocalDate.class),
                                List.of((String[]) rows.getArray(7).getArray()),
                                rows.getString(8));
                        newest.put(revision.id(), revision);
                    }
                    return newest;
                });
    }

    /** Those of the ids that no event has. */
    public Set<String> absent(Collection<String> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        return query(ABSENT, select -> select.setArray(1, texts(select, ids.stream())), rows -> {
            Set<String> absent = new HashSet<>();
            while (rows.next()) {
                absent.add(rows.getString(1));
            }
            return absent;
        });
    }

    /** The driver sends an array of this very type as bytes; of any other it would escape each text into a literal. */
    private static Array texts(PreparedStatement statement, Stream<String> values) throws SQLException {
        return statement.getConnection().createArrayOf("text", values.toArray(String[]::new));
    }

    private <T> T query(String sql, Binding binding, Reading<T> reading) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.bind(statement);
            try (ResultSet rows = statement.executeQuery()) {
                return reading.read(rows);
            }
        } catch (SQLException e) {
            throw new StoreUnavailableException(e);
        }
    }

    private interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private interface Reading<T> {
        T read(ResultSet rows) throws SQLException;
    }

    /** The table could not be read or written; the caller's transaction must not commit. */
    public static final class StoreUnavailableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoreUnavailableException(SQLException cause) {
            super("policy_event_revision", cause);
        }
    }
}
