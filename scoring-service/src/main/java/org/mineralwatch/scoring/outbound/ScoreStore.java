package org.mineralwatch.scoring.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.contract.TopicContract;
import org.mineralwatch.outbox.Outbox;
import org.mineralwatch.outbox.OutboxRecord;
import org.mineralwatch.scoring.domain.Cause;
import org.mineralwatch.scoring.domain.Cell;
import org.mineralwatch.scoring.domain.DateAhead;
import org.mineralwatch.scoring.domain.Exposure;
import org.mineralwatch.scoring.domain.KnownEvents;
import org.mineralwatch.scoring.domain.Rebase;
import org.mineralwatch.scoring.domain.ScoreModel;
import org.mineralwatch.scoring.domain.Valued;
import org.mineralwatch.scoring.outbound.ScoreChangedPublisher.Change;

/** The newest score of every cell, and the publication of each that is not what it was. */
@ApplicationScoped
public class ScoreStore {
    private static final String STORED =
            "select cell, sequence, score, band, terms from dependency_score where cell = any(?)";

    /** Score, history and news in one journey: what goes out is sent to PostgreSQL once. */
    private static final String STORE = """
            with changed as materialized (
                select * from unnest(?::text[], ?::bigint[], ?::float8[], ?::text[], ?::text[], ?::text[], ?::text[])
                    with ordinality as changed (cell, sequence, score, band, terms, value, headers, place)),
            newest as (
                insert into dependency_score
                    (cell, consumer, mineral, stage, sequence, score, band, at, recorded_at, terms)
                select cell, split_part(cell, '/', 1), split_part(cell, '/', 2), split_part(cell, '/', 3),
                       sequence, score, band, ?, ?, terms
                from changed
                on conflict (cell) do update
                set sequence = excluded.sequence, score = excluded.score, band = excluded.band, at = excluded.at,
                    recorded_at = excluded.recorded_at, terms = excluded.terms),
            history as (
                insert into score_change (cell, sequence, band, recorded_at, value)
                select cell, sequence, band, ?, value from changed order by place)
            """
            + Outbox.APPEND_SELECTED
            + "select ?, cell, convert_to(value, 'UTF8'), headers from changed order by place";

    private final DataSource dataSource;
    private final ScoreChangedPublisher publisher;

    ScoreStore(DataSource dataSource, ScoreChangedPublisher publisher) {
        this.dataSource = dataSource;
        this.publisher = publisher;
    }

    /**
     * A cell valued anew.
     *
     * @param ahead the dates to come on which known acts turn its score
     * @param cause why it was valued
     * @param traceparent W3C trace context of the cause; empty when there is none
     */
    public record Revaluation(Valued valued, List<DateAhead> ahead, Cause cause, String traceparent) {

        /** Values a cell on a day, in the light of what is known. */
        public static Revaluation of(
                ScoreModel model, Cell cell, KnownEvents known, LocalDate day, Cause cause, String traceparent) {
            Exposure exposure = model.exposureFrom(cell, known, day);
            return new Revaluation(
                    Valued.of(model, exposure, known.known(), day), DateAhead.of(exposure, day), cause, traceparent);
        }
    }

    /**
     * A row of {@code dependency_score}.
     *
     * @param terms the published terms of the score as JSON: where they are the same again, nothing is published
     */
    record ScoreRow(String cell, long sequence, double score, String band, String terms) {}

    /**
     * A cell of which something else was published than before.
     *
     * @param move of its points; empty where they are the same, or there were none before
     */
    public record Moved(Cell cell, Optional<Rebase.Move> move) {}

    /**
     * Stores and publishes, in the caller's transaction, those that differ from what was published last.
     *
     * @return those that did
     */
    public List<Moved> revalue(List<Revaluation> revaluations, LocalDate day, Instant now) {
        if (revaluations.isEmpty()) {
            return List.of();
        }
        try (Connection connection = dataSource.getConnection()) {
            Map<String, ScoreRow> stored = stored(connection, revaluations);
            List<Change> changes = new ArrayList<>();
            List<ScoreRow> changed = new ArrayList<>();
            List<Moved> moved = new ArrayList<>();
            for (Revaluation revaluation : revaluations) {
                Valued valued = revaluation.valued();
                String cell = valued.cell().toString();
                String terms = publisher.terms(valued, revaluation.ahead());
                ScoreRow row = stored.get(cell);
                if (row == null || !row.terms().equals(terms)) {
                    long sequence = row == null ? 1 : row.sequence() + 1;
                    changes.add(new Change(
                            revaluation, sequence, row == null ? null : new Change.Previous(row.score(), row.band())));
                    changed.add(new ScoreRow(
                            cell,
                            sequence,
                            valued.score().points(),
                            valued.score().band().name(),
                            terms));
                    moved.add(new Moved(valued.cell(), move(row, valued)));
                }
            }
            if (!changed.isEmpty()) {
                store(connection, changed, publisher.records(changes, now), day, now);
            }
            return moved;
        } catch (SQLException e) {
            throw new IllegalStateException("store " + revaluations.size() + " scores", e);
        }
    }

    private static Optional<Rebase.Move> move(@Nullable ScoreRow before, Valued valued) {
        double after = valued.score().points();
        return before == null || before.score() == after
                ? Optional.empty()
                : Optional.of(new Rebase.Move(valued.cell(), before.score(), after));
    }

    private static Map<String, ScoreRow> stored(Connection connection, List<Revaluation> revaluations)
            throws SQLException {
        Map<String, ScoreRow> stored = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(STORED)) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "text",
                            revaluations.stream()
                                    .map(one -> one.valued().cell().toString())
                                    .toArray(String[]::new)));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    stored.put(
                            row.getString(1),
                            new ScoreRow(
                                    row.getString(1),
                                    row.getLong(2),
                                    row.getDouble(3),
                                    row.getString(4),
                                    row.getString(5)));
                }
            }
        }
        return stored;
    }

    private static void store(
            Connection connection, List<ScoreRow> rows, List<OutboxRecord> news, LocalDate day, Instant now)
            throws SQLException {
        OffsetDateTime recordedAt = now.atOffset(ZoneOffset.UTC);
        try (PreparedStatement store = connection.prepareStatement(STORE)) {
            store.setArray(1, connection.createArrayOf("text", texts(rows, ScoreRow::cell)));
            store.setArray(
                    2,
                    connection.createArrayOf(
                            "int8", rows.stream().map(ScoreRow::sequence).toArray(Long[]::new)));
            store.setArray(
                    3,
                    connection.createArrayOf(
                            "float8", rows.stream().map(ScoreRow::score).toArray(Double[]::new)));
            store.setArray(4, connection.createArrayOf("text", texts(rows, ScoreRow::band)));
            store.setArray(5, connection.createArrayOf("text", texts(rows, ScoreRow::terms)));
            store.setArray(
                    6,
                    connection.createArrayOf(
                            "text", texts(news, record -> new String(record.value(), StandardCharsets.UTF_8))));
            store.setArray(7, connection.createArrayOf("text", texts(news, Outbox::headerLines)));
            store.setObject(8, day);
            store.setObject(9, recordedAt);
            store.setObject(10, recordedAt);
            store.setString(11, TopicContract.DEPENDENCY_SCORES.name());
            store.executeUpdate();
        }
    }

    private static <T> String[] texts(List<T> rows, Function<T, String> member) {
        return rows.stream().map(member).toArray(String[]::new);
    }
}
