package org.mineralwatch.alert.outbound;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The parameters of a statement, set one after the other. */
final class Parameters {
    private final Connection connection;
    private final PreparedStatement statement;
    private int last;

    Parameters(Connection connection, PreparedStatement statement) {
        this.connection = connection;
        this.statement = statement;
    }

    Parameters uuid(UUID value) throws SQLException {
        statement.setObject(++last, value);
        return this;
    }

    Parameters text(String value) throws SQLException {
        statement.setString(++last, value);
        return this;
    }

    Parameters textOrNull(Optional<String> value) throws SQLException {
        statement.setString(++last, value.orElse(null));
        return this;
    }

    Parameters instantOrNull(Optional<Instant> value) throws SQLException {
        statement.setObject(
                ++last,
                value.map(instant -> instant.atOffset(ZoneOffset.UTC)).orElse(null),
                Types.TIMESTAMP_WITH_TIMEZONE);
        return this;
    }

    Parameters flag(boolean value) throws SQLException {
        statement.setBoolean(++last, value);
        return this;
    }

    Parameters number(int value) throws SQLException {
        statement.setInt(++last, value);
        return this;
    }

    Parameters numberOrNull(OptionalInt value) throws SQLException {
        statement.setObject(++last, value.isPresent() ? value.getAsInt() : null, Types.INTEGER);
        return this;
    }

    Parameters number(long value) throws SQLException {
        statement.setLong(++last, value);
        return this;
    }

    Parameters number(double value) throws SQLException {
        statement.setDouble(++last, value);
        return this;
    }

    Parameters bytes(byte[] value) throws SQLException {
        statement.setBytes(++last, value);
        return this;
    }

    Parameters instant(Instant value) throws SQLException {
        statement.setObject(++last, value.atOffset(ZoneOffset.UTC));
        return this;
    }

    Parameters uuids(Collection<UUID> values) throws SQLException {
        return array("uuid", values.toArray(UUID[]::new));
    }

    Parameters texts(Collection<String> values) throws SQLException {
        return array("text", values.toArray(String[]::new));
    }

    /** An array, or null where there are none: the side of a filter that is open. */
    Parameters textsOrNull(Collection<String> values) throws SQLException {
        if (values.isEmpty()) {
            statement.setNull(++last, Types.ARRAY);
            return this;
        }
        return texts(values);
    }

    <T> Parameters uuids(List<T> rows, Function<T, UUID> column) throws SQLException {
        return array("uuid", rows.stream().map(column).toArray(UUID[]::new));
    }

    <T> Parameters texts(List<T> rows, Function<T, @Nullable String> column) throws SQLException {
        return array("text", rows.stream().map(column).toArray(String[]::new));
    }

    <T> Parameters integers(List<T> rows, Function<T, @Nullable Integer> column) throws SQLException {
        return array("integer", rows.stream().map(column).toArray(Integer[]::new));
    }

    <T> Parameters longs(List<T> rows, Function<T, @Nullable Long> column) throws SQLException {
        return array("bigint", rows.stream().map(column).toArray(Long[]::new));
    }

    <T> Parameters doubles(List<T> rows, Function<T, @Nullable Double> column) throws SQLException {
        return array("float8", rows.stream().map(column).toArray(Double[]::new));
    }

    <T> Parameters booleans(List<T> rows, Function<T, Boolean> column) throws SQLException {
        return array("boolean", rows.stream().map(column).toArray(Boolean[]::new));
    }

    <T> Parameters bytes(List<T> rows, Function<T, byte[]> column) throws SQLException {
        return array("bytea", rows.stream().map(column).toArray(byte[][]::new));
    }

    <T> Parameters dates(List<T> rows, Function<T, LocalDate> column) throws SQLException {
        return array("date", rows.stream().map(column).map(LocalDate::toString).toArray(String[]::new));
    }

    <T> Parameters instants(List<T> rows, Function<T, @Nullable Instant> column) throws SQLException {
        return array(
                "timestamptz",
                rows.stream().map(column).map(Parameters::written).toArray(String[]::new));
    }

    private static @Nullable String written(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private Parameters array(String type, Object[] values) throws SQLException {
        statement.setArray(++last, connection.createArrayOf(type, values));
        return this;
    }

    /** Reads a timestamp that is not null. */
    static Instant instant(OffsetDateTime read) {
        return read.toInstant();
    }
}
