package org.mineralwatch.alert;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** Subscribers' calls. */
public final class Subscriptions {
    private Subscriptions() {}

    /** A subscription that was made. */
    public record Made(String id, String secret) {
        /** Its endpoint's consent, with each request by which it was asked. */
        public JsonPath consent() {
            return read("/v1/subscriptions/" + id + "/consent");
        }

        /** Waits until its endpoint has agreed. */
        public Made awaitConsent() {
            Awaitility.await()
                    .untilAsserted(
                            () -> assertThat(consent().getString("state")).isEqualTo("given"));
            return this;
        }

        public String state() {
            return read("/v1/subscriptions/" + id).getString("state");
        }

        /** Its deliveries, the newest first. */
        public List<Map<String, Object>> deliveries() {
            return read("/v1/subscriptions/" + id + "/deliveries?limit=200").getList("items");
        }

        /** One of its deliveries with every attempt, counted from the newest. */
        public JsonPath delivery(int place) {
            return read("/v1/deliveries/" + deliveries().get(place).get("id"));
        }

        public void delete() {
            given().when().delete("/v1/subscriptions/" + id).then().statusCode(204);
        }
    }

    /** Subscribes to the cells of a consumer, and waits until the receiver has agreed. */
    public static Made subscribe(WebhookReceiver receiver, String consumer, String... conditions) {
        return subscribeUnasked(receiver, consumer, conditions).awaitConsent();
    }

    /** Subscribes to the cells of a consumer. */
    public static Made subscribeUnasked(WebhookReceiver receiver, String consumer, String... conditions) {
        return post("""
                {"endpoint": {"url": "%s", "timeout": "PT15S"}, "watch": {"consumers": ["%s"]}, "conditions": [%s]}""".formatted(receiver.url(), consumer, String.join(", ", conditions)));
    }

    public static Made post(String body) {
        JsonPath created = given().contentType("application/json")
                .body(body)
                .when()
                .post("/v1/subscriptions")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        return new Made(created.getString("id"), created.getString("secret"));
    }

    public static String rising(double at) {
        return "{\"kind\": \"threshold\", \"at\": " + at + ", \"direction\": \"rising\", \"cleared\": false}";
    }

    public static String falling(double at) {
        return "{\"kind\": \"threshold\", \"at\": " + at + ", \"direction\": \"falling\", \"cleared\": false}";
    }

    private static JsonPath read(String path) {
        return given().when().get(path).then().statusCode(200).extract().jsonPath();
    }
}
