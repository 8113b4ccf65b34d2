package org.mineralwatch.alert.outbound;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Statements that go to PostgreSQL together and are answered together, in the transaction of the caller. They run in their
 * order, and each sees what was committed when its turn came, as if it had gone alone: one that takes locks may stand before
 * one that reads what they guard.
 */
public final class Journey {
    private final DataSource dataSource;
    private final List<Step<?>> steps = new ArrayList<>();

    Journey(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What a statement yields, when the journey is over. */
    public static final class Rows<T> {
        private @Nullable List<T> rows;

        private Rows() {}

        /** The rows, after the journey. */
        public List<T> all() {
            if (rows == null) {
                throw new IllegalStateException("the journey has not been made");
            }
            return rows;
        }
    }

    private record Step<T>(String sql, Database.Binding binding, Database.RowReader<T> reader, Rows<T> rows) {
        void read(PreparedStatement statement, boolean yieldsRows) throws SQLException {
            List<T> read = new ArrayList<>();
            if (yieldsRows) {
                try (ResultSet row = statement.getResultSet()) {
                    while (row.next()) {
                        read.add(reader.read(row));
                    }
                }
            }
            rows.rows = read;
        }
    }

    /** Takes along a statement that yields rows. */
    <T> Rows<T> list(String sql, Database.Binding binding, Database.RowReader<T> reader) {
        Rows<T> rows = new Rows<>();
        steps.add(new Step<>(sql, binding, reader, rows));
        return rows;
    }

    /** Takes along a statement whose outcome nobody asks for. */
    void update(String sql, Database.Binding binding) {
        list(sql, binding, _ -> true);
    }

    /** Makes the journey, if there is anything to take along; what is added from now on is another. */
    public void make() {
        if (steps.isEmpty()) {
            return;
        }
        String sql = steps.stream().map(Step::sql).collect(Collectors.joining(";\n"));
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            Parameters parameters = new Parameters(connection, statement);
            for (Step<?> step : steps) {
                step.binding().bind(parameters);
            }
            boolean yieldsRows = statement.execute();
            for (Step<?> step : steps) {
                step.read(statement, yieldsRows);
                yieldsRows = statement.getMoreResults();
            }
            steps.clear();
        } catch (SQLException e) {
            throw new Database.DatabaseException(e);
        }
    }
}
