package org.mineralwatch.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.mineralwatch.localstack.PostgresServer;

/** The newest score of each cell, as the database of scoring-service and as the topic have it. */
final class PublishedScores {
    private final MineralWatch mineralWatch;

    PublishedScores(MineralWatch mineralWatch) {
        this.mineralWatch = mineralWatch;
    }

    record Newest(long sequence, double score) {}

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                mineralWatch.stack().postgres().jdbcUrl(database), PostgresServer.USER, PostgresServer.USER);
    }

    long ask(String question) throws SQLException {
        try (Connection database = connect("scoring");
                Statement statement = database.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getLong(1);
        }
    }

    /** The changes behind an id of the stream, as {@code cell/sequence}, in the order of commits. */
    List<String> changesAfter(String streamId) throws SQLException {
        String place = streamId.substring(streamId.indexOf('-') + 1);
        List<String> changes = new ArrayList<>();
        try (Connection database = connect("scoring");
                Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(
                        "select cell, sequence from score_change where position > " + place + " order by position")) {
            while (row.next()) {
                changes.add(row.getString(1) + "/" + row.getLong(2));
            }
        }
        return changes;
    }

    long sequenceOf(String cell) throws SQLException {
        return ask("select sequence from dependency_score where cell = '" + cell + "'");
    }

    SortedMap<String, Newest> inDatabase() throws SQLException {
        SortedMap<String, Newest> newest = new TreeMap<>();
        try (Connection database = connect("scoring");
                Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("select cell, sequence, score from dependency_score")) {
            while (row.next()) {
                newest.put(row.getString(1), new Newest(row.getLong(2), row.getDouble(3)));
            }
        }
        return newest;
    }

    /** All that is on the topic, which must be each cell's changes in their sequence; a repetition is the same again. */
    OnTopic onTopic() {
        SortedMap<String, Newest> newest = new TreeMap<>();
        Map<String, Map<Long, String>> bySequence = new HashMap<>();
        long records = 0;
        Map<String, Object> settings =
                Map.of("bootstrap.servers", mineralWatch.stack().kafka().bootstrapServers());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partitions = consumer.partitionsFor("dependency-scores.v1").stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    if (record.headers().lastHeader("ce_id") == null) {
                        // Poison of another test: what the service publishes is a CloudEvent.
                        continue;
                    }
                    records++;
                    JsonNode change = MineralWatch.parse(record.value());
                    long sequence = change.get("sequence").asLong();
                    String same = bySequence
                            .computeIfAbsent(record.key(), _ -> new HashMap<>())
                            .putIfAbsent(sequence, record.value());
                    assertThat(same == null || same.equals(record.value()))
                            .as("two changes %d of %s", sequence, record.key())
                            .isTrue();
                    newest.put(
                            record.key(),
                            new Newest(sequence, change.get("score").asDouble()));
                }
            }
        }
        bySequence.forEach((cell, changes) -> assertThat(changes.keySet())
                .as("sequence of %s", cell)
                .hasSize(Math.toIntExact(changes.keySet().stream()
                        .mapToLong(Long::longValue)
                        .max()
                        .orElse(0))));
        return new OnTopic(newest, records);
    }

    record OnTopic(SortedMap<String, Newest> newest, long records) {}
}
