package org.mineralwatch.alert.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.mineralwatch.alert.domain.Cell;
import org.mineralwatch.alert.domain.Direction;
import org.mineralwatch.alert.domain.Move;
import org.mineralwatch.alert.domain.PastScore;
import org.mineralwatch.alert.domain.ScoreChange;
import org.mineralwatch.alert.domain.WatchedMove;

/** The tables {@code move_watch} and {@code score_history}: how far cells have moved, and who asks. */
@ApplicationScoped
public class MoveStore {
    private final Database database;

    MoveStore(Database database) {
        this.database = database;
    }

    /** The conditions on moves of these cells. */
    public List<WatchedMove> on(Collection<String> cells) {
        return database.list(
                "select * from move_watch where cell = any(?)", row -> row.texts(cells), MoveStore::readWatch);
    }

    private static WatchedMove readWatch(ResultSet row) throws SQLException {
        Set<Direction> directions = EnumSet.noneOf(Direction.class);
        if (row.getBoolean("rising")) {
            directions.add(Direction.RISING);
        }
        if (row.getBoolean("falling")) {
            directions.add(Direction.FALLING);
        }
        return new WatchedMove(
                row.getObject("subscription_id", UUID.class),
                row.getInt("condition"),
                Cell.parse(row.getString("cell")),
                new Move(row.getDouble("points"), Duration.ofMillis(row.getLong("within_ms")), directions),
                row.getLong("since"));
    }

    /** Begins to watch. */
    public void add(List<WatchedMove> watched) {
        if (watched.isEmpty()) {
            return;
        }
        database.update(
                """
                insert into move_watch (subscription_id, condition, cell, points, within_ms, rising, falling, since)
                select * from unnest(?, ?, ?, ?, ?, ?, ?, ?)""",
                row -> row.uuids(watched, WatchedMove::subscription)
                        .integers(watched, WatchedMove::ordinal)
                        .texts(watched, watch -> watch.cell().toString())
                        .doubles(watched, watch -> watch.move().points())
                        .longs(watched, watch -> watch.move().within().toMillis())
                        .booleans(watched, watch -> watch.move().directions().contains(Direction.RISING))
                        .booleans(watched, watch -> watch.move().directions().contains(Direction.FALLING))
                        .longs(watched, WatchedMove::since));
    }

    /** Stores from which change conditions go on. */
    public void turn(List<WatchedMove> turned) {
        if (turned.isEmpty()) {
            return;
        }
        database.update(
                """
                update move_watch w set since = t.since
                from unnest(?::uuid[], ?::integer[], ?::text[], ?::bigint[]) as t(subscription_id, condition, cell, since)
                where w.subscription_id = t.subscription_id and w.condition = t.condition and w.cell = t.cell""",
                row -> row.uuids(turned, WatchedMove::subscription)
                        .integers(turned, WatchedMove::ordinal)
                        .texts(turned, watch -> watch.cell().toString())
                        .longs(turned, WatchedMove::since));
    }

    /** The scores of each cell as far back as the widest of these conditions looks from the earliest change, in order. */
    public Map<Cell, List<PastScore>> past(List<WatchedMove> watched, Instant earliest) {
        Map<Cell, List<PastScore>> past = new HashMap<>();
        if (watched.isEmpty()) {
            return past;
        }
        Duration widest = watched.stream()
                .map(watch -> watch.move().within())
                .max(Duration::compareTo)
                .orElseThrow();
        Set<String> cells = new TreeSet<>();
        watched.forEach(watch -> cells.add(watch.cell().toString()));
        // The score that held as the window began was recorded before it.
        database.list(
                        """
                        select h.* from unnest(?::text[]) as c(cell) join score_history h on h.cell = c.cell
                        where h.sequence >= coalesce((select e.sequence from score_history e
                            where e.cell = c.cell and e.recorded_at <= ? order by e.sequence desc limit 1), 0)
                        order by h.cell, h.sequence""",
                        row -> row.texts(cells).instant(earliest.minus(widest)),
                        row -> Map.entry(Cell.parse(row.getString("cell")), readPast(row)))
                .forEach(entry -> past.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>())
                        .add(entry.getValue()));
        return past;
    }

    private static PastScore readPast(ResultSet row) throws SQLException {
        return new PastScore(
                row.getLong("sequence"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getDouble("score"),
                row.getBoolean("rebase"));
    }

    /** Adds changes to the history of their cells. */
    public void remember(Journey journey, List<ScoreChange> changes) {
        journey.update(
                """
                insert into score_history (cell, sequence, recorded_at, score, rebase)
                select * from unnest(?, ?, ?::timestamptz[], ?, ?) on conflict do nothing""",
                row -> row.texts(changes, ScoreChange::subject)
                        .longs(changes, ScoreChange::sequence)
                        .instants(changes, ScoreChange::recordedAt)
                        .doubles(changes, ScoreChange::score)
                        .booleans(changes, ScoreChange::rebase));
    }

    /** Forgets what no move looks back to any more; the score that held at that moment is kept. */
    public int forgetBefore(Instant limit) {
        return database.update("""
                delete from score_history h where h.recorded_at < ? and exists (
                    select from score_history later where later.cell = h.cell and later.sequence > h.sequence
                      and later.recorded_at < ?)""", row -> row.instant(limit).instant(limit));
    }
}
