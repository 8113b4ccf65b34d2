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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.mineralwatch.contract.TopicContract;
import org.mineralwatch.ingest.domain.EventId;
import org.mineralwatch.ingest.domain.EventRelations;
import org.mineralwatch.ingest.domain.PolicyEventRevision;
import org.mineralwatch.ingest.domain.PolicyMeasure;
import org.mineralwatch.outbox.Outbox;
import org.mineralwatch.outbox.OutboxRecord;

/**
 * Keeps every revision of every event. Writes and look-ups by id take any number of events in one statement, whatever their
 * number, so that PostgreSQL plans each statement once.
 */
@ApplicationScoped
public class PolicyEventStore implements EventRelations.Lookup {
    /** No id, country, mineral or stage contains it. */
    private static final String SPACE = " ";

    /**
     * Rows and their news in one statement, which is a transaction of its own: one journey to PostgreSQL. In the order of ids,
     * so that two replicas with the same ids wait for each other instead of locking each other out.
     */
    private static final String ADD_NEW = """
            with posted as (
                select * from unnest(?::text[], ?::text[], ?::text[]::date[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::text[]::date[], ?::bytea[], ?::text[])
                as posted (id, type, announced, standing, actors, targets, minerals, stages, refers_to, in_force_from,
                    in_force_until, words, content, cloud_event, publisher, known_at, value, headers)
            ), added as (
                insert into policy_event_revision (event_id, revision, newest, recorded_at, known_at, publisher, type, announced,
                    standing, actors, targets, minerals, stages, refers_to, in_force_from, in_force_until, words, content,
                    cloud_event)
                select id, 1, true, ?, known_at, publisher, type, announced, standing, string_to_array(actors, ' '),
                    string_to_array(targets, ' '), string_to_array(minerals, ' '), string_to_array(stages, ' '),
                    string_to_array(refers_to, ' '), nullif(in_force_from, '')::date, nullif(in_force_until, '')::date, words,
                    content, cloud_event
                from posted order by id collate "C"
                on conflict (event_id, revision) do nothing
                returning event_id
            ), news as (
            """ + Outbox.APPEND_SELECTED + """
                select ?, id, value, headers from posted where id in (select event_id from added)
            )
            select event_id, true from added
            union all
            select id, false from unnest(?::text[]) as referred (id)
            where not exists (select from policy_event_revision where event_id = id and revision = 1)
            """;

