package org.mineralwatch.alert.inbound;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.mineralwatch.alert.Records.newConsumer;
import static org.mineralwatch.alert.Records.rebase;
import static org.mineralwatch.alert.Records.score;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mineralwatch.alert.Topics;
import org.mineralwatch.alert.WebhookReceiver;
import org.mineralwatch.alert.domain.Tenant;
import org.mineralwatch.localstack.testing.LocalStackResource;
import org.mineralwatch.rest.ProblemException;

/** What belongs to a tenant is there for nobody else. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class TenantsTest {
    private final String mine = "tenant-" + UUID.randomUUID();
    private final String other = "tenant-" + UUID.randomUUID();

    @Test
    void aSubscriptionIsThereForItsTenantAlone() {
        String consumer = newConsumer();
        try (var receiver = new WebhookReceiver();
                var topics = new Topics()) {
            String subscription = subscribe(mine, receiver, consumer);
            topics.scores(
                    rebase(consumer + "/samarium/refining", 1, 60), score(consumer + "/samarium/refining", 2, 85));
            await().untilAsserted(
                            () -> assertThat(deliveries(mine, subscription)).hasSize(1));
            String delivery = deliveries(mine, subscription).getFirst();

            for (String path : List.of(
                    "/v1/subscriptions/" + subscription,
                    "/v1/subscriptions/" + subscription + "/deliveries",
                    "/v1/deliveries/" + delivery)) {
                as(mine).get(path).then().statusCode(200);
                as(other)
                        .get(path)
                        .then()
                        .statusCode(404)
                        .body("type", equalTo("https://mineralwatch.org/problems/not-found"));
                given().get(path).then().statusCode(404);
            }
            as(other).delete("/v1/subscriptions/" + subscription).then().statusCode(404);
            assertThat(listed(mine)).containsExactly(subscription);
            assertThat(listed(other)).isEmpty();
            as(mine).delete("/v1/subscriptions/" + subscription).then().statusCode(204);
        }
    }

    /** What is not there and what is somebody else's is told in the same words. */
    @Test
    void nobodyLearnsWhatOthersHave() {
        try (var receiver = new WebhookReceiver()) {
            String others = subscribe(other, receiver, newConsumer());
            String nobodys = UUID.randomUUID().toString();

            String told = as(mine).get("/v1/subscriptions/" + others).asString();

            assertThat(told.replace(others, nobodys))
                    .isEqualTo(as(mine).get("/v1/subscriptions/" + nobodys).asString());
        }
    }

    @Test
    void aCallerWithoutATokenIsTheTenantThatTheSettingNames() {
        try (var receiver = new WebhookReceiver()) {
            String anonymous = given().contentType("application/json")
                    .body(subscription(receiver, newConsumer()))
                    .post("/v1/subscriptions")
                    .jsonPath()
                    .getString("id");

            as("local").get("/v1/subscriptions/" + anonymous).then().statusCode(200);
        }
    }

    @Inject
    JWTParser tokens;

    @Test
    void withoutTheSettingACallerWithoutATokenIsRefused() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> new Callers(tokens, Optional.empty()).tenant(null))
                .satisfies(refused -> assertThat(refused.problem().status()).isEqualTo(401));
        assertThat(new Callers(tokens, Optional.of(new Tenant("local"))).tenant(null))
                .isEqualTo(new Tenant("local"));
    }

    @ParameterizedTest
    @CsvSource({
        "Bearer",
        "Bearer not-a-token",
        "Basic dXNlcjpwYXNz",
        "Bearer eyJhbGciOiJub25lIn0.eyJ0ZW5hbnQiOiJsb2NhbCIsImlzcyI6Imh0dHBzOi8vaXNzdWVyLnRlc3QifQ.",
    })
    void whatIsNoTokenIsRefused(String authorization) {
        given().header("Authorization", authorization)
                .get("/v1/subscriptions")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", startsWith("Bearer"))
                .body("type", equalTo("https://mineralwatch.org/problems/unauthorized"));
    }

    @Test
    void aTokenThatIsExpiredOrFromElsewhereOrSaysNotWhoseItIsIsRefused() {
        Instant now = Instant.now();
        for (String token : List.of(
                Jwt.subject("subscriber")
                        .claim("tenant", mine)
                        .issuer("https://issuer.test")
                        .issuedAt(now.minusSeconds(7200))
                        .expiresAt(now.minusSeconds(3600))
                        .sign("token-key.pem"),
                Jwt.subject("subscriber")
                        .claim("tenant", mine)
                        .issuer("https://elsewhere.test")
                        .sign("token-key.pem"),
                Jwt.subject("subscriber")
                        .claim("tenant", "")
                        .issuer("https://issuer.test")
                        .sign("token-key.pem"),
                Jwt.subject("subscriber")
                        .claim("other", mine)
                        .issuer("https://issuer.test")
                        .sign("token-key.pem"),
                Jwt.subject("subscriber")
                        .claim("tenant", mine)
                        .issuer("https://issuer.test")
                        .signWithSecret("x".repeat(64)))) {
            given().auth().oauth2(token).get("/v1/subscriptions").then().statusCode(401);
        }
    }

    private static String subscribe(String tenant, WebhookReceiver receiver, String consumer) {
        return as(tenant)
                .contentType("application/json")
                .body(subscription(receiver, consumer))
                .post("/v1/subscriptions")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
    }

    private static String subscription(WebhookReceiver receiver, String consumer) {
        return """
                {"endpoint": {"url": "%s"}, "watch": {"consumers": ["%s"]},
                 "conditions": [{"kind": "threshold", "at": 80, "direction": "rising"}]}""".formatted(receiver.url(), consumer);
    }

    private static List<String> deliveries(String tenant, String subscription) {
        return as(tenant)
                .get("/v1/subscriptions/" + subscription + "/deliveries")
                .jsonPath()
                .getList("items.id");
    }

    private static List<String> listed(String tenant) {
        return as(tenant).get("/v1/subscriptions").jsonPath().getList("items.id");
    }

    private static RequestSpecification as(String tenant) {
        return given().auth()
                .oauth2(Jwt.subject("subscriber")
                        .claim("tenant", tenant)
                        .issuer("https://issuer.test")
                        .expiresIn(Duration.ofMinutes(5))
                        .sign("token-key.pem"));
    }
}
