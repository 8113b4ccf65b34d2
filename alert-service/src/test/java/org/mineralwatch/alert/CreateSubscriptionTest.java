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
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.mineralwatch.localstack.testing.LocalStackResource;

/** Subscriptions that begin while the scores they watch move. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class CreateSubscriptionTest {
    private static final int SUBSCRIBERS = 24;

    @Inject
    ObservedScores observed;

    /** Whichever comes first, the subscription or the crossing: it is told once, as standing or as raised. */
    @RepeatedTest(3)
    void noCrossingIsLostAndNoneToldTwice() throws Exception {
        String consumer = newConsumer();
        String known = consumer + "/samarium/refining";
        String seenMeanwhile = consumer + "/gallium/refining";
        try (var receiver = new WebhookReceiver();
                var topics = new Topics();
                var threads = Executors.newFixedThreadPool(6)) {
            topics.scores(rebase(known, 1, 60));
            observed.await(known, 1);

            Callable<Subscriptions.Made> subscribing = () -> subscribe(receiver, consumer, rising(80));
            List<Future<Subscriptions.Made>> subscribers = IntStream.range(0, SUBSCRIBERS)
                    .mapToObj(_ -> threads.submit(subscribing))
                    .toList();
            topics.scores(rebase(seenMeanwhile, 1, 60), score(known, 2, 85), score(seenMeanwhile, 2, 86));

            observed.await(known, 2);
            observed.await(seenMeanwhile, 2);
            for (Subscriptions.Made subscription : all(subscribers)) {
                assertThat(subscription.deliveries())
                        .extracting(delivery -> delivery.get("subject"))
                        .containsExactlyInAnyOrder(known, seenMeanwhile);
            }
            await().untilAsserted(() -> assertThat(receiver.received()).hasSize(2 * SUBSCRIBERS));
        }
    }

    private static List<Subscriptions.Made> all(List<Future<Subscriptions.Made>> subscribers)
            throws InterruptedException, ExecutionException {
        for (Future<Subscriptions.Made> subscriber : subscribers) {
            subscriber.get();
        }
        return subscribers.stream().map(Future::resultNow).toList();
    }
}
