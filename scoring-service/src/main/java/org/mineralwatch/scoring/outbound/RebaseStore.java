package org.mineralwatch.scoring.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import javax.sql.DataSource;
import org.mineralwatch.scoring.domain.Cell;
import org.mineralwatch.scoring.domain.Rebase;
import org.mineralwatch.scoring.domain.Rebase.Move;
import org.mineralwatch.scoring.domain.Rebase.Standard;

/** Every change of model or baseline, and what it moved. */
@ApplicationScoped
public class RebaseStore {
    private static final String ADD = """
            with added as (
                insert into rebase (day, recorded_at, model, baseline_version, model_before, baseline_version_before, cells)
                values (?, ?, ?, ?, ?, ?, ?) returning number)
            insert into rebase_move (rebase, cell, before, after)
            select number, cell, before, after
            from added, unnest(?::text[], ?::float8[], ?::float8[]) as moved (cell, before, after)""";
    private static final String SELECT = """
            select number, day, recorded_at, model, baseline_version, model_before, baseline_version_before, cells,
                   cell, before, after
            from (select * from rebase where number < ? order by number desc limit ?) as newest
            left join rebase_move on rebase = number""";

    private final DataSource dataSource;

    RebaseStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Adds, in the caller's transaction. */
    public void add(Rebase rebase) {
        Optional<Standard> before = rebase.before();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setObject(1, rebase.day());
            add.setObject(2, rebase.recordedAt().atOffset(ZoneOffset.UTC));
            add.setString(3, rebase.now().model());
            add.setString(4, rebase.now().baselineVersion());
            add.setString(5, before.map(Standard::model).orElse(null));
            add.setString(6, before.map(Standard::baselineVersion).orElse(null));
            add.setInt(7, rebase.cells());
            add.setArray(
                    8,
                    connection.createArrayOf(
                            "text",
                            rebase.moves().stream()
                                    .map(move -> move.cell().toString())
                                    .toArray(String[]::new)));
            add.setArray(9, connection.createArrayOf("float8", points(rebase, Move::before)));
            add.setArray(10, connection.createArrayOf("float8", points(rebase, Move::after)));
            add.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("store a rebase", e);
        }
    }

    private static Double[] points(Rebase rebase, Function<Move, Double> member) {
        return rebase.moves().stream().map(member).toArray(Double[]::new);
    }

    /**
     * Those before a number, by number, the newest last.
     *
     * @param before one more than the largest that counts
     * @param most so many, the newest
     */
    public SortedMap<Long, Rebase> newest(long before, int most) {
        SortedMap<Long, List<Row>> rows = new TreeMap<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setLong(1, before);
            select.setInt(2, most);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.computeIfAbsent(row.getLong(1), _ -> new ArrayList<>()).add(row(row));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("read rebases before " + before, e);
        }
        SortedMap<Long, Rebase> rebases = new TreeMap<>();
        rows.forEach((number, ofOne) -> {
            Rebase head = ofOne.getFirst().head();
            rebases.put(
                    number,
                    new Rebase(
                            head.day(),
                            head.recordedAt(),
                            head.now(),
                            head.before(),
                            head.cells(),
                            ofOne.stream().flatMap(row -> row.move().stream()).toList()));
        });
        return rebases;
    }

    private record Row(Rebase head, Optional<Move> move) {}

    private static Row row(ResultSet row) throws SQLException {
        String modelBefore = row.getString(6);
        String versionBefore = row.getString(7);
        Rebase head = new Rebase(
                row.getObject(2, LocalDate.class),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                new Standard(row.getString(4), row.getString(5)),
                modelBefore == null
                        ? Optional.empty()
                        : Optional.of(new Standard(modelBefore, Objects.requireNonNullElse(versionBefore, ""))),
                row.getInt(8),
                List.of());
        String cell = row.getString(9);
        return new Row(
                head,
                cell == null
                        ? Optional.empty()
                        : Optional.of(new Move(Cell.of(cell), row.getDouble(10), row.getDouble(11))));
    }
}
