package org.mineralwatch.alert;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.mineralwatch.alert.Records.newConsumer;
import static org.mineralwatch.alert.Records.rebase;
import static org.mineralwatch.alert.Records.score;
import static org.mineralwatch.alert.Subscriptions.post;
import static org.mineralwatch.alert.Subscriptions.rising;
import static org.mineralwatch.alert.Subscriptions.subscribe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mineralwatch.alert.WebhookReceiver.Received;
import org.mineralwatch.localstack.testing.LocalStackResource;

/** Deliveries that are held back, let go, and repeated. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class ResumeDeliveriesTest {
    private final WebhookReceiver receiver = new WebhookReceiver();
    private final Topics topics = new Topics();
    private String consumer = "";
    private String cell = "";
    private String otherCell = "";

    @BeforeEach
    void consumesAlone() {
        consumer = newConsumer();
        cell = consumer + "/samarium/refining";
        otherCell = consumer + "/gallium/refining";
    }

    @AfterEach
    void close() {
        topics.close();
        receiver.close();
    }

    @Test
    void whatIsRaisedDuringAPauseIsDeliveredInOrderAfterIt() {
        var subscription = subscribe(receiver, consumer, rising(80));
        call(subscription, "pause", "").statusCode(200).body("state", equalTo("paused"));
        crossThrice();
        await().untilAsserted(() -> assertThat(subscription.deliveries()).hasSize(4));
        assertThat(receiver.received()).isEmpty();

        call(subscription, "resume", "{\"catchUp\": \"all\"}").statusCode(200).body("state", equalTo("active"));

        await().untilAsserted(() -> assertThat(receiver.received()).hasSize(4));
        assertThat(receiver.about(cell)).extracting(Received::score).containsExactly(81.0, 82.0, 83.0);
    }

    @Test
    void theLatestOfEachSubjectWillDoIfItsOwnerSaysSo() {
        var subscription = subscribe(receiver, consumer, rising(80));
        call(subscription, "pause", "").statusCode(200);
        crossThrice();
        await().untilAsserted(() -> assertThat(subscription.deliveries()).hasSize(4));

        call(subscription, "resume", "{\"catchUp\": \"latest\"}").statusCode(200);

        await().untilAsserted(() -> assertThat(receiver.received()).hasSize(2));
        assertThat(receiver.about(cell)).extracting(Received::score).containsExactly(83.0);
        assertThat(receiver.about(otherCell)).extracting(Received::score).containsExactly(84.0);
        await().untilAsserted(() -> assertThat(subscription.deliveries())
                .extracting(delivery -> delivery.get("state"))
                .containsExactlyInAnyOrder("delivered", "delivered", "skipped", "skipped"));
    }

    @Test
    void nothingOfTheBacklogWillDoToo() {
        var subscription = subscribe(receiver, consumer, rising(80));
        call(subscription, "pause", "").statusCode(200);
        crossThrice();
        await().untilAsserted(() -> assertThat(subscription.deliveries()).hasSize(4));

        call(subscription, "resume", "{\"catchUp\": \"none\"}").statusCode(200);
        topics.scores(score(cell, 7, 60), score(cell, 8, 85));

        await().untilAsserted(() -> assertThat(receiver.received()).hasSize(1));
        assertThat(receiver.about(cell)).extracting(Received::score).containsExactly(85.0);
    }

    @Test
    void anEndpointThatWasGivenUpIsServedAgainFromWhereItWasLost() {
        var subscription = subscribe(receiver, consumer, rising(80));
        receiver.answer(500);
        topics.scores(rebase(cell, 1, 60), score(cell, 2, 81));
        await().untilAsserted(() -> assertThat(subscription.state()).isEqualTo("disabled"));
        topics.scores(score(cell, 3, 60), score(cell, 4, 82));
        await().untilAsserted(() -> assertThat(subscription.deliveries()).hasSize(2));
        int before = receiver.received().size();
        receiver.answer(204);

        call(subscription, "resume", "").statusCode(200);

        await().untilAsserted(() -> assertThat(receiver.received()).hasSize(before + 2));
        assertThat(receiver.received().subList(before, before + 2))
                .extracting(Received::score)
                .containsExactly(81.0, 82.0);
        await().untilAsserted(() ->
                assertThat(subscription.delivery(1).getList("log.status")).containsExactly(500, 500, 500, 500, 204));
    }

    @Test
    void oneIsDeliveredOnceMoreWithTheSameId() {
        var subscription = subscribe(receiver, consumer, rising(80));
        topics.scores(rebase(cell, 1, 60), score(cell, 2, 81));
        await().untilAsserted(() ->
                assertThat(subscription.delivery(0).getString("state")).isEqualTo("delivered"));
        String delivery = subscription.delivery(0).getString("id");

        given().post("/v1/deliveries/" + delivery + "/redelivery").then().statusCode(202);

        await().untilAsserted(() -> assertThat(receiver.received()).hasSize(2));
        assertThat(receiver.received().stream()
                        .map(webhook -> webhook.header("webhook-id"))
                        .distinct())
                .hasSize(1);
        await().untilAsserted(() ->
                assertThat(subscription.delivery(0).getList("log.status")).containsExactly(204, 204));
    }

    @Test
    void aRangeIsDeliveredOnceMoreInOrder() {
        var subscription = subscribe(receiver, consumer, rising(80));
        Instant before = Instant.now().minusSeconds(60);
        crossThrice();
        await().untilAsserted(() -> assertThat(subscription.deliveries())
                .hasSize(4)
                .allMatch(each -> "delivered".equals(each.get("state"))));

        call(subscription, "replay", "{\"fromSequence\": 1, \"toSequence\": 3}")
                .statusCode(202)
                .body("deliveries", equalTo(3));
        await().untilAsserted(() -> assertThat(receiver.received()).hasSize(7));
        await().untilAsserted(() ->
                assertThat(subscription.deliveries()).allMatch(each -> "delivered".equals(each.get("state"))));
        call(
                        subscription,
                        "replay",
                        "{\"from\": \"%s\", \"to\": \"%s\"}"
                                .formatted(before, Instant.now().plusSeconds(60)))
                .statusCode(202)
                .body("deliveries", equalTo(4));

        await().untilAsserted(() -> assertThat(receiver.received()).hasSize(11));
        assertThat(receiver.about(cell).subList(0, 6))
                .extracting(Received::score)
                .startsWith(81.0, 82.0, 83.0, 81.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "resume | {\"catchUp\": \"some\"} | /catchUp",
                "resume | {\"other\": 1} | /other",
                "resume | {\"catchUp\": null} | /catchUp",
                "replay | {} | ''",
                "replay | {\"from\": \"2026-01-01T00:00:00Z\"} | /to",
                "replay | {\"from\": \"yesterday\", \"to\": \"2026-01-01T00:00:00Z\"} | /from",
                "replay | {\"from\": \"2026-01-02T00:00:00Z\", \"to\": \"2026-01-01T00:00:00Z\"} | /to",
                "replay | {\"fromSequence\": 0, \"toSequence\": 1} | /fromSequence",
                "replay | {\"fromSequence\": 1.5, \"toSequence\": 2} | /fromSequence",
                "replay | {\"fromSequence\": 3, \"toSequence\": 2} | /toSequence",
                "replay | {\"fromSequence\": 1, \"to\": \"2026-01-01T00:00:00Z\"} | ''"
            })
    void whatMakesNoSenseIsAProblemWithAPointer(String call, String body, String pointer) {
        var subscription = subscribe(receiver, consumer, rising(80));

        call(subscription, call, body).statusCode(422).body("errors[0].pointer", equalTo(pointer));
    }

    @Test
    void nobodysSubscriptionIsNotThere() {
        var nobodys = new Subscriptions.Made("4a1c5ba0-4f2f-4a06-9fd3-6c1b0f6d8a11", "");

        Stream.of("pause", "resume").forEach(call -> call(nobodys, call, "").statusCode(404));
        call(nobodys, "replay", "{\"fromSequence\": 1, \"toSequence\": 2}").statusCode(404);
        given().post("/v1/deliveries/" + nobodys.id() + "/redelivery").then().statusCode(404);
    }

    /** Ten in a row open the breaker, and seven more may have been on their way; from then on one tries at a time. */
    @Test
    void anEndpointThatTakesNothingIsAskedSeldomAndGivenUpInTheEnd() {
        receiver.answer(500);
        var subscription = subscribe(receiver, consumer, rising(80));

        crossInTwentyCells();

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(subscription.state()).isEqualTo("disabled"));
        assertThat(receiver.received()).hasSizeBetween(10, 25);
        receiver.answer(204);
        call(subscription, "resume", "").statusCode(200);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(subscription.deliveries())
                        .hasSize(20)
                        .allMatch(delivery -> "delivered".equals(delivery.get("state"))));
    }

    @Test
    void anEndpointThatIsBackIsServedAtTheFirstTry() {
        var wasDown = new AtomicInteger(10);
        receiver.answer(_ -> WebhookReceiver.Answer.of(wasDown.getAndDecrement() > 0 ? 500 : 204));
        var subscription = subscribe(receiver, consumer, rising(80));

        crossInTwentyCells();

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(subscription.deliveries())
                        .hasSize(20)
                        .allMatch(delivery -> "delivered".equals(delivery.get("state"))));
        assertThat(subscription.state()).isEqualTo("active");
    }

    private void crossInTwentyCells() {
        List<String> cells = Records.MINERALS.stream()
                .map(mineral -> consumer + "/" + mineral + "/mining")
                .toList();
        topics.scores(cells.stream().map(each -> rebase(each, 1, 60)).toArray(ObjectNode[]::new));
        topics.scores(cells.stream().map(each -> score(each, 2, 81)).toArray(ObjectNode[]::new));
    }

    @Test
    void anEndpointIsSentNoMoreASecondThanItsOwnerSays() {
        var subscription = post("""
                {"endpoint": {"url": "%s", "rate": 5}, "watch": {"consumers": ["%s"]}, "conditions": [%s]}""".formatted(receiver.url(), consumer, rising(80)));
        List<String> cells = IntStream.range(0, 12)
                .mapToObj(i -> consumer + "/" + Records.MINERALS.get(i) + "/mining")
                .toList();

        topics.scores(cells.stream().map(each -> rebase(each, 1, 60)).toArray(ObjectNode[]::new));
        topics.scores(cells.stream().map(each -> score(each, 2, 81)).toArray(ObjectNode[]::new));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(receiver.received()).hasSize(12));
        List<Instant> times =
                receiver.received().stream().map(Received::at).sorted().toList();
        assertThat(Duration.between(times.getFirst(), times.getLast())).isGreaterThan(Duration.ofMillis(2000));
        assertThat(subscription.deliveries()).hasSize(12);
    }

    private void crossThrice() {
        topics.scores(
                rebase(cell, 1, 60),
                score(cell, 2, 81),
                score(cell, 3, 60),
                score(cell, 4, 82),
                score(cell, 5, 60),
                score(cell, 6, 83));
        topics.scores(rebase(otherCell, 1, 60), score(otherCell, 2, 84));
    }

    private static ValidatableResponse call(Subscriptions.Made subscription, String call, String body) {
        return given().contentType("application/json")
                .body(body)
                .post("/v1/subscriptions/" + subscription.id() + "/" + call)
                .then();
    }
}
