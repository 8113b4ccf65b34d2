package org.mineralwatch.alert.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.alert.domain.Band;
import org.mineralwatch.alert.domain.Cell;
import org.mineralwatch.alert.domain.ScoreMove;
import org.mineralwatch.alert.domain.WatchedThreshold;
import org.mineralwatch.alert.domain.WatchedThreshold.Phase;
import org.mineralwatch.alert.domain.Zone;

/** The table {@code threshold_watch}: every threshold on every cell it watches, sorted, with its state. */
@ApplicationScoped
public class ThresholdStore {
    /**
     * One range search for each way to turn, so that each follows its index. A threshold can be found twice. Besides what
     * the move reaches: scores that are being held, which any move may end; what the score is worse at; and, after a new
     * baseline, what is measured anew by it.
     */
    private static final String REACHED = """
            select m.cell as moved,
                exists (select from move_watch x where x.cell = m.cell) as has_moves,
                exists (select from lookout x where x.cell = m.cell) as has_lookouts,
                w.*
            from unnest(?::text[], ?::float8[], ?::float8[], ?::float8[], ?::boolean[])
                as m(cell, lowest, highest, lowest_band, rebased)
            left join lateral (
                select * from threshold_watch w where w.cell = m.cell and w.armed and w.direction = 'rising' and w.at <= m.highest
                union all
                select * from threshold_watch w where w.cell = m.cell and w.armed and w.direction = 'falling' and w.at >= m.lowest
                union all
                select * from threshold_watch w where w.cell = m.cell and w.armed and w.direction = 'band' and w.at >= m.lowest_band and w.at <= m.highest
                union all
                select * from threshold_watch w where w.cell = m.cell and not w.armed and w.direction = 'rising' and w.rearm > m.lowest
                union all
                select * from threshold_watch w where w.cell = m.cell and not w.armed and w.direction = 'falling' and w.rearm < m.highest
                union all
                select * from threshold_watch w where w.cell = m.cell and not w.armed and w.direction = 'band' and w.rearm > m.lowest
                union all
                select * from threshold_watch w where w.cell = m.cell and not w.armed and w.direction = 'band' and w.rearm_upto < m.highest
                union all
                select * from threshold_watch w where w.cell = m.cell and w.due_at is not null
                union all
                select * from threshold_watch w where w.cell = m.cell and w.direction = 'rising' and w.worse_at <= m.highest
                union all
                select * from threshold_watch w where w.cell = m.cell and w.direction = 'falling' and w.worse_at >= m.lowest
                union all
                select * from threshold_watch w where w.cell = m.cell and m.rebased and w.worse_at is not null and w.direction in ('rising', 'falling')
                union all
                select * from threshold_watch w where w.cell = m.cell and w.armed and w.is_open
            ) w on true""";

    private final Database database;
    private final DueMoments dueMoments;

    ThresholdStore(Database database, DueMoments dueMoments) {
        this.database = database;
        this.dueMoments = dueMoments;
    }

    /**
     * Something that a move reaches.
     *
     * @param hasMoves whether there are conditions on how far this cell moves
     * @param hasLookouts whether somebody looks out for dates of it
     * @param threshold one that the move may turn; null where there is none, and one row says so
     */
    private record Reached(
            String cell,
            boolean hasMoves,
            boolean hasLookouts,
            @Nullable WatchedThreshold threshold) {}

    /** What moves reach, when the journey has been made; the domain decides what of it they turn. */
    public static final class Reach {
        private final Journey.Rows<Reached> rows;

        private Reach(Journey.Rows<Reached> rows) {
            this.rows = rows;
        }

        /** Thresholds that may turn, each once. */
        public List<WatchedThreshold> thresholds() {
            return rows.all().stream()
                    .map(Reached::threshold)
                    .flatMap(Stream::ofNullable)
                    .distinct()
                    .toList();
        }

        /** Cells with conditions on how far they move. */
        public Set<String> withMoves() {
            return rows.all().stream()
                    .filter(Reached::hasMoves)
                    .map(Reached::cell)
                    .collect(Collectors.toSet());
        }

        /** Cells that somebody looks out for dates of. */
        public Set<String> withLookouts() {
            return rows.all().stream()
                    .filter(Reached::hasLookouts)
                    .map(Reached::cell)
                    .collect(Collectors.toSet());
        }
    }

    /** Takes along the search for what these moves reach. */
    public Reach reach(Journey journey, List<ScoreMove> moves) {
        return new Reach(journey.list(
                REACHED,
                row -> row.texts(moves, ScoreMove::cell)
                        .doubles(moves, ScoreMove::lowest)
                        .doubles(moves, ScoreMove::highest)
                        .doubles(moves, move -> Band.of(move.lowest()).from())
                        .booleans(moves, ScoreMove::rebased),
                row -> new Reached(
                        row.getString("moved"),
                        row.getBoolean("has_moves"),
                        row.getBoolean("has_lookouts"),
                        row.getString("cell") == null ? null : read(row))));
    }

