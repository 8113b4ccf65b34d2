package org.mineralwatch.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mineralwatch.localstack.ServiceProcess;

/**
 * Two replicas of scoring-service share the partitions, and one is killed under load: the other takes over, no cell has
 * two changes of one sequence, and the last record of each cell on the topic is what the database has. A reader of the
 * stream who goes from the one to the other, and back to the one that was killed, is told everything once.
 */
@ExtendWith(MineralWatch.Extension.class)
class ScoringReplicasIT {
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final String GROUP = "scoring-service";
    private static final List<String> MINERALS = List.of("tungsten", "gallium", "germanium", "antimony", "bismuth");
    private static final List<String> CONSUMERS = List.of("US", "EU", "JP", "KR", "IN", "GB");
    private static final int ROUNDS = 30;
    private static final int EVENTS_A_ROUND = 10;
    private static final int KILLED_IN_ROUND = 12;

    @Test
    void oneOfTwoIsKilledUnderLoadAndNothingIsLostOrTwice(MineralWatch mineralWatch) throws SQLException {
        String run = "scoring-replicas-" + UUID.randomUUID();
        var scores = new PublishedScores(mineralWatch);
        ServiceProcess first = mineralWatch.stack().scoring();
        try (ServiceProcess second = mineralWatch.stack().replicaOfScoring();
                Admin kafka = Admin.create(
                        Map.of("bootstrap.servers", mineralWatch.stack().kafka().bootstrapServers()));
                ScoreFollower follower = new ScoreFollower(List.of(first, second))) {
            second.start();
            await().atMost(LONG).until(() -> partitionsOf(kafka), shares -> shares.equals(List.of(6, 6)));
            await().atMost(LONG).until(() -> !follower.beginning().isEmpty());
            try {
                for (int round = 0; round < ROUNDS; round++) {
                    mineralWatch.postLines(bans(run, round));
                    if (round == KILLED_IN_ROUND) {
                        first.kill();
                    }
                }

                await().atMost(LONG)
                        .until(
                                () -> scores.ask("select count(distinct event_id) from policy_event_record"
                                        + " where event_id like '" + run + "%'"),
                                recorded -> recorded == ROUNDS * EVENTS_A_ROUND);
                await().atMost(LONG).until(() -> scores.ask("select count(*) from outbox") == 0);
                assertThat(partitionsOf(kafka)).isEqualTo(List.of(12));
                assertThat(scores.onTopic().newest()).isEqualTo(scores.inDatabase());
                JsonNode computed = mineralWatch.read(second.uri("/v1/scores?limit=1000"));
                Map<String, Double> computedScores = computed.get("items")
                        .valueStream()
                        .collect(Collectors.toMap(
                                item -> item.get("cell").asText(),
                                item -> item.get("score").asDouble()));
                assertThat(scores.inDatabase())
                        .allSatisfy((cell, newest) -> assertThat(computedScores).containsEntry(cell, newest.score()));
                awaitEverythingTold(follower, scores);

                first.start();
                follower.goOn();
                mineralWatch.postLines(bans(run, ROUNDS));

                await().atMost(LONG)
                        .until(
                                () -> scores.ask("select count(distinct event_id) from policy_event_record"
                                        + " where event_id like '" + run + "%'"),
                                recorded -> recorded == (ROUNDS + 1) * EVENTS_A_ROUND);
                awaitEverythingTold(follower, scores);
                assertThat(follower.connections()).isGreaterThanOrEqualTo(3);
            } finally {
                if (first.process().isEmpty()) {
                    first.start();
                }
            }
        }
    }

    private static void awaitEverythingTold(ScoreFollower follower, PublishedScores scores) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(follower.told())
                        .doesNotHaveDuplicates()
                        .isEqualTo(scores.changesAfter(follower.beginning())));
    }

    private static String bans(String run, int round) {
        return IntStream.range(0, EVENTS_A_ROUND)
                .mapToObj(n -> MineralWatch.exportBan(
                        run + "-" + round + "-" + n,
                        "CN",
                        CONSUMERS.get((round + n) % CONSUMERS.size()),
                        MINERALS.get(n % MINERALS.size())))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** How many partitions each replica has. */
    private static List<Integer> partitionsOf(Admin kafka) {
        return kafka
                .describeConsumerGroups(List.of(GROUP))
                .all()
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .values()
                .stream()
                .flatMap(group -> group.members().stream())
                .map(MemberDescription::assignment)
                .map(assignment -> assignment.topicPartitions().size())
                .sorted()
                .toList();
    }
}
