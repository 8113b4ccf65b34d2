package org.mineralwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mineralwatch.alert.Records.ban;
import static org.mineralwatch.alert.Records.newConsumer;
import static org.mineralwatch.alert.Subscriptions.post;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mineralwatch.alert.WebhookReceiver.Received;
import org.mineralwatch.localstack.testing.LocalStackResource;

/** From a policy event on Kafka to a webhook at those who asked for it. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class RaiseEventAlertsTest {
    private final WebhookReceiver receiver = new WebhookReceiver();
    private final Topics topics = new Topics();
    private final String actor = newConsumer();
    private final String id = "2026-11-21-" + UUID.randomUUID();

    @AfterEach
    void close() {
        topics.close();
        receiver.close();
    }

    @Test
    void aMatchingEventIsToldInFull() {
        var subscription = subscribe("{\"minerals\": [\"HREE\"], \"consumers\": [\"US\"]}", actor);

        topics.policyEvent(ban(id, actor, "US", "dysprosium"));

        await().untilAsserted(() -> assertThat(receiver.received()).hasSize(1));
        Received webhook = receiver.received().getFirst();
        assertThat(webhook.isSignedWith(subscription.secret())).isTrue();
        assertThat(webhook.type()).isEqualTo("mineralwatch.alert.raised.v1");
        assertThat(webhook.subject()).isEqualTo(id);
        assertThat(webhook.json().at("/data/condition/kind").asText()).isEqualTo("event");
        assertThat(webhook.json().at("/data/event/title").asText()).isEqualTo("Exports stopped");
        assertThat(webhook.json().at("/data/event/actor").asText()).isEqualTo(actor);
        assertThat(webhook.json().at("/data/cause/events/0/revision").asInt()).isEqualTo(1);
        assertThat(webhook.json().at("/data/links/event").asText()).endsWith(id);
    }

    @Test
    void whatDoesNotMatchIsNotTold() {
        subscribe("{\"minerals\": [\"gallium\"], \"consumers\": [\"US\"], \"stages\": [\"refining\"]}", actor);
        ObjectNode atMines = ban(id + "-mines", actor, "US", "gallium");
        atMines.putArray("stages").add("mining");

        topics.policyEvent(ban(id + "-tin", actor, "US", "tin"));
        topics.policyEvent(ban(id + "-jp", actor, "JP", "gallium"));
        topics.policyEvent(ban(id + "-other-actor", newConsumer(), "US", "gallium"));
        topics.policyEvent(atMines);
        topics.policyEvent(ban(id + "-tax", actor, "US", "gallium").put("type", "EXPORT_TAX"));
        topics.policyEvent(ban(id + "-match", actor, "US", "gallium"));

        await().untilAsserted(() -> assertThat(receiver.received()).isNotEmpty());
        assertNothingElseComes(1);
    }

    @Test
    void anEventIsToldOnceAndSoIsItsRetraction() {
        subscribe("{\"minerals\": [\"gallium\"]}", actor);
        ObjectNode event = ban(id, actor, "US", "gallium");

        topics.policyEvent(event);
        topics.policyEvent(event);
        topics.policyEvent(event.deepCopy().put("revision", 2).put("title", "Exports stopped at once"));
        topics.publish("policy-events.v1", id, """
                {"id": "%s", "revision": 3, "recordedAt": "%s", "knownAt": "2026-11-21", "publisher": "desk",
                 "retracted": true, "reason": "A rumour"}""".formatted(id, Instant.now()));

        await().untilAsserted(() -> assertThat(receiver.received()).hasSize(2));
        assertThat(receiver.received())
                .extracting(Received::type)
                .containsExactly("mineralwatch.alert.raised.v1", "mineralwatch.alert.retracted.v1");
        assertNothingElseComes(2);
    }

    @Test
    void anEventThatMatchesOnlyAsCorrectedIsToldThen() {
        subscribe("{\"minerals\": [\"gallium\"]}", actor);

        topics.policyEvent(ban(id, actor, "US", "tin"));
        topics.policyEvent(ban(id, actor, "US", "gallium").put("revision", 2));

        await().untilAsserted(() -> assertThat(receiver.received()).hasSize(1));
        assertThat(receiver.received()
                        .getFirst()
                        .json()
                        .at("/data/event/revision")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void theBacklogFromBeforeTheSubscriptionIsNotTold() {
        subscribe("{\"minerals\": [\"gallium\"]}", actor);

        topics.policyEvent(ban(id, actor, "US", "gallium")
                .put("recordedAt", Instant.now().minusSeconds(3600).toString()));

        assertNothingElseComes(0);
    }

    private Subscriptions.Made subscribe(String watch, String actor) {
        return post("""
                {"endpoint": {"url": "%s"}, "watch": %s,
                 "conditions": [{"kind": "event", "types": ["EXPORT_BAN"], "actors": ["%s"]}]}""".formatted(receiver.url(), watch, actor));
    }

    /** The same partition was read past all that was published: an event that was published last has come. */
    private void assertNothingElseComes(int expected) {
        try (var witness = new WebhookReceiver()) {
            var subscription = post("""
                    {"endpoint": {"url": "%s"}, "conditions": [{"kind": "event", "actors": ["%s"], "standing": ["SIGNED"]}]}""".formatted(witness.url(), actor));
            topics.publishToAllPartitions(
                    "policy-events.v1", ban("last", actor, "US", "gallium").put("standing", "SIGNED"), "id");
            await().untilAsserted(() -> assertThat(witness.received()).hasSize(12));
            subscription.delete();
        }
        assertThat(receiver.received().stream()
                        .filter(webhook -> !webhook.subject().startsWith("last")))
                .hasSize(expected);
    }
}
