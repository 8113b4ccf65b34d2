package org.mineralwatch.ingest.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.mineralwatch.ingest.domain.EventId;
import org.mineralwatch.ingest.domain.EventRelations;
import org.mineralwatch.ingest.domain.PolicyEventRevision;

/** Reads what {@link PolicyEventStore} keeps, by id: any number of events in one statement. */
@ApplicationScoped
public class PolicyEventArchive implements EventRelations.Lookup {
    private static final String REVISION =
            "select event_id, revision, recorded_at, known_at, publisher, announced, refers_to, retracted, content, cloud_event"
                    + " from policy_event_revision where ";

    private static final String NEWEST = REVISION + "event_id = any(?) and newest";

    private static final String REVISIONS = REVISION + "event_id = ? and revision >= ? order by revision limit ?";

    private static final String REFERRING =
            REVISION + "refers_to && ?::varchar[] and newest and refers_to <> '{}' order by event_id limit ?";

    private static final String FIRST_CONTENTS =
            "select event_id, content from policy_event_revision where event_id = any(?) and revision = 1";

    private static final String ABSENT = """
            select id from unnest(?::text[]) as referred (id)
            where not exists (select from policy_event_revision where event_id = id and revision = 1)
            """;

    private final PolicyEventTable table;

    PolicyEventArchive(DataSource dataSource) {
        this.table = new PolicyEventTable(dataSource);
    }

    /** The newest revision of each of these events that is there. */
    @Override
    public Map<EventId, PolicyEventRevision> newest(Set<EventId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return table.query(
                NEWEST,
                select -> select.setArray(
                        1, PolicyEventTable.texts(select, ids.stream().map(EventId::value))),
                rows -> {
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
        return table.query(
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
        return table.query(
                REFERRING,
                select -> {
                    select.setArray(
                            1, PolicyEventTable.texts(select, ids.stream().map(EventId::value)));
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
        return table.query(
                FIRST_CONTENTS,
                select -> select.setArray(
                        1, PolicyEventTable.texts(select, ids.stream().map(EventId::value))),
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

    /** Those of the ids that no event has. */
    public Set<String> absent(Collection<String> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        return table.query(ABSENT, select -> select.setArray(1, PolicyEventTable.texts(select, ids.stream())), rows -> {
            Set<String> absent = new HashSet<>();
            while (rows.next()) {
                absent.add(rows.getString(1));
            }
            return absent;
        });
    }
}