    /** The thresholds that these moves may turn. */
    public List<WatchedThreshold> withinReach(List<ScoreMove> moves) {
        Journey journey = database.journey();
        Reach reach = reach(journey, moves);
        journey.make();
        return reach.thresholds();
    }

    /** Cells where a score has been held for long enough by now. */
    public List<String> cellsDue(Instant now, int atMost) {
        return database.list(
                "select distinct cell from (select cell from threshold_watch where due_at <= ? order by due_at limit ?)",
                row -> row.instant(now).number(atMost),
                row -> row.getString(1));
    }

    /** Those on these cells whose score has been held for long enough by now. */
    public List<WatchedThreshold> due(Collection<String> cells, Instant now) {
        return database.list(
                "select * from threshold_watch where cell = any(?) and due_at <= ?",
                row -> row.texts(cells).instant(now),
                ThresholdStore::read);
    }

    private static WatchedThreshold read(ResultSet row) throws SQLException {
        return new WatchedThreshold(
                row.getObject("subscription_id", UUID.class),
                row.getInt("condition"),
                Cell.parse(row.getString("cell")),
                new Zone(
                        Zone.Shape.valueOf(row.getString("direction").toUpperCase(Locale.ROOT)),
                        row.getDouble("at"),
                        row.getDouble("rearm"),
                        row.getDouble("upto"),
                        row.getDouble("rearm_upto"),
                        Duration.ofMillis(row.getLong("hold_ms")),
                        row.getDouble("worsening")),
                phase(row),
                row.getBoolean("is_open"));
    }

    private static Phase phase(ResultSet row) throws SQLException {
        if (row.getBoolean("armed")) {
            return new Phase.Armed();
        }
        if (row.getObject("due_at") != null) {
            return new Phase.Holding(
                    row.getObject("since", OffsetDateTime.class).toInstant(), row.getLong("since_sequence"));
        }
        double worseAt = row.getDouble("worse_at");
        return new Phase.Fired(row.wasNull() ? Double.NaN : worseAt);
    }

    /** Begins to watch. */
    public void add(List<WatchedThreshold> watched) {
        if (watched.isEmpty()) {
            return;
        }
        database.update("""
                insert into threshold_watch (subscription_id, condition, cell, direction, at, rearm, upto, rearm_upto, hold_ms,
                    worsening, armed, since, since_sequence, due_at, is_open, worse_at)
                select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::timestamptz[], ?, ?::timestamptz[], ?, ?)""", row -> {
            row.uuids(watched, WatchedThreshold::subscription)
                    .integers(watched, WatchedThreshold::ordinal)
                    .texts(watched, w -> w.cell().toString())
                    .texts(watched, w -> w.zone().shape().name().toLowerCase(Locale.ROOT))
                    .doubles(watched, w -> w.zone().at())
                    .doubles(watched, w -> w.zone().rearm())
                    .doubles(watched, w -> w.zone().upTo())
                    .doubles(watched, w -> w.zone().rearmUpTo())
                    .longs(watched, w -> w.zone().hold().toMillis())
                    .doubles(watched, w -> w.zone().worsening());
            state(row, watched);
        });
        announceDue(watched);
    }

    private static void state(Parameters row, List<WatchedThreshold> watched) throws SQLException {
        row.booleans(watched, w -> w.phase() instanceof Phase.Armed)
                .instants(watched, w -> w.phase() instanceof Phase.Holding holding ? holding.since() : null)
                .longs(watched, w -> w.phase() instanceof Phase.Holding holding ? holding.sequence() : null)
                .instants(watched, w -> w.dueAt().orElse(null))
                .booleans(watched, WatchedThreshold::open)
                .doubles(
                        watched,
                        w -> w.phase() instanceof Phase.Fired fired && !Double.isNaN(fired.worseAt())
                                ? fired.worseAt()
                                : null);
    }

    private void announceDue(List<WatchedThreshold> watched) {
        if (watched.stream().anyMatch(each -> each.dueAt().isPresent())) {
            dueMoments.announce();
        }
    }

    /** Stores the state of thresholds that turned. */
    public void turn(Journey journey, List<WatchedThreshold> turned) {
        if (turned.isEmpty()) {
            return;
        }
        journey.update("""
                update threshold_watch w set armed = t.armed, since = t.since, since_sequence = t.since_sequence,
                    due_at = t.due_at, is_open = t.is_open, worse_at = t.worse_at
                from unnest(?::uuid[], ?::integer[], ?::text[], ?::float8[], ?::boolean[], ?::timestamptz[], ?::bigint[],
                        ?::timestamptz[], ?::boolean[], ?::float8[])
                    as t(subscription_id, condition, cell, at, armed, since, since_sequence, due_at, is_open, worse_at)
                where w.subscription_id = t.subscription_id and w.condition = t.condition and w.cell = t.cell
                  and w.at = t.at""", row -> {
            row.uuids(turned, WatchedThreshold::subscription)
                    .integers(turned, WatchedThreshold::ordinal)
                    .texts(turned, w -> w.cell().toString())
                    .doubles(turned, w -> w.zone().at());
            state(row, turned);
        });
        announceDue(turned);
    }
}
