package org.mineralwatch.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** scoring-service loses its database: from the topics it makes another, with the same scores to the last bit. */
@ExtendWith(MineralWatch.Extension.class)
class RebuildIT {
    private static final Duration LONG = Duration.ofSeconds(90);

    @Test
    void anEmptyDatabaseIsFilledFromTheTopicsAndNothingIsPublishedAgain(MineralWatch mineralWatch) throws SQLException {
        var scores = new PublishedScores(mineralWatch);
        String cell = "KR/tungsten/refining";
        String ban = "rebuild-" + UUID.randomUUID();
        assertThat(mineralWatch
                        .postEvent(MineralWatch.exportBan(ban, "CN", "KR", "tungsten"))
                        .status())
                .isEqualTo(201);
        await().atMost(LONG).until(() -> mineralWatch.score(cell).get("byEvent").has(ban));
        await().atMost(LONG).until(() -> scores.ask("select count(*) from outbox") == 0);
        URI everything = mineralWatch
                .stack()
                .scoring()
                .uri("/v1/scores?limit=1000&sort=cell&at=" + MineralWatch.today() + "&known=" + MineralWatch.today());
        JsonNode answered = mineralWatch.read(everything);
        var stored = scores.inDatabase();
        var published = scores.onTopic();

        mineralWatch.stack().scoring().stop();
        try (Connection server = scores.connect("postgres");
                Statement statement = server.createStatement()) {
            statement.execute("drop database scoring with (force)");
            statement.execute("create database scoring");
        }
        mineralWatch.stack().scoring().start();

        assertThat(mineralWatch.read(everything)).isEqualTo(answered);
        assertThat(scores.inDatabase()).isEqualTo(stored);
        assertThat(scores.onTopic()).isEqualTo(published);
        long before = scores.sequenceOf(cell);
        assertThat(mineralWatch
                        .postEvent(MineralWatch.exportBan(ban + "-again", "VN", "KR", "tungsten"))
                        .status())
                .isEqualTo(201);
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(scores.sequenceOf(cell)).isEqualTo(before + 1));
    }
}
