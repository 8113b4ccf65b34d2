package org.mineralwatch.alert.outbound;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.mineralwatch.alert.domain.Cell;
import org.mineralwatch.alert.domain.MineralVocabulary;
import org.mineralwatch.alert.domain.ScoreChange;
import org.mineralwatch.alert.domain.Watch;

/**
 * The table {@code observed_score}. Its rows are the locks of their cells: whoever moves the thresholds of a cell holds the
 * row, and so does a subscription that begins to watch it.
 */
@ApplicationScoped
public class ObservedScoreStore {
    /** The lock between cells that are seen for the first time and subscriptions that begin. Any number of our own. */
    private static final long CELLS_LOCK = 0x4d57_0001;

    private final Database database;

    ObservedScoreStore(Database database) {
        this.database = database;
    }

    /** Keeps subscriptions from beginning until the end of the transaction; taken before any row is. */
    public void lockAgainstNewSubscriptions() {
        database.list("select pg_advisory_xact_lock(?)", row -> row.number(CELLS_LOCK), ObservedScoreStore::nothing);
    }

    /** Keeps cells from being seen for the first time until the end of the transaction; taken before any row is. */
    public void lockAgainstNewCells() {
        database.list(
                "select pg_advisory_xact_lock_shared(?)", row -> row.number(CELLS_LOCK), ObservedScoreStore::nothing);
    }

    private static boolean nothing(ResultSet row) {
        return true;
    }

    /** Locks cells for a move and answers the sequence last applied to each; cells never seen are left out. */
    public Map<String, Long> lock(Collection<String> cells) {
        return Applied.byCell(database.list(
                "select cell, sequence from observed_score where cell = any(?) order by cell for update",
                row -> row.texts(cells),
                Applied::read));
    }

    /** The sequence last applied to a cell. */
    public record Applied(String cell, long sequence) {
        /** By cell. */
        public static Map<String, Long> byCell(List<Applied> all) {
            return all.stream().collect(Collectors.toMap(Applied::cell, Applied::sequence));
        }

        private static Applied read(ResultSet row) throws SQLException {
            return new Applied(row.getString("cell"), row.getLong("sequence"));
        }
    }

    /**
     * Locks cells for a move, as {@link #lock} does, if all of them have been seen; locks and answers none otherwise. A cell
     * that was seen stays: it is never forgotten.
     */
    public Journey.Rows<Applied> lockIfAllSeen(Journey journey, Collection<String> cells) {
        return journey.list("""
                select cell, sequence from observed_score where cell = any(?)
                  and (select count(*) from observed_score where cell = any(?)) = cardinality(?)
                order by cell for update""", row -> row.texts(cells).texts(cells).texts(cells), Applied::read);
    }

    private static final String COVERED = """
            select cell, sequence, recorded_at, score, document from observed_score
            where (cardinality(?) = 0 or consumer = any(?))
              and (cardinality(?) = 0 or mineral = any(?))
              and (cardinality(?) = 0 or stage = any(?))
            order by cell""";

    /** The present score of every cell a watch covers; none of them moves before the end of the transaction. */
    public List<ScoreChange> hold(Watch watch, MineralVocabulary vocabulary) {
        return database.list(COVERED + " for share", row -> cover(row, watch, vocabulary), ObservedScoreStore::read);
    }

    /** The present score of every cell a watch covers. */
    public List<ScoreChange> present(Watch watch, MineralVocabulary vocabulary) {
        return database.list(COVERED, row -> cover(row, watch, vocabulary), ObservedScoreStore::read);
    }

    private static void cover(Parameters row, Watch watch, MineralVocabulary vocabulary) throws SQLException {
        Set<String> minerals = vocabulary.membersOf(watch.minerals());
        row.texts(watch.consumers()).texts(watch.consumers());
        row.texts(minerals).texts(minerals);
        row.texts(watch.stages()).texts(watch.stages());
    }

    /** Every cell that was ever seen. */
    public Set<Cell> cells() {
        return Set.copyOf(
                database.list("select cell from observed_score", _ -> {}, row -> Cell.parse(row.getString("cell"))));
    }

    private static ScoreChange read(ResultSet row) throws SQLException {
        JsonNode document = ScoreDocument.parse(row.getString("document"));
        return new ScoreChange(
                Cell.parse(row.getString("cell")),
                row.getLong("sequence"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getDouble("score"),
                false,
                ScoreDocument.ahead(document),
                ScoreDocument.causes(document.path("cause")),
                row.getString("document"),
                "");
    }

    /** The present scores of cells that the caller has locked. */
    public Map<Cell, ScoreChange> present(Collection<String> cells) {
        Map<Cell, ScoreChange> present = new HashMap<>();
        database.list(
                        "select cell, sequence, recorded_at, score, document from observed_score where cell = any(?)",
                        row -> row.texts(cells),
                        ObservedScoreStore::read)
                .forEach(change -> present.put(change.cell(), change));
        return present;
    }

    /** Stores the last change of each cell. */
    public void observe(Journey journey, List<ScoreChange> changes) {
        journey.update(
                """
                insert into observed_score (cell, consumer, mineral, stage, sequence, recorded_at, score, document)
                select * from unnest(?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (cell) do update set sequence = excluded.sequence, recorded_at = excluded.recorded_at,
                    score = excluded.score, document = excluded.document""",
                row -> row.texts(changes, change -> change.cell().toString())
                        .texts(changes, change -> change.cell().consumer())
                        .texts(changes, change -> change.cell().mineral())
                        .texts(changes, change -> change.cell().stage())
                        .longs(changes, ScoreChange::sequence)
                        .instants(changes, ScoreChange::recordedAt)
                        .doubles(changes, ScoreChange::score)
                        .texts(changes, ScoreChange::document));
    }
}
