package org.mineralwatch.alert.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.mineralwatch.alert.domain.Cell;
import org.mineralwatch.alert.domain.Direction;
import org.mineralwatch.alert.domain.ScoreMove;
import org.mineralwatch.alert.domain.Threshold;
import org.mineralwatch.alert.domain.WatchedThreshold;

/** The table {@code threshold_watch}: every threshold on every cell it watches, sorted, with its state. */
@ApplicationScoped
public class ThresholdStore {
    /** One range search for each way to turn, so that each follows its index. */
    private static final String WITHIN_REACH = """
            with move as materialized (
                select * from unnest(?::text[], ?::float8[], ?::float8[]) as m(cell, lowest, highest))
            select w.* from move m join threshold_watch w on w.cell = m.cell
                where w.armed and w.direction = 'rising' and w.at <= m.highest
            union all
            select w.* from move m join threshold_watch w on w.cell = m.cell
                where w.armed and w.direction = 'falling' and w.at >= m.lowest
            union all
            select w.* from move m join threshold_watch w on w.cell = m.cell
                where not w.armed and w.direction = 'rising' and w.rearm > m.lowest
            union all
            select w.* from move m join threshold_watch w on w.cell = m.cell
                where not w.armed and w.direction = 'falling' and w.rearm < m.highest""";

    private final Database database;

    ThresholdStore(Database database) {
        this.database = database;
    }

    /** The thresholds that these moves may turn; the domain decides which they do. */
    public List<WatchedThreshold> withinReach(List<ScoreMove> moves) {
        if (moves.isEmpty()) {
            return List.of();
        }
        return database.list(
                WITHIN_REACH,
                row -> row.texts(moves, ScoreMove::cell)
                        .doubles(moves, ScoreMove::lowest)
                        .doubles(moves, ScoreMove::highest),
                ThresholdStore::read);
    }

    private static WatchedThreshold read(ResultSet row) throws SQLException {
        return new WatchedThreshold(
                row.getObject("subscription_id", UUID.class),
                row.getInt("condition"),
                Cell.parse(row.getString("cell")),
                new Threshold(
                        row.getDouble("at"),
                        Direction.valueOf(row.getString("direction").toUpperCase(Locale.ROOT)),
                        row.getDouble("rearm")),
                row.getBoolean("armed"));
    }

    /** Begins to watch. */
    public void add(List<WatchedThreshold> watched) {
        if (watched.isEmpty()) {
            return;
        }
        database.update(
                """
                insert into threshold_watch (subscription_id, condition, cell, direction, at, rearm, armed)
                select * from unnest(?, ?, ?, ?, ?, ?, ?)""",
                row -> row.uuids(watched, WatchedThreshold::subscription)
                        .integers(watched, WatchedThreshold::ordinal)
                        .texts(watched, w -> w.cell().toString())
                        .texts(watched, w -> w.threshold().direction().name().toLowerCase(Locale.ROOT))
                        .doubles(watched, w -> w.threshold().at())
                        .doubles(watched, w -> w.threshold().rearm())
                        .booleans(watched, WatchedThreshold::armed));
    }

    /** Stores the state of thresholds that turned. */
    public void turn(List<WatchedThreshold> turned) {
        if (turned.isEmpty()) {
            return;
        }
        database.update(
                """
                update threshold_watch w set armed = t.armed
                from unnest(?::uuid[], ?::integer[], ?::text[], ?::boolean[]) as t(subscription_id, condition, cell, armed)
                where w.subscription_id = t.subscription_id and w.condition = t.condition and w.cell = t.cell""",
                row -> row.uuids(turned, WatchedThreshold::subscription)
                        .integers(turned, WatchedThreshold::ordinal)
                        .texts(turned, w -> w.cell().toString())
                        .booleans(turned, WatchedThreshold::armed));
    }
}
