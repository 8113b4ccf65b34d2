package org.mineralwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mineralwatch.alert.Records.ban;
import static org.mineralwatch.alert.Records.newConsumer;
import static org.mineralwatch.alert.Records.rebase;
import static org.mineralwatch.alert.Records.score;
import static org.mineralwatch.alert.Subscriptions.post;
import static org.mineralwatch.alert.Subscriptions.rising;
import static org.mineralwatch.alert.Subscriptions.subscribe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mineralwatch.localstack.testing.LocalStackResource;

/** A record that cannot be used is set aside with its reason, and the one after it is used. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class PoisonRecordsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CELL = "XX/samarium/refining";

    private final WebhookReceiver receiver = new WebhookReceiver();
    private final Topics topics = new Topics();
    private String consumer = "";

    @BeforeEach
    void consumesAlone() {
        consumer = newConsumer();
    }

    @AfterEach
    void close() {
        topics.close();
        receiver.close();
    }

    static List<String> poisonScores() {
        ObjectNode good = score(CELL, 1, 50);
        return List.of(
                "",
                "no JSON",
                "null",
                "[]",
                "{}",
                "{\"cell\": \"XX/samarium/refining\"",
                good.deepCopy().put("score", 101).toString(),
                good.deepCopy().put("score", "NaN").toString(),
                good.deepCopy().put("score", -0.1).toString(),
                good.deepCopy().put("sequence", 0).toString(),
                good.deepCopy().put("cell", "samarium").toString(),
                good.deepCopy().put("cell", "XX/samarium/refining\u0000").toString(),
                without(good, "score"),
                without(good, "sequence"),
                without(good, "cause"),
                without(good, "recordedAt"),
                without(good, "byEvent"),
                without(good, "grade"),
                good.deepCopy().put("mineral", "tin").toString(),
                good.deepCopy().set("cause", JSON.createObjectNode()).toString(),
                good.deepCopy().put("at", "yesterday").toString());
    }

    @ParameterizedTest
    @MethodSource("poisonScores")
    void onDependencyScores(String poison) throws IOException {
        String cell = consumer + "/samarium/refining";
        String key = UUID.randomUUID().toString();
        subscribe(receiver, consumer, rising(80));

        topics.publish("dependency-scores.v1", key, poison);
        topics.scores(rebase(cell, 1, 60), score(cell, 2, 85));

        await().untilAsserted(() -> assertThat(receiver.received()).hasSize(1));
        assertIsSetAside("dependency-scores.v1", key, poison.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "null",
                "\"text\"",
                "{}",
                "{\"id\": \"an-id\", \"revision\": 1}",
                "{\"id\": \"an-id\", \"revision\": 0, \"recordedAt\": \"2026-11-21T00:00:00Z\", \"knownAt\": \"2026-11-21\","
                        + " \"publisher\": \"desk\", \"type\": \"EXPORT_BAN\", \"actor\": \"CN\", \"minerals\": [\"tin\"]}",
                "{\"id\": \"an-id\", \"revision\": 1, \"recordedAt\": \"2026-11-21T00:00:00Z\", \"knownAt\": \"2026-11-21\","
                        + " \"publisher\": \"desk\", \"type\": \"EXPORT_BAN\", \"minerals\": [\"tin\"]}",
                "{\"id\": \"an-id\", \"revision\": 1, \"recordedAt\": \"2026-11-21T00:00:00Z\", \"knownAt\": \"2026-11-21\","
                        + " \"publisher\": \"desk\", \"type\": \"EXPORT_BAN\", \"actor\": \"CN\", \"minerals\": \"tin\"}"
            })
    void onPolicyEvents(String poison) throws IOException {
        String key = UUID.randomUUID().toString();
        post("""
                {"endpoint": {"url": "%s"}, "conditions": [{"kind": "event", "actors": ["%s"]}]}""".formatted(receiver.url(), consumer));

        topics.publish("policy-events.v1", key, poison);
        topics.policyEvent(ban(key, consumer, "US", "tin"));

        await().untilAsserted(() -> assertThat(receiver.received()).hasSize(1));
        assertIsSetAside("policy-events.v1", key, poison.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void bytesThatAreNoText() throws IOException {
        String key = UUID.randomUUID().toString();
        byte[] poison = {(byte) 0xC3, 0x28, 0, 1, 2};

        topics.publish("dependency-scores.v1", key, poison);

        assertIsSetAside("dependency-scores.v1", key, poison);
    }

    /** It can be read, and breaks the transaction of the batch that it is in. */
    @Test
    void aRecordThatPostgresRefuses() throws IOException {
        String key = UUID.randomUUID().toString();
        post("""
                {"endpoint": {"url": "%s"}, "conditions": [{"kind": "event", "actors": ["%s"]}]}""".formatted(receiver.url(), consumer));
        String poison = ban("nul-\u0000", consumer, "US", "tin").toString();

        topics.policyEvent(ban("before-" + key, consumer, "US", "tin"));
        topics.publish("policy-events.v1", key, poison);
        topics.policyEvent(ban("after-" + key, consumer, "US", "tin"));

        await().untilAsserted(() -> assertThat(receiver.received())
                .extracting(WebhookReceiver.Received::subject)
                .containsExactlyInAnyOrder("before-" + key, "after-" + key));
        assertIsSetAside("policy-events.v1", key, poison.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertIsSetAside(String topic, String key, byte[] poison) throws IOException {
        var rejected = Topics.await("rejected-events.v1", 1, record -> isOf(key, record.value()))
                .getFirst();
        JsonNode value = JSON.readTree(rejected.value());
        assertThat(value.path("rejectedBy").asText()).isEqualTo("alert-service");
        assertThat(value.path("reason").asText()).isNotBlank();
        assertThat(value.at("/from/topic").asText()).isEqualTo(topic);
        assertThat(Base64.getDecoder().decode(value.path("payload").asText())).isEqualTo(poison);
        assertThat(new String(rejected.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8))
                .isEqualTo("mineralwatch.event.rejected.v1");
    }

    private static boolean isOf(String key, byte[] value) {
        try {
            return JSON.readTree(value).at("/from/key").asText().equals(key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String without(ObjectNode change, String member) {
        ObjectNode part = change.deepCopy();
        part.remove(member);
        return part.toString();
    }
}
