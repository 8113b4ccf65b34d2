package org.mineralwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mineralwatch.alert.Records.newConsumer;
import static org.mineralwatch.alert.Records.rebase;
import static org.mineralwatch.alert.Records.score;
import static org.mineralwatch.alert.Subscriptions.rising;
import static org.mineralwatch.alert.Subscriptions.subscribe;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.mineralwatch.alert.WebhookReceiver.Received;
import org.mineralwatch.localstack.testing.LocalStackResource;

/** PostgreSQL is killed while scores arrive and while webhooks are on their way. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class PostgresAwayTest {

    @Inject
    ObservedScores observed;

    @Test
    void nothingIsLostAndNothingIsToldTwice() {
        String consumer = newConsumer();
        String cell = consumer + "/samarium/refining";
        try (var receiver = new WebhookReceiver();
                var topics = new Topics()) {
            var subscription = subscribe(receiver, consumer, rising(80));
            topics.scores(rebase(cell, 1, 60));
            observed.await(cell, 1);

            LocalStackResource.postgres().kill();
            topics.scores(score(cell, 2, 85), score(cell, 3, 60), score(cell, 4, 86));
            LocalStackResource.postgres().start();

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(receiver.received()).hasSize(2));
            assertThat(receiver.received()).extracting(Received::score).containsExactly(85.0, 86.0);
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(subscription.deliveries())
                            .extracting(delivery -> delivery.get("state"))
                            .containsExactly("delivered", "delivered"));
        }
    }

    @Test
    void anAttemptThatEndsWhilePostgresIsAwayIsRecordedWhenItIsBack() {
        String consumer = newConsumer();
        String cell = consumer + "/samarium/refining";
        try (var receiver = new WebhookReceiver();
                var topics = new Topics()) {
            var subscription = subscribe(receiver, consumer, rising(80));
            receiver.answer(_ -> WebhookReceiver.Answer.of(204).after(Duration.ofSeconds(2)));
            topics.scores(rebase(cell, 1, 60), score(cell, 2, 85));
            await().untilAsserted(() -> assertThat(receiver.received()).hasSize(1));

            LocalStackResource.postgres().kill();
            receiver.answer(204);
            await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
            LocalStackResource.postgres().start();

            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(
                                    subscription.deliveries().getFirst().get("state"))
                            .isEqualTo("delivered"));
            assertThat(receiver.received().stream()
                            .map(webhook -> webhook.header("webhook-id"))
                            .distinct())
                    .hasSize(1);
        }
    }
}
