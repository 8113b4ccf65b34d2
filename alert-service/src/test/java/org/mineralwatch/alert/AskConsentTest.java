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
import static org.mineralwatch.alert.Subscriptions.subscribeUnasked;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.jwt.build.Jwt;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mineralwatch.alert.Subscriptions.Made;
import org.mineralwatch.alert.WebhookReceiver.Answer;
import org.mineralwatch.alert.WebhookReceiver.Received;
import org.mineralwatch.localstack.testing.LocalStackResource;

/** An endpoint that has not agreed is sent test messages, and nothing else; nothing is lost meanwhile. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class AskConsentTest {
    private static final String CHALLENGE = "mineralwatch.endpoint.challenge.v1";

    /** One that takes the question like any other request. */
    private final WebhookReceiver receiver = new WebhookReceiver(false);

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
    void anAnswerToOptionsThatAllowsUsIsConsent() {
        answerOptions(_ -> Map.of("WebHook-Allowed-Origin", "LOCALHOST", "WebHook-Allowed-Rate", "120"));

        Made subscription = subscribeUnasked(receiver, consumer, rising(80)).awaitConsent();

        assertThat(subscription.state()).isEqualTo("active");
        assertThat(subscription.consent().getString("by")).isEqualTo("handshake");
        assertThat(subscription.consent().getInt("allowedPerMinute")).isEqualTo(120);
        assertThat(subscription.consent().getString("log[0].outcome")).isEqualTo("consent");
        Received asked = receiver.received().getFirst();
        assertThat(asked.method()).isEqualTo("OPTIONS");
        assertThat(asked.header("WebHook-Request-Origin")).isEqualTo("localhost");
        assertThat(asked.header("WebHook-Request-Callback"))
                .startsWith("http://localhost:8083/v1/consents/" + subscription.id());
        cross();
        await().untilAsserted(() -> assertThat(alerts()).hasSize(1));
        assertThat(alerts().getFirst().header("WebHook-Request-Origin")).isEqualTo("localhost");
    }

    @Test
    void theRateThatIsAllowedIsKept() {
        answerOptions(_ -> Map.of("WebHook-Allowed-Origin", "*", "WebHook-Allowed-Rate", "120"));
        subscribeUnasked(receiver, consumer, rising(80), rising(81), rising(82)).awaitConsent();

        cross();

        await().untilAsserted(() -> assertThat(alerts()).hasSize(3));
        List<Received> inOrder = alerts();
        assertThat(Duration.between(inOrder.getFirst().at(), inOrder.getLast().at()))
                .isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    void anEndpointThatAllowsOthersIsSentNothing() {
        answerOptions(_ -> Map.of("WebHook-Allowed-Origin", "somebody-else.example"));

        Made subscription = subscribeUnasked(receiver, consumer, rising(80));

        await().untilAsserted(() ->
                assertThat(subscription.consent().getString("state")).isEqualTo("refused"));
        assertThat(subscription.consent().getString("log[0].detail")).contains("another origin");
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void anEndpointThatHasNotAgreedIsSentTestsAloneAndWhatIsRaisedIsKept() {
        Made subscription = subscribeUnasked(receiver, consumer, rising(80));
        await().untilAsserted(() -> assertThat(challenges()).hasSize(1));

        cross();
        topics.scores(score(cell, 3, 60), score(cell, 4, 84));
        await().untilAsserted(() -> assertThat(subscription.deliveries()).hasSize(2));
        given().post("/v1/subscriptions/" + subscription.id() + "/test")
                .then()
                .statusCode(200)
                .body("attempt.status", equalTo(204));
        given().post("/v1/deliveries/" + subscription.deliveries().getFirst().get("id") + "/redelivery");

        assertThat(subscription.state()).isEqualTo("pending");
        assertThat(receiver.received().stream().map(AskConsentTest::kind))
                .containsExactly("OPTIONS", CHALLENGE, "mineralwatch.test.v1");

        verify(subscription, challenge()).statusCode(200).body("by", equalTo("challenge"));

        await().untilAsserted(
                        () -> assertThat(alerts()).extracting(Received::score).containsExactly(85.0, 84.0));
        assertThat(subscription.state()).isEqualTo("active");
    }

    @Test
    void whatWasKeptCanBePassedOver() {
        Made subscription = subscribeUnasked(receiver, consumer, rising(80));
        cross();
        await().untilAsserted(() -> assertThat(subscription.deliveries()).hasSize(1));
        await().untilAsserted(() -> assertThat(challenges()).hasSize(1));

        given().contentType("application/json")
                .body("{\"catchUp\": \"none\"}")
                .post("/v1/subscriptions/" + subscription.id() + "/resume")
                .then()
                .statusCode(200)
                .body("state", equalTo("pending"));
        verify(subscription, challenge()).statusCode(200);
        topics.scores(score(cell, 3, 60), score(cell, 4, 84));

        await().untilAsserted(
                        () -> assertThat(alerts()).extracting(Received::score).containsExactly(84.0));
    }

    @Test
    void aChallengeThatComesBackIsConsent() {
        receiver.answer(request -> kind(request).equals(CHALLENGE)
                ? Answer.of(200)
                        .saying("{\"ok\": true, \"challenge\": \""
                                + request.json().at("/data/challenge").asText() + "\"}")
                : Answer.of(204));

        Made subscription = subscribeUnasked(receiver, consumer, rising(80)).awaitConsent();

        assertThat(subscription.consent().getString("by")).isEqualTo("echo");
        assertThat(challenges().getFirst().isSignedWith(subscription.secret())).isTrue();
    }

    @Test
    void aServerThatRepeatsWhateverItIsSentHasNotAgreed() {
        receiver.answer(request -> Answer.of(200).saying(request.body()));

        Made subscription = subscribeUnasked(receiver, consumer, rising(80));

        await().untilAsserted(
                        () -> assertThat(subscription.consent().getList("log")).hasSize(2));
        assertThat(subscription.consent().getString("state")).isEqualTo("pending");
        assertThat(subscription.consent().getString("log[1].detail")).contains("owner's turn");
        assertThat(subscription.consent().prettify()).doesNotContain(challenge());
    }

    @Test
    void whoeverKnowsTheChallengeAgreesAndTakesItBackWithoutAToken() {
        Made subscription = subscribeUnasked(receiver, consumer, rising(80));
        await().untilAsserted(() -> assertThat(challenges()).hasSize(1));
        String callback = challenges().getFirst().json().at("/data/callback").asText();
        String path = callback.substring(callback.indexOf("/v1/"));

        // Whatever it has for others is nothing to us.
        given().header("WebHook-Allowed-Rate", "6000")
                .header("Authorization", "Bearer for-somebody-else")
                .post(path)
                .then()
                .statusCode(204);

        assertThat(subscription.consent().getString("by")).isEqualTo("callback");
        assertThat(subscription.consent().getInt("allowedPerMinute")).isEqualTo(6000);
        cross();
        await().untilAsserted(() -> assertThat(alerts()).hasSize(1));

        given().delete(path).then().statusCode(204);

        assertThat(subscription.consent().getString("state")).isEqualTo("withdrawn");
        topics.scores(score(cell, 3, 60), score(cell, 4, 84));
        await().untilAsserted(() -> assertThat(subscription.deliveries()).hasSize(2));
        assertThat(alerts()).hasSize(1);

        given().get(path).then().statusCode(204);

        await().untilAsserted(() -> assertThat(alerts()).hasSize(2));
    }

    @Test
    void whatIsNoChallengeProvesNothing() {
        Made subscription = subscribeUnasked(receiver, consumer, rising(80));
        await().untilAsserted(() -> assertThat(challenges()).hasSize(1));
        String guess = subscription.id() + ".AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

        verify(subscription, guess)
                .statusCode(422)
                .body("type", equalTo("https://mineralwatch.org/problems/wrong-challenge"))
                .body("errors[0].pointer", equalTo("/challenge"));
        for (String path : List.of(guess, subscription.id(), "nonsense")) {
            given().post("/v1/consents/" + path).then().statusCode(404);
            given().delete("/v1/consents/" + path).then().statusCode(404);
        }
        given().auth()
                .oauth2(Jwt.subject("other")
                        .claim("tenant", "another")
                        .issuer("https://issuer.test")
                        .sign("token-key.pem"))
                .contentType("application/json")
                .body("{\"challenge\": \"" + challenge() + "\"}")
                .post("/v1/subscriptions/" + subscription.id() + "/verification")
                .then()
                .statusCode(404);

        assertThat(subscription.consent().getString("state")).isEqualTo("pending");
    }

    @Test
    void anotherUrlHasToAgreeForItself() {
        try (var other = new WebhookReceiver(false)) {
            answerOptions(_ -> Map.of("WebHook-Allowed-Origin", "*"));
            Made subscription = subscribeUnasked(receiver, consumer, rising(80)).awaitConsent();

            change(subscription, receiver.url(), "PT10S").body("state", equalTo("active"));
            change(subscription, other.url(), "PT10S").body("state", equalTo("pending"));
            cross();
            await().untilAsserted(() -> assertThat(subscription.deliveries()).hasSize(1));
            await().untilAsserted(() -> assertThat(other.received())
                    .extracting(AskConsentTest::kind)
                    .containsExactly("OPTIONS", CHALLENGE));
            verify(
                            subscription,
                            other.received()
                                    .getLast()
                                    .json()
                                    .at("/data/challenge")
                                    .asText())
                    .statusCode(200);

            await().untilAsserted(() -> assertThat(other.received()).hasSize(3));
            assertThat(alerts()).isEmpty();
        }
    }

    @Test
    void anEndpointThatIsNotThereYetIsAskedAgain() {
        var absent = new AtomicInteger(2);
        receiver.answer(request -> {
            if (absent.getAndDecrement() > 0) {
                return Answer.of(502);
            }
            return request.method().equals("OPTIONS")
                    ? Answer.of(200).with("WebHook-Allowed-Origin", "*")
                    : Answer.of(204);
        });

        Made subscription = subscribeUnasked(receiver, consumer, rising(80)).awaitConsent();

        assertThat(subscription.consent().getList("log.request")).containsExactly("options", "challenge", "options");
    }

    @Test
    void itsOwnerHasItAskedAgain() {
        var isReady = new AtomicInteger();
        receiver.answer(request -> request.method().equals("OPTIONS") && isReady.get() > 0
                ? Answer.of(200).with("WebHook-Allowed-Origin", "*")
                : Answer.of(204));
        Made subscription = subscribeUnasked(receiver, consumer, rising(80));
        await().untilAsserted(
                        () -> assertThat(subscription.consent().getList("log")).hasSize(2));

        isReady.set(1);
        given().post("/v1/subscriptions/" + subscription.id() + "/consent")
                .then()
                .statusCode(202);

        subscription.awaitConsent();
    }

    @Test
    void aReceiverThatHangsHoldsUpNobodyWhoSubscribes() {
        receiver.answer(_ -> Answer.of(204).after(Duration.ofSeconds(20)));
        long started = System.nanoTime();

        Made subscription = subscribeUnasked(receiver, consumer, rising(80));

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(10));
        await().untilAsserted(() -> assertThat(receiver.received()).isNotEmpty());
        assertThat(subscription.state()).isEqualTo("pending");
    }

    @Test
    void aRedirectIsNotFollowedAndNoConsent() {
        try (var elsewhere = new WebhookReceiver()) {
            receiver.answer(_ -> Answer.of(307).with("Location", elsewhere.url()));

            Made subscription = subscribeUnasked(receiver, consumer, rising(80));

            await().untilAsserted(() ->
                    assertThat(subscription.consent().getList("log").size()).isGreaterThanOrEqualTo(2));
            assertThat(subscription.consent().getString("state")).isEqualTo("pending");
            assertThat(elsewhere.received()).isEmpty();
        }
    }

    @Test
    void anAddressBehindOurWallsIsNotEvenAsked() throws Exception {
        try (var trap = new RawReceiver("127.0.0.2", 0, _ -> {})) {
            String host = consumer.toLowerCase(Locale.ROOT) + "-behind.test";
            RebindingResolver.prepare(host, "127.0.0.2");
            Made subscription = post("""
                    {"endpoint": {"url": "http://%s:%d/"}, "watch": {"consumers": ["%s"]}, "conditions": [%s]}""".formatted(host, trap.port(), consumer, rising(80)));

            await().untilAsserted(() -> assertThat(subscription.consent().getString("log[0].failure"))
                    .isEqualTo("address-refused"));

            assertThat(trap.requests()).isZero();
            assertThat(subscription.consent().getList("log.request")).containsOnly("options");
        }
    }

    @Test
    void whoSaidThatItIsGoneHasToAgreeAnew() {
        try (var back = new WebhookReceiver()) {
            Made subscription = subscribe(back, consumer, rising(80));
            back.answer(410);
            cross();
            await().untilAsserted(() -> assertThat(subscription.state()).isEqualTo("disabled"));
            assertThat(subscription.consent().getString("state")).isEqualTo("withdrawn");

            back.answer(204);
            given().post("/v1/subscriptions/" + subscription.id() + "/resume")
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("pending"));

            subscription.awaitConsent();
            await().untilAsserted(() -> assertThat(back.received()).hasSize(2));
        }
    }

    private void answerOptions(Function<Received, Map<String, String>> headers) {
        receiver.answer(request -> request.method().equals("OPTIONS")
                ? new Answer(200, headers.apply(request), "", Duration.ZERO)
                : Answer.of(204));
    }

    private void cross() {
        topics.scores(rebase(cell, 1, 60), score(cell, 2, 85));
    }

    private String challenge() {
        return challenges().getFirst().json().at("/data/challenge").asText();
    }

    private List<Received> challenges() {
        return receiver.received().stream()
                .filter(request -> kind(request).equals(CHALLENGE))
                .toList();
    }

    private List<Received> alerts() {
        return receiver.received().stream()
                .filter(request -> kind(request).startsWith("mineralwatch.alert."))
                .toList();
    }

    private static String kind(Received request) {
        return request.method().equals("POST") ? request.type() : request.method();
    }

    private static ValidatableResponse verify(Made subscription, String challenge) {
        return given().contentType("application/json")
                .body(Map.of("challenge", challenge))
                .post("/v1/subscriptions/" + subscription.id() + "/verification")
                .then();
    }

    private static ValidatableResponse change(Made subscription, String url, String timeout) {
        return given().contentType("application/json")
                .body(Map.of("url", url, "timeout", timeout))
                .put("/v1/subscriptions/" + subscription.id() + "/endpoint")
                .then()
                .statusCode(200);
    }
}
