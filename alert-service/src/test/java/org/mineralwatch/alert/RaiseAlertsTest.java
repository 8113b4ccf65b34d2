package org.mineralwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mineralwatch.alert.Records.newConsumer;
import static org.mineralwatch.alert.Records.rebase;
import static org.mineralwatch.alert.Records.score;
import static org.mineralwatch.alert.Subscriptions.falling;
import static org.mineralwatch.alert.Subscriptions.rising;
import static org.mineralwatch.alert.Subscriptions.subscribe;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mineralwatch.alert.WebhookReceiver.Received;
import org.mineralwatch.localstack.testing.LocalStackResource;

/** From a record on Kafka to a webhook at the subscriber. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class RaiseAlertsTest {
    private static final String RAISED = "mineralwatch.alert.raised.v1";
    private static final String STANDING = "mineralwatch.alert.standing.v1";

    @Inject
    ObservedScores observed;

    private final WebhookReceiver receiver = new WebhookReceiver();
    private final Topics topics = new Topics();
    private String consumer = "";
    private String cell = "";

    @BeforeEach
    void consumesAlone() {
        consumer = newConsumer();
        cell = consumer + "/samarium/refining";
    }

    @AfterEach
    void close() {
        topics.close();
        receiver.close();
    }

    @Test
    void aScoreThatCrossesAThresholdBecomesASignedWebhook() {
        topics.scores(rebase(cell, 1, 60));
        var subscription = subscribe(receiver, consumer, rising(80));

        topics.scores(score(cell, 2, 85.5));

        await().untilAsserted(() -> assertThat(receiver.received()).hasSize(1));
        Received webhook = receiver.received().getFirst();
        assertThat(webhook.isSignedWith(subscription.secret())).isTrue();
        assertThat(webhook.header("content-type")).isEqualTo("application/cloudevents+json");
        assertThat(webhook.header("user-agent")).startsWith("mineral-watch/");
        assertThat(webhook.header("webhook-id"))
                .isEqualTo(webhook.json().path("id").asText());
        assertThat(webhook.header("traceparent")).startsWith("00-0af7651916cd43dd8448eb211c80319c");
        assertThat(webhook.type()).isEqualTo(RAISED);
        assertThat(webhook.subject()).isEqualTo(cell);
        assertThat(webhook.json().at("/data/subscription").asText()).isEqualTo(subscription.id());
        assertThat(webhook.json().at("/data/sequence").asLong()).isEqualTo(1);
        assertThat(webhook.json().at("/data/condition/at").asDouble()).isEqualTo(80);
        assertThat(webhook.score()).isEqualTo(85.5);
        assertThat(webhook.json().at("/data/score/previous").asDouble()).isEqualTo(40.5);
        assertThat(webhook.json().at("/data/cause/events/0/id").asText()).isEqualTo("2026-11-21-cn-ban");
        assertThat(webhook.json().at("/data/links/score").asText()).contains(cell);
    }

    @Test
    void theTopicCarriesTheVeryBytesOfTheWebhook() {
        topics.scores(rebase(cell, 1, 60));
        var subscription = subscribe(receiver, consumer, rising(80));

        topics.scores(score(cell, 2, 85));

        var published = Topics.await("alerts.v1", 1, record -> record.key().equals(subscription.id()))
                .getFirst();
        await().untilAsserted(() -> assertThat(receiver.received()).hasSize(1));
        assertThat(new String(published.value(), StandardCharsets.UTF_8))
                .isEqualTo(receiver.received().getFirst().body());
        assertThat(new String(published.headers().lastHeader("content-type").value(), StandardCharsets.UTF_8))
                .isEqualTo("application/cloudevents+json");
    }

    @Test
    void onlyAScoreThatWentBackCrossesAgain() {
        topics.scores(rebase(cell, 1, 60));
        var subscription = subscribe(receiver, consumer, rising(80));

        topics.scores(
                score(cell, 2, 81),
                score(cell, 3, 79.5),
                score(cell, 4, 82),
                score(cell, 5, 78.9),
                score(cell, 6, 79.9),
                score(cell, 7, 83));

        await().untilAsserted(() -> assertThat(scoresOf(cell)).containsExactly(81.0, 83.0));
        assertNoMore(subscription, 7, 2);
    }

    @Test
    void aFallIsCrossedFromAbove() {
        topics.scores(rebase(cell, 1, 60));
        var subscription = subscribe(receiver, consumer, falling(50));

        topics.scores(
                score(cell, 2, 50), score(cell, 3, 40), score(cell, 4, 51), score(cell, 5, 51.1), score(cell, 6, 49));

        await().untilAsserted(() -> assertThat(scoresOf(cell)).containsExactly(50.0, 49.0));
        assertNoMore(subscription, 6, 2);
    }

    @Test
    void aScoreBeyondAtCreationIsToldOnceAsStanding() {
        topics.scores(rebase(cell, 1, 60), score(cell, 2, 90));
        observed.await(cell, 2);

        var subscription = subscribe(receiver, consumer, rising(80));
        topics.scores(score(cell, 3, 91), score(cell, 4, 70), score(cell, 5, 92));

        await().untilAsserted(() -> assertThat(scoresOf(cell)).containsExactly(90.0, 92.0));
        assertThat(receiver.about(cell)).extracting(Received::type).containsExactly(STANDING, RAISED);
        assertNoMore(subscription, 5, 2);
    }

    @Test
    void aNewBaselineMovesThresholdsAndTellsNobody() {
        topics.scores(rebase(cell, 1, 60));
        var subscription = subscribe(receiver, consumer, rising(80));

        topics.scores(rebase(cell, 2, 90), score(cell, 3, 91), rebase(cell, 4, 50), score(cell, 5, 85));

        await().untilAsserted(() -> assertThat(scoresOf(cell)).containsExactly(85.0));
        assertNoMore(subscription, 5, 1);
    }

    @Test
    void aCellSeenForTheFirstTimeIsWatchedFromThenOn() {
        var subscription = subscribe(receiver, consumer, rising(80));

        topics.scores(rebase(cell, 1, 90), score(cell, 2, 70), score(cell, 3, 88));

        await().untilAsserted(() -> assertThat(scoresOf(cell)).containsExactly(88.0));
        assertNoMore(subscription, 3, 1);
    }

    @Test
    void aChangeFromBeforeTheSubscriptionThatIsReadLaterStoodAlready() {
        Instant before = Instant.now().minusSeconds(60);
        topics.scores(Records.recordedAt(rebase(cell, 1, 60), before));
        observed.await(cell, 1);
        subscribe(receiver, consumer, rising(80));

        topics.scores(Records.recordedAt(score(cell, 2, 85), before));

        await().untilAsserted(() -> assertThat(receiver.about(cell)).hasSize(1));
        assertThat(receiver.about(cell).getFirst().type()).isEqualTo(STANDING);
    }

    @Test
    void aNewBaselineFromBeforeTheSubscriptionThatIsReadLaterTellsNobody() {
        Instant before = Instant.now().minusSeconds(60);
        topics.scores(Records.recordedAt(rebase(cell, 1, 60), before));
        observed.await(cell, 1);
        var subscription = subscribe(receiver, consumer, rising(80));

        topics.scores(Records.recordedAt(rebase(cell, 2, 85), before), score(cell, 3, 70), score(cell, 4, 86));

        await().untilAsserted(() -> assertThat(scoresOf(cell)).containsExactly(86.0));
        assertThat(receiver.about(cell).getFirst().type()).isEqualTo(RAISED);
        assertNoMore(subscription, 4, 1);
    }

    @Test
    void aCellSeenOnlyAfterTheSubscriptionStoodAlreadyWhereItWasBeyond() {
        Instant before = Instant.now().minusSeconds(60);
        var subscription = subscribe(receiver, consumer, rising(80));

        topics.scores(Records.recordedAt(rebase(cell, 1, 85), before), score(cell, 2, 90));

        await().untilAsserted(() -> assertThat(scoresOf(cell)).containsExactly(85.0));
        assertThat(receiver.about(cell).getFirst().type()).isEqualTo(STANDING);
        assertNoMore(subscription, 2, 1);
    }

    @Test
    void whatComesAgainRaisesNothing() {
        topics.scores(rebase(cell, 1, 60));
        var subscription = subscribe(receiver, consumer, rising(80));
        var history = List.of(score(cell, 2, 85), score(cell, 3, 60), score(cell, 4, 86));
        history.forEach(topics::scores);
        await().untilAsserted(() -> assertThat(scoresOf(cell)).containsExactly(85.0, 86.0));

        history.forEach(topics::scores);
        topics.scores(score(cell, 5, 60));

        assertNoMore(subscription, 5, 2);
    }

    @Test
    void everyConditionOfEverySubscriptionIsTold() {
        topics.scores(rebase(cell, 1, 60));
        var one = subscribe(receiver, consumer, rising(70), rising(80), rising(95));
        var other = subscribe(receiver, consumer, rising(75));

        topics.scores(score(cell, 2, 90));

        await().untilAsserted(() -> assertThat(receiver.received()).hasSize(3));
        assertThat(receiver.received())
                .extracting(
                        webhook -> webhook.json().at("/data/subscription").asText(),
                        webhook -> webhook.json().at("/data/condition/at").asInt())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(one.id(), 70),
                        org.assertj.core.groups.Tuple.tuple(one.id(), 80),
                        org.assertj.core.groups.Tuple.tuple(other.id(), 75));
        assertThat(receiver.received())
                .filteredOn(webhook ->
                        webhook.json().at("/data/subscription").asText().equals(one.id()))
                .extracting(webhook -> webhook.json().at("/data/sequence").asInt())
                .containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void sequencesHaveNoGaps() {
        var subscription = subscribe(receiver, consumer, rising(80));
        List<String> cells =
                List.of(cell, consumer + "/cobalt/mining", consumer + "/tin/mining", consumer + "/zinc/mining");
        cells.forEach(each -> topics.scores(rebase(each, 1, 60)));

        for (int round = 0; round < 3; round++) {
            for (String each : cells) {
                topics.scores(score(each, 2 + 2 * round, 85), score(each, 3 + 2 * round, 60));
            }
        }

        await().untilAsserted(() -> assertThat(receiver.received()).hasSize(12));
        assertThat(subscription.deliveries())
                .extracting(delivery -> delivery.get("sequence"))
                .containsExactly(12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1);
    }

    private List<Double> scoresOf(String subject) {
        return receiver.about(subject).stream().map(Received::score).toList();
    }

    /** The cell was read to here, and there is no delivery but those expected. */
    private void assertNoMore(Subscriptions.Made subscription, long lastSequence, int expected) {
        observed.await(cell, lastSequence);
        assertThat(subscription.deliveries()).hasSize(expected);
    }
}
