package org.mineralwatch.scoring.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.mineralwatch.scoring.PublishedChange;
import org.mineralwatch.scoring.domain.Band;
import org.mineralwatch.scoring.domain.Cell;

/** Published changes, kept for a while. */
@ApplicationScoped
public class ScoreChangeStore {
    private static final String COLUMNS = "select position, cell, sequence, band, value from score_change";
    private static final String OF_CELL = COLUMNS + " where cell = ? and sequence >= ? order by sequence limit ?";
    private static final String AFTER = COLUMNS + " where position > ? order by position limit ?";

    /** The newest of a cell stays however old it is, so that a reader finds at least where the cell stands. */
    private static final String FORGET = """
            with old as (select max(position) as position from score_change where recorded_at < ?),
                 deleted as (delete from score_change using old
                             where score_change.position <= old.position
                               and exists (select from dependency_score as newest
                                           where newest.cell = score_change.cell and newest.sequence > score_change.sequence)
                             returning score_change.position),
                 last as (select max(position) as position, count(*) as count from deleted)
            update valuation set forgotten = greatest(forgotten, last.position) from last where last.count > 0
            returning last.count""";

    private final DataSource dataSource;

    ScoreChangeStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Which changes of a cell are there: from the oldest to the newest without a gap. Both 0 where there are none. */
    public record Kept(long oldest, long newest) {}

    /**
     * All changes of this database.
     *
     * @param name no other database has
     * @param newest position of the last change; 0 before the first
     * @param forgotten the last position up to which some are kept no longer
     */
    public record History(String name, long newest, long forgotten) {}

    /** The changes of a cell from a sequence on, in sequence. */
    public List<PublishedChange> ofCell(Cell cell, long from, int most) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(OF_CELL)) {
            select.setString(1, cell.toString());
            select.setLong(2, from);
            select.setInt(3, most);
            return changes(select);
        } catch (SQLException e) {
            throw new IllegalStateException("read changes of " + cell, e);
        }
    }

    /** The changes of all cells after a position, in the order of commits. */
    List<PublishedChange> after(long position, int most) {
        try (Connection connection = dataSource.getConnection()) {
            return after(connection, position, most);
        } catch (SQLException e) {
            throw new IllegalStateException("read changes after position " + position, e);
        }
    }

    static List<PublishedChange> after(Connection connection, long position, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(AFTER)) {
            select.setLong(1, position);
            select.setInt(2, most);
            return changes(select);
        }
    }

    private static List<PublishedChange> changes(PreparedStatement select) throws SQLException {
        List<PublishedChange> changes = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                changes.add(new PublishedChange(
                        row.getLong(1),
                        Cell.of(row.getString(2)),
                        row.getLong(3),
                        Band.valueOf(row.getString(4)),
                        row.getString(5)));
            }
        }
        return changes;
    }

    /** Which changes of a cell are kept. */
    public Kept keptOf(Cell cell) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select coalesce(min(sequence), 0), coalesce(max(sequence), 0) from score_change where cell = ?")) {
            select.setString(1, cell.toString());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Kept(row.getLong(1), row.getLong(2));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("ask for the changes of " + cell, e);
        }
    }

    /** The history of this database as it stands. */
    public History history() {
        try (Connection connection = dataSource.getConnection()) {
            return history(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("ask for the newest change", e);
        }
    }

    static History history(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select history, forgotten,"
                        + " (select coalesce(max(position), 0) from score_change) from valuation");
                ResultSet row = select.executeQuery()) {
            row.next();
            return new History(row.getString(1), row.getLong(3), row.getLong(2));
        }
    }

    /**
     * Deletes what was published before a moment, in the caller's transaction and under the valuation's lock.
     *
     * @return how many
     */
    public long forgetBefore(Instant moment) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement forget = connection.prepareStatement(FORGET)) {
            forget.setObject(1, moment.atOffset(ZoneOffset.UTC));
            try (ResultSet row = forget.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("delete changes before " + moment, e);
        }
    }
}
