package org.mineralwatch.scoring.outbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.mineralwatch.contract.ScoreChanged;
import org.mineralwatch.scoring.ReceivedRecord;
import org.mineralwatch.scoring.domain.Cell;
import org.mineralwatch.scoring.domain.Score;

/**
 * The newest score of each cell as the world has it: the last record of each key on {@code dependency-scores.v1}. A
 * database made anew begins with these, so that sequences go on and only what differs is published.
 */
@ApplicationScoped
public class PublishedScores {
    private static final Logger LOG = Logger.getLogger(PublishedScores.class);
    private static final String RESTORE_SCORES = """
            insert into dependency_score
                (cell, consumer, mineral, stage, sequence, score, band, at, recorded_at, terms)
            select cell, split_part(cell, '/', 1), split_part(cell, '/', 2), split_part(cell, '/', 3),
                   sequence, score, band, at, recorded_at, terms
            from unnest(?::text[], ?::bigint[], ?::float8[], ?::text[], ?::text[]::date[], ?::text[]::timestamptz[], ?::text[])
                as published (cell, sequence, score, band, at, recorded_at, terms)""";
    private static final String RESTORE_CHANGES = """
            insert into score_change (cell, sequence, band, recorded_at, value)
            select cell, sequence, band, recorded_at, value
            from unnest(?::text[], ?::bigint[], ?::text[], ?::text[]::timestamptz[], ?::text[])
                with ordinality as published (cell, sequence, band, recorded_at, value, place)
            order by place""";

    private final TopicRecords topics;
    private final ScoreChangedPublisher publisher;
    private final DataSource dataSource;
    private final ObjectReader reader;

    PublishedScores(TopicRecords topics, ScoreChangedPublisher publisher, DataSource dataSource, ObjectMapper json) {
        this.topics = topics;
        this.publisher = publisher;
        this.dataSource = dataSource;
        this.reader = json.readerFor(ScoreChanged.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /**
     * What stored scores stand for after they were restored.
     *
     * @param day the latest day of which any was published
     * @param model of the newest
     * @param baselineVersion of the newest
     */
    public record Restored(LocalDate day, String model, String baselineVersion, SortedMap<Cell, Published> cells) {}

    /** The terms of a published score that say what it is due to. */
    public record Published(
            LocalDate at, String baselineVersion, Map<String, Double> byEvent, Map<String, Double> heldBack) {

        /** Events to which another score of the cell ascribes other points, in order of id. */
        public Set<String> dueToOthers(Score score) {
            Set<String> differing = new TreeSet<>();
            addDiffering(byEvent, score.byEvent(), differing);
            addDiffering(heldBack, score.heldBack(), differing);
            return differing;
        }

        private static void addDiffering(Map<String, Double> one, Map<String, Double> other, Set<String> differing) {
            Set<String> all = new TreeSet<>(one.keySet());
            all.addAll(other.keySet());
            all.removeIf(event -> Optional.ofNullable(one.get(event)).equals(Optional.ofNullable(other.get(event))));
            differing.addAll(all);
        }
    }

    private record Last(ScoreChanged change, String value) {}

    /** Fills the empty tables of scores from the topic, in the caller's transaction; empty where it holds none. */
    public Optional<Restored> restore() {
        SortedMap<String, Last> lastByCell = new TreeMap<>();
        try (TopicRecords.Reader topic = topics.dependencyScores()) {
            while (topic.hasNext()) {
                for (ReceivedRecord record : topic.next()) {
                    read(record, lastByCell);
                }
            }
        }
        if (lastByCell.isEmpty()) {
            return Optional.empty();
        }
        List<Last> inOrder = lastByCell.values().stream()
                .sorted(Comparator.comparing(last -> last.change().recordedAt()))
                .toList();
        store(inOrder);
        ScoreChanged newest = inOrder.getLast().change();
        SortedMap<Cell, Published> cells = new TreeMap<>();
        LocalDate day = newest.at();
        for (Last last : inOrder) {
            ScoreChanged change = last.change();
            day = change.at().isAfter(day) ? change.at() : day;
            cells.put(
                    Cell.of(change.cell()),
                    new Published(change.at(), change.baselineVersion(), change.byEvent(), change.heldBack()));
        }
        return Optional.of(new Restored(day, newest.model(), newest.baselineVersion(), cells));
    }

    private void read(ReceivedRecord record, Map<String, Last> lastByCell) {
        try {
            ScoreChanged change = reader.readValue(record.value());
            lastByCell.merge(
                    change.cell(),
                    new Last(change, new String(record.value(), StandardCharsets.UTF_8)),
                    (one, other) -> one.change().sequence() > other.change().sequence() ? one : other);
        } catch (JsonProcessingException e) {
            LOG.warnf(
                    "published score cannot be read, passed over partition=%d offset=%d: %s",
                    record.partition(), record.offset(), e.getOriginalMessage());
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
    }

    private void store(List<Last> inOrder) {
        String[] cells = texts(inOrder, ScoreChanged::cell);
        String[] bands = texts(inOrder, ScoreChanged::band);
        String[] recordedAt = texts(
                inOrder, change -> change.recordedAt().atOffset(ZoneOffset.UTC).toString());
        Long[] sequences =
                inOrder.stream().map(last -> last.change().sequence()).toArray(Long[]::new);
        Double[] scores = inOrder.stream().map(last -> last.change().score()).toArray(Double[]::new);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement restoreScores = connection.prepareStatement(RESTORE_SCORES);
                PreparedStatement restoreChanges = connection.prepareStatement(RESTORE_CHANGES)) {
            restoreScores.setArray(1, connection.createArrayOf("text", cells));
            restoreScores.setArray(2, connection.createArrayOf("int8", sequences));
            restoreScores.setArray(3, connection.createArrayOf("float8", scores));
            restoreScores.setArray(4, connection.createArrayOf("text", bands));
            restoreScores.setArray(
                    5,
                    connection.createArrayOf(
                            "text", texts(inOrder, change -> change.at().toString())));
            restoreScores.setArray(6, connection.createArrayOf("text", recordedAt));
            restoreScores.setArray(7, connection.createArrayOf("text", texts(inOrder, publisher::terms)));
            restoreScores.executeUpdate();
            restoreChanges.setArray(1, connection.createArrayOf("text", cells));
            restoreChanges.setArray(2, connection.createArrayOf("int8", sequences));
            restoreChanges.setArray(3, connection.createArrayOf("text", bands));
            restoreChanges.setArray(4, connection.createArrayOf("text", recordedAt));
            restoreChanges.setArray(
                    5,
                    connection.createArrayOf(
                            "text", inOrder.stream().map(Last::value).toArray(String[]::new)));
            restoreChanges.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("restore " + inOrder.size() + " published scores", e);
        }
    }

    private static String[] texts(List<Last> inOrder, Function<ScoreChanged, String> member) {
        return inOrder.stream().map(last -> member.apply(last.change())).toArray(String[]::new);
    }
}
