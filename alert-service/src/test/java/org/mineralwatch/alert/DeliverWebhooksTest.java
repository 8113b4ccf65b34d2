package org.mineralwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mineralwatch.alert.Records.newConsumer;
import static org.mineralwatch.alert.Records.rebase;
import static org.mineralwatch.alert.Records.score;
import static org.mineralwatch.alert.Subscriptions.post;
import static org.mineralwatch.alert.Subscriptions.rising;
import static org.mineralwatch.alert.Subscriptions.subscribe;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mineralwatch.alert.Subscriptions.Made;
import org.mineralwatch.alert.WebhookReceiver.Answer;
import org.mineralwatch.alert.WebhookReceiver.Received;
import org.mineralwatch.localstack.testing.LocalStackResource;

/** What becomes of deliveries at endpoints of all sorts. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class DeliverWebhooksTest {
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
    void aFailedDeliveryIsTriedAgainWithTheSameIdAndEveryAttemptIsLogged() {
        var subscription = subscribe(receiver, consumer, rising(80));
        answerInTurn(Answer.of(500).saying("out of order"), Answer.of(204));

        topics.cross(cell, 1);

        await().untilAsserted(() -> assertThat(receiver.received()).hasSize(2));
        assertThat(receiver.received().stream()
                        .map(webhook -> webhook.header("webhook-id"))
                        .distinct())
                .hasSize(1);
        assertThat(receiver.received()).allMatch(webhook -> webhook.isSignedWith(subscription.secret()));
        await().untilAsserted(() -> {
            JsonPath delivery = subscription.delivery(0);
            assertThat(delivery.getString("state")).isEqualTo("delivered");
            assertThat(delivery.getString("alert"))
                    .isEqualTo(receiver.received().getFirst().header("webhook-id"));
            assertThat(delivery.getList("log.status")).containsExactly(500, 204);
            assertThat(delivery.getList("log.number")).containsExactly(1, 2);
            assertThat(delivery.getString("log[0].response")).isEqualTo("out of order");
        });
    }

    @Test
    void laterAlertsOfACellWaitForTheFirstAndOtherCellsDoNot() {
        var subscription = subscribe(receiver, consumer, rising(80));
        var refusals = new AtomicInteger(3);
        receiver.answer(webhook ->
                webhook.subject().equals(cell) && refusals.getAndDecrement() > 0 ? Answer.of(500) : Answer.of(204));

        topics.cross(cell, 1);
        topics.scores(score(cell, 3, 60), score(cell, 4, 82), score(cell, 5, 60), score(cell, 6, 83));
        topics.cross(otherCell, 1);

        await().untilAsserted(() -> assertThat(receiver.about(cell)).hasSize(6));
        assertThat(receiver.about(cell))
                .extracting(Received::score)
                .containsExactly(81.0, 81.0, 81.0, 81.0, 82.0, 83.0);
        Instant firstTaken = receiver.about(cell).get(3).at();
        assertThat(receiver.about(otherCell).getFirst().at()).isBefore(firstTaken);
        await().untilAsserted(() ->
                assertThat(subscription.deliveries()).allMatch(delivery -> "delivered".equals(delivery.get("state"))));
    }

    @Test
    void aDeadEndpointAndASlowOneDelayNoOther() throws Exception {
        try (var hanging = new RawReceiver(_ -> new CountDownLatch(1).await());
                var slow = new WebhookReceiver()) {
            slow.answer(_ -> Answer.of(204).after(Duration.ofSeconds(30)));
            post("""
                    {"endpoint": {"url": "http://127.0.0.1:%d/", "timeout": "PT30S"}, "watch": {"consumers": ["%s"]},
                     "conditions": [%s]}""".formatted(hanging.port(), consumer, rising(80)));
            subscribe(slow, consumer, rising(80));
            subscribe(receiver, consumer, rising(80));
            List<String> cells = Records.MINERALS.stream()
                    .map(mineral -> consumer + "/" + mineral + "/mining")
                    .toList();

            cells.forEach(each -> topics.cross(each, 1));

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(receiver.received()).hasSize(cells.size()));
        }
    }

    @Test
    void anAnswerIsMetHoweverQuicklyItComes() {
        var subscription = subscribe(receiver, consumer, rising(80));
        int crossings = 150;
        topics.scores(rebase(cell, 1, 60));

        for (int i = 0; i < crossings; i++) {
            topics.scores(score(cell, 2 + 2 * i, 81), score(cell, 3 + 2 * i, 60));
        }

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(subscription.deliveries())
                        .hasSize(crossings)
                        .allMatch(delivery -> "delivered".equals(delivery.get("state"))));
        assertThat(subscription.deliveries())
                .allMatch(delivery -> Integer.valueOf(1).equals(delivery.get("attempts")));
        assertThat(receiver.received()).hasSize(crossings);
    }

    /** As a server does whose idle connections are too many: it takes one request, and ends the connection at the next. */
    @Test
    void aConnectionThatEndsUnderARequestIsNoFailureOfTheEndpoint() throws Exception {
        try (var closing = new ClosingReceiver()) {
            var subscription = post("""
                    {"endpoint": {"url": "%s"}, "watch": {"consumers": ["%s"]}, "conditions": [%s]}""".formatted(closing.url(), consumer, rising(80)));

            topics.cross(cell, 1);
            await().untilAsserted(() -> assertThat(closing.answered()).isEqualTo(1));
            topics.cross(otherCell, 1);

            await().untilAsserted(() -> assertThat(subscription.deliveries())
                    .hasSize(2)
                    .allMatch(delivery -> "delivered".equals(delivery.get("state"))));
            assertThat(subscription.deliveries())
                    .allMatch(delivery -> Integer.valueOf(1).equals(delivery.get("attempts")));
            assertThat(closing.cutOff()).isEqualTo(1);
        }
    }

    @Test
    void noMoreRequestsGoToAnEndpointAtATimeThanAllowed() {
        var underway = new AtomicInteger();
        var most = new AtomicInteger();
        receiver.answer(_ -> {
            most.accumulateAndGet(underway.incrementAndGet(), Math::max);
            return Answer.of(204).after(Duration.ofMillis(100));
        });
        receiver.afterAnswer(underway::decrementAndGet);
        subscribe(receiver, consumer, rising(80));
        List<String> cells = Records.MINERALS.stream()
                .map(mineral -> consumer + "/" + mineral + "/refining")
                .toList();

        topics.scores(cells.stream()
                .map(each -> rebase(each, 1, 60))
                .toArray(com.fasterxml.jackson.databind.node.ObjectNode[]::new));
        topics.scores(cells.stream()
                .map(each -> score(each, 2, 81))
                .toArray(com.fasterxml.jackson.databind.node.ObjectNode[]::new));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(receiver.received()).hasSize(cells.size()));
        assertThat(most.get()).isBetween(2, 8);
    }

    @Test
    void anEndpointThatIsGoneIsLeftInPeace() {
        var subscription = subscribe(receiver, consumer, rising(80));
        receiver.answer(410);

        topics.cross(cell, 1);
        await().untilAsserted(() -> assertThat(subscription.state()).isEqualTo("disabled"));
        topics.cross(otherCell, 1);

        await().untilAsserted(() -> assertThat(subscription.deliveries()).hasSize(2));
        assertThat(subscription.deliveries()).allMatch(delivery -> "pending".equals(delivery.get("state")));
        assertThat(subscription.deliveries()).noneMatch(delivery -> delivery.containsKey("nextAttemptAt"));
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void anEndpointThatTakesNothingIsGivenUpWhenTheScheduleEnds() {
        var subscription = subscribe(receiver, consumer, rising(80));
        receiver.answer(500);

        topics.cross(cell, 1);

        await().untilAsserted(() -> assertThat(subscription.state()).isEqualTo("disabled"));
        assertThat(receiver.received()).hasSize(4);
        assertThat(subscription.delivery(0).getString("state")).isEqualTo("exhausted");
        assertThat(subscription.delivery(0).getList("log.status")).containsExactly(500, 500, 500, 500);
    }

    @Test
    void aRedirectIsAFailureAndNotFollowed() {
        var subscription = subscribe(receiver, consumer, rising(80));
        answerInTurn(Answer.of(302).with("Location", receiver.url() + "/elsewhere"), Answer.of(204));

        topics.cross(cell, 1);

        await().untilAsserted(() -> assertThat(receiver.received()).hasSize(2));
        assertThat(receiver.received()).extracting(Received::path).containsOnly("/hook");
        await().untilAsserted(() ->
                assertThat(subscription.delivery(0).getList("log.status")).containsExactly(302, 204));
    }

    @Test
    void anAnswerAfterTheTimeoutDoesNotCount() {
        var subscription = post("""
                {"endpoint": {"url": "%s", "timeout": "PT1S"}, "watch": {"consumers": ["%s"]}, "conditions": [%s]}""".formatted(receiver.url(), consumer, rising(80)));
        answerInTurn(Answer.of(204).after(Duration.ofSeconds(20)), Answer.of(204));

        topics.cross(cell, 1);

        await().untilAsserted(() -> {
            JsonPath delivery = subscription.delivery(0);
            assertThat(delivery.getString("state")).isEqualTo("delivered");
            assertThat(delivery.getString("log[0].failure")).isEqualTo("timeout");
            assertThat(delivery.getString("log[0].detail")).contains("PT1S");
        });
    }

    @Test
    void nobodyListeningIsLoggedAsSuch() {
        Made subscription;
        try (var leaving = new WebhookReceiver()) {
            subscription = subscribe(leaving, consumer, rising(80));
            subscription.awaitConsent();
        }

        topics.cross(cell, 1);

        await().untilAsserted(() -> assertThat(subscription.deliveries()).hasSize(1));
        await().untilAsserted(() ->
                assertThat(subscription.delivery(0).getString("log[0].failure")).isEqualTo("not-connected"));
    }

    @Test
    void patienceThatIsAskedForIsGranted() {
        var subscription = subscribe(receiver, consumer, rising(80));
        receiver.answer(_ -> Answer.of(503).with("Retry-After", "120"));

        topics.cross(cell, 1);

        await().untilAsserted(() -> {
            assertThat(subscription.deliveries()).isNotEmpty();
            Map<String, Object> delivery = subscription.deliveries().getFirst();
            assertThat(delivery.get("attempts")).isEqualTo(1);
            assertThat(Instant.parse((String) delivery.get("nextAttemptAt")))
                    .isBetween(Instant.now().plusSeconds(90), Instant.now().plusSeconds(121));
            assertThat(subscription.delivery(0).getString("log[0].detail"))
                    .isEqualTo("it asked to be left alone for PT2M");
        });
    }

    @Test
    void aHugeAnswerIsNotRead() {
        var subscription = subscribe(receiver, consumer, rising(80));
        receiver.answer(_ -> Answer.of(200).saying("x".repeat(5_000_000)));

        topics.cross(cell, 1);

        await().untilAsserted(() -> {
            JsonPath delivery = subscription.delivery(0);
            assertThat(delivery.getString("state")).isEqualTo("delivered");
            assertThat(delivery.getString("log[0].response")).hasSize(1024);
        });
    }

    @Test
    void whatIsOnItsWayToADeletedSubscriptionIsDropped() {
        var subscription = subscribe(receiver, consumer, rising(80));
        receiver.answer(500);
        topics.cross(cell, 1);
        await().untilAsserted(() -> assertThat(receiver.received()).isNotEmpty());

        subscription.delete();

        int before = receiver.received().size();
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(10))
                // One more may have been on its way as the subscription went.
                .untilAsserted(() -> assertThat(receiver.received()).hasSizeLessThanOrEqualTo(before + 1));
    }

    private void answerInTurn(Answer... answers) {
        var turn = new AtomicInteger();
        receiver.answer(_ -> answers[Math.min(turn.getAndIncrement(), answers.length - 1)]);
    }
}
