package org.mineralwatch.alert.inbound;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mineralwatch.localstack.testing.ApiDescription;
import org.mineralwatch.localstack.testing.LocalStackResource;

/** What the service says of its own API. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class DescriptionTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyCallHasExamplesOfWhatIsSentAndOfEveryAnswer() throws IOException {
        assertThat(ApiDescription.gaps(description())).isEmpty();
    }

    @Test
    void everyCallIsDescribed() throws IOException {
        List<String> calls = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : description().path("paths").properties()) {
            path.getValue().fieldNames().forEachRemaining(method -> calls.add(method + " " + path.getKey()));
        }

        assertThat(calls)
                .contains(
                        "post /v1/subscriptions",
                        "post /v1/subscriptions/backtest",
                        "post /v1/subscriptions/preview",
                        "put /v1/subscriptions/{id}/endpoint",
                        "get /v1/subscriptions/{id}/consent",
                        "post /v1/subscriptions/{id}/verification",
                        "post /v1/consents/{challenge}",
                        "get /v1/alerts/stream")
                .hasSizeGreaterThan(28);
    }

    /** Of bodies that stand for themselves; what names an id or a challenge needs one that is there. */
    @Test
    void theExamplesOfWhatIsSentWorkAsTheyStand() throws IOException {
        JsonNode paths = description().path("paths");
        Map<String, Integer> expected =
                Map.of("/v1/subscriptions", 201, "/v1/subscriptions/preview", 200, "/v1/keys/rotation", 200);

        for (Map.Entry<String, Integer> call : expected.entrySet()) {
            JsonNode examples = paths.path(call.getKey()).at("/post/requestBody/content/application~1json/examples");
            assertThat(examples).as(call.getKey()).isNotEmpty();
            for (JsonNode example : examples) {
                given().contentType("application/json")
                        .body(example.path("value").toString())
                        .post(call.getKey())
                        .then()
                        .statusCode(call.getValue());
            }
        }
    }

    @Test
    void everyExampleIsJson() throws IOException {
        List<String> texts = new ArrayList<>();
        for (JsonNode examples : description().findValues("examples")) {
            for (JsonNode example : examples) {
                if (example.has("value") && example.path("value").isTextual()) {
                    texts.add(example.path("value").asText());
                }
            }
        }

        // Server-sent events alone are text.
        assertThat(texts).allMatch(text -> text.contains("data: {"));
    }

    private static JsonNode description() throws IOException {
        return JSON.readTree(given().get("/q/openapi?format=json").asString());
    }
}
