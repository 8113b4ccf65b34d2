package org.mineralwatch.alert.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.DoubleStream;
import org.mineralwatch.alert.domain.Cell;
import org.mineralwatch.alert.domain.Lookout;
import org.mineralwatch.alert.domain.Notice;
import org.mineralwatch.alert.domain.ScoreChange;
import org.mineralwatch.alert.domain.Zone;

/** The tables {@code lookout} and {@code notice}: of which dated changes who is told beforehand, and how far that is. */
@ApplicationScoped
public class NoticeStore {
    private final Database database;
    private final DueMoments dueMoments;

    NoticeStore(Database database, DueMoments dueMoments) {
        this.database = database;
        this.dueMoments = dueMoments;
    }

    /** Begins to look out. */
    public void lookOut(List<Lookout> lookouts) {
        if (lookouts.isEmpty()) {
            return;
        }
        database.update(
                """
                insert into lookout (subscription_id, condition, cell, direction, at, rearm)
                select * from unnest(?, ?, ?, ?, ?, ?) on conflict do nothing""",
                row -> row.uuids(lookouts, Lookout::subscription)
                        .integers(lookouts, Lookout::ordinal)
                        .texts(lookouts, lookout -> lookout.cell().toString())
                        .texts(
                                lookouts,
                                lookout -> lookout.zone().shape().name().toLowerCase(Locale.ROOT))
                        .doubles(lookouts, lookout -> lookout.zone().at())
                        .doubles(lookouts, lookout -> lookout.zone().rearm()));
    }

    /** Those that one of the dates ahead of a cell may be seen by, and those that a notice of it belongs to. */
    public List<Lookout> lookouts(ScoreChange change) {
        double[] scores = change.ahead().stream()
                .flatMapToDouble(date -> DoubleStream.of(date.before(), date.after()))
                .sorted()
                .toArray();
        double lowest = scores.length == 0 ? 1 : scores[0];
        double highest = scores.length == 0 ? 0 : scores[scores.length - 1];
        return database.list(
                """
                select * from lookout where cell = ? and at >= ? and at <= ?
                union
                select l.* from notice n join lookout l on l.subscription_id = n.subscription_id
                    and l.condition = n.condition and l.cell = n.cell
                where n.cell = ?""",
                row -> row.text(change.subject()).number(lowest).number(highest).text(change.subject()),
                NoticeStore::readLookout);
    }

    private static Lookout readLookout(ResultSet row) throws SQLException {
        return new Lookout(
                row.getObject("subscription_id", UUID.class),
                row.getInt("condition"),
                Cell.parse(row.getString("cell")),
                new Zone(
                        Zone.Shape.valueOf(row.getString("direction").toUpperCase(Locale.ROOT)),
                        row.getDouble("at"),
                        row.getDouble("rearm"),
                        0,
                        0,
                        Duration.ZERO,
                        0));
    }

    /** All notices of a cell. */
    public List<Notice> of(String cell) {
        return database.list("select * from notice where cell = ?", row -> row.text(cell), NoticeStore::read);
    }

    /** Cells of notices that are due by now. */
    public List<String> cellsDue(Instant now, int atMost) {
        return database.list(
                "select distinct cell from (select cell from notice where due_at <= ? order by due_at limit ?)",
                row -> row.instant(now).number(atMost),
                row -> row.getString(1));
    }

    /** Notices of a cell that are due by now. */
    public List<Notice> due(String cell, Instant now) {
        return database.list(
                "select * from notice where cell = ? and due_at <= ?",
                row -> row.text(cell).instant(now),
                NoticeStore::read);
    }

    private static Notice read(ResultSet row) throws SQLException {
        return new Notice(
                row.getObject("subscription_id", UUID.class),
                row.getInt("condition"),
                Cell.parse(row.getString("cell")),
                row.getObject("date", LocalDate.class),
                row.getLong("sequence"),
                row.getObject("due_at", OffsetDateTime.class).toInstant(),
                List.of((UUID[]) row.getArray("told").getArray()));
    }

    /** Stores notices as they are now. */
    public void keep(List<Notice> notices) {
        if (notices.isEmpty()) {
            return;
        }
        database.update(
                """
                insert into notice (subscription_id, condition, cell, date, sequence, due_at, told)
                select subscription_id, condition, cell, date, sequence, due_at, told::uuid[]
                from unnest(?::uuid[], ?::integer[], ?::text[], ?::date[], ?::bigint[], ?::timestamptz[], ?::text[])
                    as n(subscription_id, condition, cell, date, sequence, due_at, told)
                on conflict (subscription_id, condition, cell, date) do update set
                    sequence = excluded.sequence, due_at = excluded.due_at, told = excluded.told""",
                row -> row.uuids(notices, Notice::subscription)
                        .integers(notices, Notice::ordinal)
                        .texts(notices, notice -> notice.cell().toString())
                        .dates(notices, Notice::date)
                        .longs(notices, Notice::sequence)
                        .instants(notices, Notice::dueAt)
                        .texts(notices, NoticeStore::written));
        dueMoments.announce();
    }

    /** As PostgreSQL writes an array: arrays of arrays would all have to be of one length. */
    private static String written(Notice notice) {
        return "{" + String.join(",", notice.told().stream().map(UUID::toString).toList()) + "}";
    }

    /** Forgets notices. */
    public void end(List<Notice> notices) {
        if (notices.isEmpty()) {
            return;
        }
        database.update(
                """
                delete from notice n
                using unnest(?::uuid[], ?::integer[], ?::text[], ?::date[]) as o(subscription_id, condition, cell, date)
                where n.subscription_id = o.subscription_id and n.condition = o.condition and n.cell = o.cell
                  and n.date = o.date""",
                row -> row.uuids(notices, Notice::subscription)
                        .integers(notices, Notice::ordinal)
                        .texts(notices, notice -> notice.cell().toString())
                        .dates(notices, Notice::date));
    }
}
