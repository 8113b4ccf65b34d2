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
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mineralwatch.alert.Subscriptions.Made;
import org.mineralwatch.alert.WebhookReceiver.Answer;
import org.mineralwatch.alert.WebhookReceiver.Received;
import org.mineralwatch.alert.outbound.ReplicaLock;
import org.mineralwatch.localstack.testing.LocalStackResource;

/** What becomes of deliveries at endpoints of all sorts. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class DeliverWebhooksTest {

    @Inject
    DataSource dataSource;

    @Inject
    ReplicaLock replica;

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

        cross(cell, 1);

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

        cross(cell, 1);
        topics.scores(score(cell, 3, 60), score(cell, 4, 82), score(cell, 5, 60), score(cell, 6, 83));
        cross(otherCell, 1);

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
            List<String> cells = minerals().stream()
                    .map(mineral -> consumer + "/" + mineral + "/mining")
                    .toList();

            cells.forEach(each -> cross(each, 1));

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

            cross(cell, 1);
            await().untilAsserted(() -> assertThat(closing.answered()).isEqualTo(1));
            cross(otherCell, 1);

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
        List<String> cells = minerals().stream()
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

        cross(cell, 1);
        await().untilAsserted(() -> assertThat(subscription.state()).isEqualTo("disabled"));
        cross(otherCell, 1);

        await().untilAsserted(() -> assertThat(subscription.deliveries()).hasSize(2));
        assertThat(subscription.deliveries()).allMatch(delivery -> "pending".equals(delivery.get("state")));
        assertThat(subscription.deliveries()).noneMatch(delivery -> delivery.containsKey("nextAttemptAt"));
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void anEndpointThatTakesNothingIsGivenUpWhenTheScheduleEnds() {
        var subscription = subscribe(receiver, consumer, rising(80));
        receiver.answer(500);

        cross(cell, 1);

        await().untilAsserted(() -> assertThat(subscription.state()).isEqualTo("disabled"));
        assertThat(receiver.received()).hasSize(4);
        assertThat(subscription.delivery(0).getString("state")).isEqualTo("exhausted");
        assertThat(subscription.delivery(0).getList("log.status")).containsExactly(500, 500, 500, 500);
    }

    @Test
    void aRedirectIsAFailureAndNotFollowed() {
        var subscription = subscribe(receiver, consumer, rising(80));
        answerInTurn(Answer.of(302).with("Location", receiver.url() + "/elsewhere"), Answer.of(204));

        cross(cell, 1);

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

        cross(cell, 1);

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

        cross(cell, 1);

        await().untilAsserted(() -> assertThat(subscription.deliveries()).hasSize(1));
        await().untilAsserted(() ->
                assertThat(subscription.delivery(0).getString("log[0].failure")).isEqualTo("not-connected"));
    }

    @Test
    void patienceThatIsAskedForIsGranted() {
        var subscription = subscribe(receiver, consumer, rising(80));
        receiver.answer(_ -> Answer.of(503).with("Retry-After", "120"));

        cross(cell, 1);

        await().untilAsserted(() -> {
            Map<String, Object> delivery = subscription.deliveries().getFirst();
            assertThat(delivery.get("attempts")).isEqualTo(1);
            assertThat(Instant.parse((String) delivery.get("nextAttemptAt")))
                    .isBetween(Instant.now().plusSeconds(90), Instant.now().plusSeconds(121));
        });
    }

    @Test
    void aHugeAnswerIsNotRead() {
        var subscription = subscribe(receiver, consumer, rising(80));
        receiver.answer(_ -> Answer.of(200).saying("x".repeat(5_000_000)));

        cross(cell, 1);

        await().untilAsserted(() -> {
            JsonPath delivery = subscription.delivery(0);
            assertThat(delivery.getString("state")).isEqualTo("delivered");
            assertThat(delivery.getString("log[0].response")).hasSize(1024);
        });
    }

    @Test
    void whatAReplicaThatDiedHadClaimedIsTakenOver() throws SQLException {
        var subscription = subscribe(receiver, consumer, rising(80));
        receiver.answer(_ -> Answer.of(503).with("Retry-After", "3600"));
        cross(cell, 1);
        await().untilAsserted(() -> assertThat(subscription.deliveries())
                .first()
                .extracting("attempts")
                .isEqualTo(1));
        receiver.answer(204);

        // As a process leaves it that was killed in the middle of a request: due, held, and nobody there.
        makeDueAndHeldBy(2_000_000_000, subscription);

        await().untilAsserted(() -> assertThat(receiver.received()).hasSize(2));
        await().untilAsserted(() -> assertThat(subscription.deliveries())
                .first()
                .extracting("state")
                .isEqualTo("delivered"));
    }

    /** As it is where the answer to a commit was lost: PostgreSQL has the claim, and the replica does not know of it. */
    @Test
    void aLaneHeldByThisReplicaUnknowinglyIsLetGo() throws SQLException {
        var subscription = subscribe(receiver, consumer, rising(80));
        receiver.answer(_ -> Answer.of(503).with("Retry-After", "3600"));
        cross(cell, 1);
        await().untilAsserted(() -> assertThat(subscription.deliveries())
                .first()
                .extracting("attempts")
                .isEqualTo(1));
        receiver.answer(204);

        makeDueAndHeldBy(replica.heldNumber().orElseThrow(), subscription);

        await().untilAsserted(() -> assertThat(receiver.received()).hasSize(2));
    }

    @Test
    void whatAnotherReplicaHoldsIsLeftToIt() throws SQLException {
        int other = 2_000_000_001;
        var subscription = subscribe(receiver, consumer, rising(80));
        receiver.answer(_ -> Answer.of(503).with("Retry-After", "3600"));
        cross(cell, 1);
        await().untilAsserted(() -> assertThat(subscription.deliveries())
                .first()
                .extracting("attempts")
                .isEqualTo(1));
        receiver.answer(204);

        try (Connection alive = dataSource.getConnection();
                var lock = alive.prepareStatement("select pg_advisory_lock(1297547266, ?)")) {
            lock.setInt(1, other);
            lock.execute();
            makeDueAndHeldBy(other, subscription);

            await().during(Duration.ofSeconds(3))
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(receiver.received()).hasSize(1));
            try (var unlock = alive.prepareStatement("select pg_advisory_unlock(1297547266, ?)")) {
                unlock.setInt(1, other);
                unlock.execute();
            }
        }

        await().untilAsserted(() -> assertThat(receiver.received()).hasSize(2));
    }

    @Test
    void whatIsOnItsWayToADeletedSubscriptionIsDropped() {
        var subscription = subscribe(receiver, consumer, rising(80));
        receiver.answer(500);
        cross(cell, 1);
        await().untilAsserted(() -> assertThat(receiver.received()).isNotEmpty());

        subscription.delete();

        int before = receiver.received().size();
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(10))
                // One more may have been on its way as the subscription went.
                .untilAsserted(() -> assertThat(receiver.received()).hasSizeLessThanOrEqualTo(before + 1));
    }

    @Test
    void aLaneWithNothingPendingIsLetGo() throws SQLException {
        var subscription = subscribe(receiver, consumer, rising(80));

        try (Connection connection = dataSource.getConnection();
                PreparedStatement leave = connection.prepareStatement(
                        "insert into delivery_lane (subscription_id, subject, next_attempt_at) values (?, ?, now())")) {
            leave.setObject(1, UUID.fromString(subscription.id()));
            leave.setString(2, cell);
            leave.executeUpdate();
        }

        await().untilAsserted(() -> assertThat(lanesOf(subscription)).isZero());
        cross(cell, 1);
        await().untilAsserted(() -> assertThat(receiver.received()).hasSize(1));
    }

    private int lanesOf(Subscriptions.Made subscription) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement count =
                        connection.prepareStatement("select count(*) from delivery_lane where subscription_id = ?")) {
            count.setObject(1, UUID.fromString(subscription.id()));
            try (var row = count.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private void makeDueAndHeldBy(int replica, Subscriptions.Made subscription) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update delivery_lane set holder = ?, next_attempt_at = now() where subscription_id = ?")) {
            update.setInt(1, replica);
            update.setObject(2, UUID.fromString(subscription.id()));
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    /** The cell's score rises over 80. */
    private void cross(String cell, long sequence) {
        topics.scores(rebase(cell, sequence, 60), score(cell, sequence + 1, 81));
    }

    private void answerInTurn(Answer... answers) {
        var turn = new AtomicInteger();
        receiver.answer(_ -> answers[Math.min(turn.getAndIncrement(), answers.length - 1)]);
    }

    private static List<String> minerals() {
        return List.of(
                "antimony",
                "arsenic",
                "barite",
                "beryllium",
                "bismuth",
                "boron",
                "cerium",
                "cesium",
                "chromium",
                "cobalt",
                "copper",
                "dysprosium",
                "erbium",
                "europium",
                "fluorspar",
                "gadolinium",
                "germanium",
                "graphite",
                "hafnium",
                "holmium");
    }
}
