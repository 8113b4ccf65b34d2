package org.mineralwatch.alert;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.mineralwatch.alert.Records.newConsumer;
import static org.mineralwatch.alert.Records.rebase;
import static org.mineralwatch.alert.Records.score;
import static org.mineralwatch.alert.Subscriptions.subscribe;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mineralwatch.localstack.testing.LocalStackResource;

/** What is held back for a while, and what is told of it afterwards. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class SilencesTest {
    @Inject
    ObservedScores observed;

    @Inject
    TurnedClock clock;

    private final WebhookReceiver receiver = new WebhookReceiver();
    private final Topics topics = new Topics();
    private final String consumer = newConsumer();
    private final String cell = consumer + "/samarium/refining";

    @BeforeEach
    void subscribed() {
        topics.scores(rebase(cell, 1, 60));
        observed.await(cell, 1);
        subscribe(receiver, consumer, "{\"kind\": \"threshold\", \"at\": 80, \"worsening\": 5}");
    }

    @AfterEach
    void close() {
        clock.reset();
        topics.close();
        receiver.close();
    }

    @Test
    void whatIsHeldBackIsKeptAndToldAtOnceWhenReleased() {
        String silence = silence("\"comment\": \"Kim is on it\"");

        topics.scores(score(cell, 2, 81), score(cell, 3, 87));
        observed.await(cell, 3);
        assertThat(receiver.received()).isEmpty();
        given().get("/v1/silences/" + silence)
                .then()
                .body("state", equalTo("active"))
                .body("comment", equalTo("Kim is on it"))
                .body("heldBack", equalTo(2));
        given().get("/v1/alerts?silence=" + silence).then().body("items", hasSize(2));
        release(silence);

        await().untilAsserted(() -> assertThat(scores()).containsExactly(87.0));
        given().get("/v1/silences/" + silence).then().body("state", equalTo("ended"));
        topics.scores(score(cell, 4, 93));
        await().untilAsserted(() -> assertThat(scores()).containsExactly(87.0, 93.0));
    }

    @Test
    void whatHasClearedMeanwhileIsNotToldAfterwards() {
        String silence = silence("\"comment\": \"\"");
        topics.scores(score(cell, 2, 81), score(cell, 3, 60));
        observed.await(cell, 3);

        release(silence);
        topics.scores(score(cell, 4, 82));

        await().untilAsserted(() -> assertThat(scores()).containsExactly(82.0));
    }

    @Test
    void itEndsByItselfAtItsTime() {
        silence("\"until\": \"" + clock.instant().plus(Duration.ofHours(3)) + "\"");
        topics.scores(score(cell, 2, 81));
        observed.await(cell, 2);
        assertThat(receiver.received()).isEmpty();

        clock.turn(Duration.ofHours(3).plusSeconds(1));

        await().untilAsserted(() -> assertThat(scores()).containsExactly(81.0));
    }

    @Test
    void whatIsWorseIsToldAllTheSame() {
        topics.scores(score(cell, 2, 75));
        observed.await(cell, 2);
        silence("\"unlessWorseBy\": 10");

        topics.scores(score(cell, 3, 81), score(cell, 4, 86));

        await().untilAsserted(() -> assertThat(scores()).containsExactly(86.0));
    }

    @Test
    void untilItClearsIsUntilThenAndNotForTheNextTime() {
        silence("\"untilCleared\": true");

        topics.scores(score(cell, 2, 81), score(cell, 3, 60), score(cell, 4, 82));

        await().untilAsserted(() -> assertThat(scores()).containsExactly(82.0));
    }

    @Test
    void otherCellsAreTold() {
        String other = consumer + "/gallium/mining";
        topics.scores(rebase(other, 1, 60));
        given().contentType("application/json")
                .body("{\"matcher\": {\"consumer\": \"" + consumer + "\", \"group\": \"rare-earths\"}}")
                .post("/v1/silences")
                .then()
                .statusCode(201);

        topics.scores(score(cell, 2, 81), score(other, 2, 82));

        await().untilAsserted(() -> assertThat(receiver.about(other)).hasSize(1));
        assertThat(receiver.about(cell)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | /matcher | missing",
                "{\"matcher\": {}} | /matcher/ | at least one",
                "{\"matcher\": {\"consumer\": \"USA\"}} | /matcher/consumer | US",
                "{\"matcher\": {\"mineral\": \"galium\"}} | /matcher/mineral | gallium",
                "{\"matcher\": {\"stage\": \"refinig\"}} | /matcher/stage | refining",
                "{\"matcher\": {\"type\": \"rised\"}} | /matcher/type | raised",
                "{\"matcher\": {\"subscription\": \"7\"}} | /matcher/subscription | id",
                "{\"matcher\": {\"type\": \"raised\"}, \"until\": \"2020-01-01T00:00:00Z\"} | /until | ahead",
                "{\"matcher\": {\"type\": \"raised\"}, \"until\": \"tomorrow\"} | /until | moment",
                "{\"matcher\": {\"type\": \"raised\"}, \"unlessWorseBy\": 0} | /unlessWorseBy | above 0",
                "{\"matcher\": {\"type\": \"raised\"}, \"forever\": true} | /forever | known"
            })
    void whatIsNoSilenceIsAProblem(String body, String pointer, String mend) {
        given().contentType("application/json")
                .body(body)
                .post("/v1/silences")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo(pointer))
                .body(containsString(mend));
    }

    @Test
    void aSilenceThatIsNotThereIsAProblem() {
        given().get("/v1/silences/" + UUID.randomUUID()).then().statusCode(404);
        given().delete("/v1/silences/" + UUID.randomUUID()).then().statusCode(404);
        given().get("/v1/silences?state=sleeping").then().statusCode(400);
        given().get("/v1/silences?state=active&limit=1").then().statusCode(200).body("items.size()", equalTo(1));
    }

    private String silence(String members) {
        return given().contentType("application/json")
                .body("{\"matcher\": {\"consumer\": \"" + consumer + "\", \"mineral\": \"Sm\"}, " + members + "}")
                .post("/v1/silences")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
    }

    private static void release(String silence) {
        given().delete("/v1/silences/" + silence).then().statusCode(204);
    }

    private List<Double> scores() {
        return receiver.about(cell).stream()
                .map(WebhookReceiver.Received::score)
                .toList();
    }
}