    /** What the first arrays of {@link #ADD_NEW} hold, in their order. */
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
            measure -> measure.inForceFrom().map(LocalDate::toString).orElse(""),
            measure -> measure.inForceUntil().map(LocalDate::toString).orElse(""),
            PolicyMeasure::words,
            PolicyMeasure::content,
            PolicyMeasure::cloudEvent);

    private static final String REVISION =
            "select event_id, revision, recorded_at, known_at, publisher, announced, refers_to, retracted, content, cloud_event"
                    + " from policy_event_revision where ";

    private static final String NEWEST = REVISION + "event_id = any(?) and newest";

    private static final String REVISIONS = REVISION + "event_id = ? and revision >= ? order by revision limit ?";

    private static final String REFERRING =
            REVISION + "refers_to && ?::varchar[] and newest and refers_to <> '{}' order by event_id limit ?";

    private static final String FIRST_CONTENTS =
            "select event_id, content from policy_event_revision where event_id = any(?) and revision = 1";

    private static final String TAKE_TURN =
            "select event_id from policy_event_revision where event_id = ? and revision = 1 for update";

    private static final String ADD_REVISION = """
            with former as (
                update policy_event_revision set newest = false where event_id = ? and newest
            )
            insert into policy_event_revision (event_id, revision, newest, recorded_at, known_at, publisher, type, announced,
                standing, actors, targets, minerals, stages, refers_to, content, in_force_from, in_force_until, words)
            values (?, ?, true, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String ADD_RETRACTION = """
            with former as (
                update policy_event_revision set newest = false where event_id = ? and newest
                returning event_id, type, announced, standing, actors, targets, minerals, stages
            )
            insert into policy_event_revision (event_id, revision, newest, recorded_at, known_at, publisher, type, announced,
                standing, actors, targets, minerals, stages, refers_to, retracted, content)
            select event_id, ?, true, ?, ?, ?, type, announced, standing, actors, targets, minerals, stages, '{}', true, ?
            from former
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
     * An event to store, if it is not there yet.
     *
     * @param first the record to store
     * @param traceparent W3C trace context of its cause; empty when there is none
     */
    public record Addition(PolicyMeasure measure, PolicyEventRevision first, String traceparent) {}

    /**
     * What a call of {@link #addNew} found.
     *
     * @param created ids that are new
     * @param absent ids referred to that no event has
     */
    public record Added(Set<EventId> created, Set<String> absent) {}

    /**
     * Stores and publishes the first revision of each event whose id is not there yet, in a transaction of its own. Of two
     * that bring the same id, the second waits for the first to end.
     *
     * @param additions with different ids
     * @param recordedAt the moment all of them are recorded
     * @throws RefusedException when PostgreSQL cannot hold one of them
     */
    public Added addNew(Collection<Addition> additions, Instant recordedAt) {
        List<OutboxRecord> news = additions.stream()
                .map(addition -> PolicyEventPublisher.record(addition.first(), addition.traceparent()))
                .toList();
        news.forEach(Outbox::requireTakeable);
        Set<String> posted = additions.stream()
                .map(addition -> addition.measure().id().value())
                .collect(Collectors.toSet());
        return query(
                ADD_NEW,
                add -> {
                    int parameter = 1;
                    for (Function<PolicyMeasure, String> column : COLUMNS) {
                        add.setArray(
                                parameter++,
                                texts(
                                        add,
                                        additions.stream()
                                                .map(Addition::measure)
                                                .map(column)));
                    }
                    add.setArray(
                            parameter++,
                            texts(
                                    add,
                                    additions.stream()
                                            .map(addition -> addition.first().publisher())));
                    add.setArray(
                            parameter++,
                            texts(
                                    add,
                                    additions.stream()
                                            .map(addition ->
                                                    addition.first().knownAt().toString())));
                    add.setArray(
                            parameter++,
                            add.getConnection()
                                    .createArrayOf(
                                            "bytea",
                                            news.stream()
                                                    .map(OutboxRecord::value)
                                                    .toArray(byte[][]::new)));
                    add.setArray(parameter++, texts(add, news.stream().map(Outbox::headerLines)));
                    add.setObject(parameter++, recordedAt.atOffset(ZoneOffset.UTC));
                    add.setString(parameter++, TopicContract.POLICY_EVENTS.name());
                    add.setArray(
                            parameter,
                            texts(
                                    add,
                                    additions.stream()
                                            .flatMap(addition -> addition.measure().references().stream())
                                            .distinct()
                                            .filter(id -> !posted.contains(id))));
                },
                rows -> {
                    Set<EventId> created = HashSet.newHashSet(additions.size());
                    Set<String> absent = new HashSet<>();
                    while (rows.next()) {
                        if (rows.getBoolean(2)) {
                            created.add(new EventId(rows.getString(1)));
                        } else {
                            absent.add(rows.getString(1));
                        }
                    }
                    return new Added(created, absent);
                });
    }

    /** The newest revision of each of these events that is there. */
    @Override
    public Map<EventId, PolicyEventRevision> newest(Set<EventId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return query(
                NEWEST, select -> select.setArray(1, texts(select, ids.stream().map(EventId::value))), rows -> {
                    Map<EventId, PolicyEventRevision> newest = HashMap.newHashMap(ids.size());
                    while (rows.next()) {
                        PolicyEventRevision revision = revision(rows);
                        newest.put(revision.id(), revision);
                    }
                    return newest;
                });
    }

    /** The revisions of an event from the given one on, oldest first; none for an event that is not there. */
    public List<PolicyEventRevision> revisions(EventId id, int from, int most) {
        return query(
                REVISIONS,
                select -> {
                    select.setString(1, id.value());
                    select.setInt(2, from);
                    select.setInt(3, most);
                },
                rows -> {
                    List<PolicyEventRevision> revisions = new ArrayList<>();
                    while (rows.next()) {
                        revisions.add(revision(rows));
                    }
                    return revisions;
                });
    }

    /** The newest revisions of events that refer to one of these, in the order of their ids. */
    @Override
    public List<PolicyEventRevision> referring(Set<EventId> ids, int most) {
        return query(
                REFERRING,
                select -> {
                    select.setArray(1, texts(select, ids.stream().map(EventId::value)));
                    select.setInt(2, most);
                },
                rows -> {
                    List<PolicyEventRevision> revisions = new ArrayList<>();
                    while (rows.next()) {
                        revisions.add(revision(rows));
                    }
                    return revisions;
                });
    }

    /** What each of these events said when it was first recorded. */
    public Map<EventId, String> firstContents(Collection<EventId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return query(
                FIRST_CONTENTS,
                select -> select.setArray(1, texts(select, ids.stream().map(EventId::value))),
                rows -> {
                    Map<EventId, String> contents = HashMap.newHashMap(ids.size());
                    while (rows.next()) {
                        contents.put(new EventId(rows.getString(1)), rows.getString(2));
                    }
                    return contents;
                });
    }

    private static PolicyEventRevision revision(ResultSet rows) throws SQLException {
        return new PolicyEventRevision(
                new EventId(rows.getString(1)),
                rows.getInt(2),
                rows.getObject(3, OffsetDateTime.class).toInstant(),
                rows.getObject(4, LocalDate.class),
                rows.getString(5),
                rows.getObject(6, LocalDate.class),
                List.of((String[]) rows.getArray(7).getArray()),
                rows.getBoolean(8),
                rows.getString(9),
                rows.getString(10));
    }

    /** In the caller's transaction: until it ends no other changes this event. */
    public void takeTurn(EventId id) {
        query(TAKE_TURN, select -> select.setString(1, id.value()), ResultSet::next);
    }

    /** In the caller's transaction: stores a further revision, which becomes the newest. */
    public void addRevision(PolicyEventRevision revision, PolicyMeasure measure) {
        update(ADD_REVISION, add -> {
            add.setString(1, revision.id().value());
            add.setString(2, revision.id().value());
            add.setInt(3, revision.revision());
            add.setObject(4, revision.recordedAt().atOffset(ZoneOffset.UTC));
            add.setObject(5, revision.knownAt());
            add.setString(6, revision.publisher());
            add.setString(7, measure.type().name());
            add.setObject(8, measure.announced());
            add.setString(9, measure.standing().name());
            add.setArray(10, texts(add, measure.actors().stream()));
            add.setArray(11, texts(add, measure.targets().stream()));
            add.setArray(12, texts(add, measure.minerals().stream()));
            add.setArray(13, texts(add, measure.stages().stream()));
            add.setArray(14, texts(add, measure.references().stream()));
            add.setString(15, revision.content());
            add.setObject(16, measure.inForceFrom().orElse(null));
            add.setObject(17, measure.inForceUntil().orElse(null));
            add.setString(18, measure.words());
        });
    }

    /** In the caller's transaction: stores a retraction, which becomes the newest revision. */
    public void addRetraction(PolicyEventRevision retraction) {
        update(ADD_RETRACTION, add -> {
            add.setString(1, retraction.id().value());
            add.setInt(2, retraction.revision());
            add.setObject(3, retraction.recordedAt().atOffset(ZoneOffset.UTC));
            add.setObject(4, retraction.knownAt());
            add.setString(5, retraction.publisher());
            add.setString(6, retraction.content());
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
            throw isRefusal(e) ? new RefusedException(e) : new StoreUnavailableException(e);
        }
    }

    private void update(String sql, Binding binding) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.bind(statement);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw isRefusal(e) ? new RefusedException(e) : new StoreUnavailableException(e);
        }
    }

    /** Data exception, integrity constraint, program limit exceeded: what a value can cause, and a lost connection cannot. */
    private static boolean isRefusal(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
    }

    private interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private interface Reading<T> {
        T read(ResultSet rows) throws SQLException;
    }

    /** PostgreSQL cannot hold a value it was given; nothing of the statement was stored. */
    public static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RefusedException(SQLException cause) {
            super("policy_event_revision", cause);
        }
    }

    /** The table could not be read or written; the caller's transaction must not commit. */
    public static final class StoreUnavailableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoreUnavailableException(SQLException cause) {
            super("policy_event_revision", cause);
        }
    }
}
