package org.mineralwatch.scoring;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.mineralwatch.localstack.testing.LocalStackResource;
import org.mineralwatch.scoring.domain.Baseline;
import org.mineralwatch.scoring.domain.Cell;
import org.mineralwatch.scoring.domain.ScoreModels;
import org.mineralwatch.scoring.domain.Valued;
import org.mineralwatch.scoring.outbound.BaselineVersions;
import org.mineralwatch.scoring.outbound.PolicyEventRecordStore;

/** A second version of the baseline becomes known. */
@QuarkusTest
@WithTestResource(value = LocalStackResource.class, initArgs = @ResourceArg(name = "database", value = "scoring"))
class RebaseScoresTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Cell GALLIUM = Cell.of("US/gallium/refining");

    @Inject
    TestClock clock;

    @Inject
    RescoreDependencies shipped;

    @Inject
    PolicyEventRecordStore records;

    @Inject
    Instances instances;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Test
    void onItsDayScoresAreBasedOnItAndWhatMovedMostIsSaid() {
        ScoreModels both = knownFrom(clock.today().plusDays(1));
        String before = both.knownOn(clock.today()).baseline().version();
        String after = both.knownOn(clock.today().plusDays(1)).baseline().version();
        RescoreDependencies withBoth = instances.with(both);
        try (var topic = TopicReader.fromNow(bootstrapServers, "dependency-scores.v1")) {
            withBoth.bringToToday();
            clock.turnDays(1);
            withBoth.bringToToday();

            await().atMost(LONG).untilAsserted(() -> {
                JsonNode change = lastRebase(topic, after);
                assertThat(change.get("at").asText()).isEqualTo(clock.today().toString());
                assertThat(change.get("baselineVersion").asText()).isEqualTo(after);
                assertThat(change.get("score").asDouble())
                        .isLessThan(change.at("/previous/score").asDouble());
            });
            JsonPath answer = given().when()
                    .get("/v1/rebases?limit=1")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            assertThat(answer.getString("items[0].now.baselineVersion")).isEqualTo(after);
            assertThat(answer.getString("items[0].before.baselineVersion")).isEqualTo(before);
            assertThat(answer.getInt("items[0].moved")).isPositive();
            List<Double> moves = answer.getList("items[0].moves.change", Double.class);
            assertThat(moves).isSortedAccordingTo(Comparator.comparing((Double move) -> -Math.abs(move)));
            given().when()
                    .get("/v1/rebases/" + answer.getLong("items[0].number"))
                    .then()
                    .statusCode(200)
                    .body("moves.size()", equalTo(answer.getInt("items[0].moved")))
                    .body("moves[0].change", equalTo(moves.getFirst().floatValue()));
            JsonPath next = given().when()
                    .get("/v1/rebases?limit=1&cursor=" + answer.getString("next"))
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            assertThat(next.getLong("items[0].number")).isLessThan(answer.getLong("items[0].number"));
        } finally {
            shipped.bringToToday();
        }
    }

    @Test
    void whatWasKnownIncludesTheBaselineOfItsTime() {
        LocalDate today = clock.today();
        ScoreModels both = knownFrom(today);
        ReadScores readScores = new ReadScores(both, records, clock);

        Valued now = gallium(readScores, today, today);
        Valued yesterday = gallium(readScores, today, today.minusDays(1));
        Valued longAgo = gallium(readScores, today, LocalDate.of(2001, 1, 1));

        assertThat(now.baselineVersion())
                .isNotEqualTo(yesterday.baselineVersion())
                .isEqualTo(readScores
                        .curve(GALLIUM, new ReadScores.Span(today, today), Optional.of(today))
                        .orElseThrow()
                        .baselineVersion());
        assertThat(yesterday.baselineVersion())
                .isEqualTo(both.knownOn(today.minusDays(1)).baseline().version());
        assertThat(longAgo.baselineVersion()).isEqualTo(yesterday.baselineVersion());
        assertThat(now.score().points()).isLessThan(yesterday.score().points());
    }

    @Test
    void aRebaseThatNeverWasIsNotFound() {
        for (String number : List.of("0", "999999", "first")) {
            given().when()
                    .get("/v1/rebases/" + number)
                    .then()
                    .statusCode(404)
                    .body("type", equalTo("https://mineralwatch.org/problems/unknown-rebase"));
        }
        given().when().get("/v1/rebases?cursor=abc").then().statusCode(400);
    }

    private static Valued gallium(ReadScores readScores, LocalDate at, LocalDate known) {
        return readScores
                .one(GALLIUM, new ReadScores.Days(Optional.of(at), Optional.of(known)))
                .orElseThrow();
    }

    /** The shipped baseline, and from a day on the second. */
    private static ScoreModels knownFrom(LocalDate day) {
        SortedMap<LocalDate, Baseline> versions = BaselineVersions.both();
        return new ScoreModels(new TreeMap<>(Map.of(
                LocalDate.of(2020, 1, 1),
                versions.sequencedValues().getFirst(),
                day,
                versions.sequencedValues().getLast())));
    }

    private static JsonNode lastRebase(TopicReader topic, String version) {
        return topic.messages().stream()
                .map(TopicReader.Message::value)
                .filter(change -> change.get("cell").asText().equals(GALLIUM.toString()))
                .filter(change -> change.at("/cause/rebase").asText().equals(version))
                .reduce((_, last) -> last)
                .orElseThrow(() -> new AssertionError("no rebase of " + GALLIUM));
    }
}
