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

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mineralwatch.alert.WebhookReceiver.Received;
import org.mineralwatch.localstack.testing.LocalStackResource;

/** What webhooks are signed with, and how that changes. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class SignaturesTest {
    @Inject
    DataSource dataSource;

    private final WebhookReceiver receiver = new WebhookReceiver();
    private final Topics topics = new Topics();
    private String consumer = "";
    private long sequence;

    @BeforeEach
    void consumesAlone() {
        consumer = newConsumer();
    }

    @AfterEach
    void close() {
        topics.close();
        receiver.close();
    }

    @Test
    void aWebhookCanBeSignedForEverybodyToVerify() {
        var subscription = post("""
                {"endpoint": {"url": "%s", "signing": ["v1", "v1a"]}, "watch": {"consumers": ["%s"]}, "conditions": [%s]}""".formatted(receiver.url(), consumer, rising(80)));

        Received webhook = next();

        assertThat(webhook.isSignedWith(subscription.secret())).isTrue();
        assertThat(keys()).anyMatch(key -> isSignedBy(key, webhook));
    }

    @Test
    void aNewKeySignsBesideTheFormerAndThenAlone() {
        post("""
                {"endpoint": {"url": "%s", "signing": ["v1a"]}, "watch": {"consumers": ["%s"]}, "conditions": [%s]}""".formatted(receiver.url(), consumer, rising(80)));
        String former = keys().getFirst();

        given().contentType("application/json")
                .body("{\"overlap\": \"PT1H\"}")
                .post("/v1/keys/rotation")
                .then()
                .statusCode(200);
        String newest = keys().getFirst();
        Received during = next();
        given().contentType("application/json")
                .body("{\"overlap\": \"PT0S\"}")
                .post("/v1/keys/rotation")
                .then()
                .statusCode(200);
        Received after = next();

        assertThat(newest).isNotEqualTo(former);
        assertThat(Stream.of(former, newest)).allMatch(key -> isSignedBy(key, during));
        assertThat(Stream.of(former, newest)).noneMatch(key -> isSignedBy(key, after));
        assertThat(keys()).hasSize(1).allMatch(key -> isSignedBy(key, after));
    }

    @Test
    void aNewSecretSignsBesideTheFormerAndThenAlone() {
        var subscription = subscribe(receiver, consumer, rising(80));

        String second = rotate(subscription, "{\"overlap\": \"PT1H\"}").getString("secret");
        String third = rotate(subscription, "{\"overlap\": \"PT1H\"}").getString("secret");
        Received during = next();
        String last = rotate(subscription, "{\"overlap\": \"PT0S\"}").getString("secret");
        Received after = next();

        assertThat(Stream.of(subscription.secret(), second, third)).allMatch(during::isSignedWith);
        assertThat(Stream.of(subscription.secret(), second, third)).noneMatch(after::isSignedWith);
        assertThat(after.isSignedWith(last)).isTrue();
    }

    @Test
    void aSubscriberMayBringTheNewSecret() {
        String own =
                "whsec_" + Base64.getEncoder().encodeToString("x".repeat(32).getBytes(StandardCharsets.US_ASCII));
        var subscription = subscribe(receiver, consumer, rising(80));

        assertThat(rotate(subscription, "{\"secret\": \"" + own + "\"}").getString("secret"))
                .isEqualTo(own);

        assertThat(next().isSignedWith(own)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"overlap\": \"-PT1S\"} | /overlap",
                "{\"overlap\": \"P31D\"} | /overlap",
                "{\"overlap\": \"a day\"} | /overlap",
                "{\"secret\": \"whsec_c2hvcnQ=\"} | /secret",
                "{\"secrets\": []} | /secrets"
            })
    void whatMakesNoSenseIsAProblemWithAPointer(String body, String pointer) {
        var subscription = subscribe(receiver, consumer, rising(80));

        given().contentType("application/json")
                .body(body)
                .post("/v1/subscriptions/" + subscription.id() + "/secret/rotation")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo(pointer));
    }

    @Test
    void anOwnerTriesTheEndpointAndIsToldHowItWent() {
        var subscription = subscribe(receiver, consumer, rising(80));
        String test = "/v1/subscriptions/" + subscription.id() + "/test";

        given().post(test).then().statusCode(200).body("attempt.status", equalTo(204));
        receiver.answer(_ -> WebhookReceiver.Answer.of(500).saying("out of order"));
        given().post(test)
                .then()
                .statusCode(200)
                .body("attempt.status", equalTo(500))
                .body("attempt.response", equalTo("out of order"));

        assertThat(receiver.received())
                .hasSize(2)
                .allMatch(webhook -> webhook.type().equals("mineralwatch.test.v1"))
                .allMatch(webhook -> webhook.isSignedWith(subscription.secret()));
        assertThat(subscription.deliveries()).isEmpty();
        given().post("/v1/subscriptions/" + UUID.randomUUID() + "/test").then().statusCode(404);
    }

    @Test
    void aHeartbeatTellsTheNumberOfTheLastAlert() throws SQLException {
        var subscription = subscribe(receiver, consumer, rising(80));
        next();
        String heartbeat = "/v1/subscriptions/" + subscription.id() + "/heartbeat";
        given().contentType("application/json")
                .body("{\"every\": \"PT10S\"}")
                .put(heartbeat)
                .then()
                .statusCode(204);

        makeHeartbeatDue(subscription);

        await().untilAsserted(() -> assertThat(receiver.received()).hasSize(2));
        Received beat = receiver.received().getLast();
        assertThat(beat.type()).isEqualTo("mineralwatch.heartbeat.v1");
        assertThat(beat.json().at("/data/lastSequence").asLong()).isEqualTo(1);
        assertThat(beat.isSignedWith(subscription.secret())).isTrue();
        given().delete(heartbeat).then().statusCode(204);
        for (String unfit : List.of("PT9S", "P8D", "hourly")) {
            given().contentType("application/json")
                    .body("{\"every\": \"" + unfit + "\"}")
                    .put(heartbeat)
                    .then()
                    .statusCode(422)
                    .body("errors[0].pointer", equalTo("/every"));
        }
    }

    private void makeHeartbeatDue(Subscriptions.Made subscription) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                var update = connection.prepareStatement(
                        "update subscription set next_heartbeat_at = now() where id = ? and heartbeat_ms = 10000")) {
            update.setObject(1, UUID.fromString(subscription.id()));
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    @Test
    void nobodyElseRotatesASecret() {
        given().contentType("application/json")
                .post("/v1/subscriptions/" + UUID.randomUUID() + "/secret/rotation")
                .then()
                .statusCode(404);
    }

    /** Neither as text nor as the bytes it stands for. */
    @Test
    void aSecretIsNotInTheDatabaseAsItIs() throws SQLException {
        var subscription = subscribe(receiver, consumer, rising(80));
        byte[] key = Base64.getDecoder().decode(subscription.secret().substring("whsec_".length()));

        try (Connection connection = dataSource.getConnection();
                var select = connection.prepareStatement(
                        "select sealed, secret from signing_secret where subscription_id = ?")) {
            select.setObject(1, UUID.fromString(subscription.id()));
            try (var row = select.executeQuery()) {
                assertThat(row.next()).isTrue();
                assertThat(row.getBytes("secret")).isNull();
                String sealed = new String(row.getBytes("sealed"), StandardCharsets.ISO_8859_1);
                assertThat(sealed)
                        .doesNotContain(new String(key, StandardCharsets.ISO_8859_1))
                        .doesNotContain(subscription.secret());
            }
        }
    }

    private Received next() {
        int before = receiver.received().size();
        String cell = consumer + "/samarium/refining";
        topics.scores(
                sequence == 0 ? rebase(cell, ++sequence, 60) : score(cell, ++sequence, 60),
                score(cell, ++sequence, 81));
        await().untilAsserted(() -> assertThat(receiver.received()).hasSize(before + 1));
        return receiver.received().getLast();
    }

    private static JsonPath rotate(Subscriptions.Made subscription, String body) {
        return given().contentType("application/json")
                .body(body)
                .post("/v1/subscriptions/" + subscription.id() + "/secret/rotation")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static List<String> keys() {
        return given().get("/v1/keys")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.key");
    }

    private static boolean isSignedBy(String key, Received webhook) {
        byte[] signed = (webhook.header("webhook-id") + "." + webhook.header("webhook-timestamp") + "."
                        + webhook.body())
                .getBytes(StandardCharsets.UTF_8);
        return Stream.of(webhook.header("webhook-signature").split(" ", -1))
                .filter(signature -> signature.startsWith("v1a,"))
                .anyMatch(signature -> {
                    var verifier = new Ed25519Signer();
                    verifier.init(
                            false,
                            new Ed25519PublicKeyParameters(
                                    Base64.getDecoder().decode(key.substring("whpk_".length()))));
                    verifier.update(signed, 0, signed.length);
                    return verifier.verifySignature(Base64.getDecoder().decode(signature.substring("v1a,".length())));
                });
    }
}
