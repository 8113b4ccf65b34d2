package org.mineralwatch.scoring.inbound;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mineralwatch.localstack.testing.ApiDescription;
import org.mineralwatch.localstack.testing.LocalStackResource;

/** What the service says of its own API. */
@QuarkusTest
@WithTestResource(value = LocalStackResource.class, initArgs = @ResourceArg(name = "database", value = "scoring"))
class DescriptionTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyCallHasExamplesOfWhatIsSentAndOfEveryAnswer() throws IOException {
        JsonNode description = description();

        assertThat(ApiDescription.gaps(description)).isEmpty();
    }

    @Test
    void theExamplesOfScenariosWorkAsTheyStand() throws IOException {
        JsonNode examples =
                description().at("/paths/~1v1~1scenarios/post/requestBody/content/application~1json/examples");

        List<Integer> answers = new ArrayList<>();
        for (JsonNode example : examples) {
            // Without the real timeline there is nothing to retract.
            if (!example.get("value").has("retractions")) {
                answers.add(given().contentType("application/json")
                        .body(example.get("value").toString())
                        .post("/v1/scenarios")
                        .statusCode());
            }
        }

        assertThat(answers).containsExactly(200, 200);
    }

    private static JsonNode description() throws IOException {
        return JSON.readTree(given().get("/q/openapi?format=json").asString());
    }
}
