package org.mineralwatch.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class DescribedProblemsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROBLEM = "/content/application~1problem+json";

    @ParameterizedTest
    @CsvSource({
        "400, malformed-json",
        "400, invalid-query",
        "406, not-acceptable",
        "413, body-too-large",
        "415, unsupported-media-type",
        "422, unknown-member",
        "500, internal-error",
        "503, database-unavailable"
    })
    void whatACallCanBeAnsweredWithIsDescribedWithAnExample(String status, String kind) {
        var content = responses("/~1echo~1named~1{name}/put").at("/" + status + PROBLEM);

        assertThat(content.at("/schema/$ref").asText()).isEqualTo("#/components/schemas/Problem");
        var example = content.at("/examples/" + kind + "/value");
        assertThat(example.at("/status").asText()).isEqualTo(status);
        assertThat(example.at("/type").asText()).isEqualTo(Problem.TYPES + kind);
        assertThat(example.at("/instance").asText()).isEqualTo("/echo/named/ann");
    }

    @Test
    void whatACallSaysOfItsOwnProblemsStays() {
        var responses = responses("/~1echo~1named~1{name}/put");

        assertThat(responses.at("/404/description").asText()).isEqualTo("Nobody has this name");
        assertThat(responses.at("/404" + PROBLEM + "/examples").fieldNames())
                .toIterable()
                .containsExactly("nobody");
        assertThat(responses.at("/409/description").asText()).isEqualTo("The name is taken");
        assertThat(responses.at("/409" + PROBLEM + "/schema/$ref").asText()).isEqualTo("#/components/schemas/Problem");
        assertThat(responses.at("/429/description").asText()).isEqualTo("Too much echo");
        assertThat(responses.at("/429" + PROBLEM + "/examples").fieldNames())
                .toIterable()
                .containsExactly("rate-exceeded");
        assertThat(responses.at("/429/headers").has("Retry-After")).isTrue();
    }

    @Test
    void whatACallCannotBeAnsweredWithIsNotDescribed() {
        var responses = responses("/~1echo~1broken/post");

        assertThat(responses.fieldNames()).toIterable().containsExactlyInAnyOrder("200", "406", "500", "503");
    }

    private static JsonNode responses(String call) {
        try {
            String description = given().get("/q/openapi?format=json").asString();
            return JSON.readTree(description).at("/paths" + call + "/responses");
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
