package org.mineralwatch.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProblemMappersTest {

    @Test
    void malformedJsonNamesLineAndColumn() {
        post("/echo", "{\"name\": \"a\",\n oops}")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo(Problem.TYPES + "malformed-json"))
                .body("detail", containsString("line 2"))
                .body("instance", equalTo("/echo"));
    }

    @Test
    void malformedJsonOfATypedBodyIsAProblemToo() {
        post("/echo/typed", "{\"name\":").statusCode(400).body("type", equalTo(Problem.TYPES + "malformed-json"));
    }

    @Test
    void anUnknownMemberIsNamedWithThoseThatAreKnown() {
        post("/echo", "{\"items\": [{\"amount\": 1, \"colour\": 2}]}")
                .statusCode(422)
                .body("type", equalTo(Problem.TYPES + "unknown-member"))
                .body("errors[0].pointer", equalTo("/items/0/colour"))
                .body("errors[0].detail", containsString("amount"));
    }

    @Test
    void aWrongTypeIsPointedAt() {
        post("/echo", "{\"items\": [{\"amount\": \"many\"}]}")
                .statusCode(422)
                .body("type", equalTo(Problem.TYPES + "invalid-value"))
                .body("errors[0].pointer", equalTo("/items/0/amount"));
    }

    @Test
    void anUnknownAddressAndAWrongMethodAreProblems() {
        post("/nowhere", "{}").statusCode(404).body("type", equalTo(Problem.TYPES + "not-found"));
        given().when().get("/echo").then().statusCode(405).body("type", equalTo(Problem.TYPES + "method-not-allowed"));
    }

    @Test
    void aLargeBodyIsRefused() {
        post("/echo", " ".repeat(2 * BodyLimit.BYTES))
                .statusCode(413)
                .body("type", equalTo(Problem.TYPES + "body-too-large"));
    }

    @Test
    void ourOwnFaultSaysNothingOfItsInside() {
        post("/echo/broken", "{}")
                .statusCode(500)
                .body("type", equalTo(Problem.TYPES + "internal-error"))
                .body("detail", not(containsString("secret")));
    }

    @Test
    void aDatabaseThatIsAwayAsksToComeBack() {
        post("/echo/away", "{}")
                .statusCode(503)
                .header("Retry-After", "1")
                .body("type", equalTo(Problem.TYPES + "database-unavailable"));
    }

    private static ValidatableResponse post(String path, String body) {
        return given().contentType("application/json")
                .body(body)
                .when()
                .post(path)
                .then();
    }
}
