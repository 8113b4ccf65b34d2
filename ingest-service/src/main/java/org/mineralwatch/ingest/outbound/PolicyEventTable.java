package org.mineralwatch.ingest.outbound;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Statements on the table of revisions, and what their failures mean. */
final class PolicyEventTable {
    private final DataSource dataSource;

    PolicyEventTable(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The driver sends an array of this very type as bytes; of any other it would escape each text into a literal. */
    static Array texts(PreparedStatement statement, Stream<String> values) throws SQLException {
        return statement.getConnection().createArrayOf("text", values.toArray(String[]::new));
    }

    <T> T query(String sql, Binding binding, Reading<T> reading) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.bind(statement);
            try (ResultSet rows = statement.executeQuery()) {
                return reading.read(rows);
            }
        } catch (SQLException e) {
            throw isRefusal(e)
                    ? new PolicyEventStore.RefusedException(e)
                    : new PolicyEventStore.StoreUnavailableException(e);
        }
    }

    void update(String sql, Binding binding) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.bind(statement);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw isRefusal(e)
                    ? new PolicyEventStore.RefusedException(e)
                    : new PolicyEventStore.StoreUnavailableException(e);
        }
    }

    /** Data exception, integrity constraint, program limit exceeded: what a value can cause, and a lost connection cannot. */
    private static boolean isRefusal(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
    }

    interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    interface Reading<T> {
        T read(ResultSet rows) throws SQLException;
    }
}
