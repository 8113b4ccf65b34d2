package org.mineralwatch.alert.inbound;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesRegex;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mineralwatch.localstack.testing.LocalStackResource;

@QuarkusTest
@WithTestResource(LocalStackResource.class)
class SubscriptionResourceTest {
    private static final String PROBLEMS = "https://mineralwatch.org/problems/";
    private static final String GOOD = """
            {"name": "Magnet desk",
             "endpoint": {"url": "https://example.org/hook", "signing": ["v1"], "timeout": "PT10S"},
             "watch": {"consumers": ["ZW"], "minerals": ["Sm", "rare-earths-heavy"], "stages": ["refining"]},
             "conditions": [{"kind": "threshold", "at": 80, "direction": "rising", "rearm": 77},
                            {"kind": "event", "types": ["EXPORT_BAN"], "actors": ["CN"]}]}""";

    @Test
    void aSubscriptionIsAnsweredWithItsSecretOnceAndReadWithoutIt() {
        ValidatableResponse created = post(GOOD)
                .statusCode(201)
                .body("secret", matchesRegex("whsec_[A-Za-z0-9+/]{32}"))
                .body("state", equalTo("pending"))
                .body("endpoint.consent.state", equalTo("pending"))
                .body("createdAt", notNullValue())
                .body("name", equalTo("Magnet desk"))
                .body("endpoint.url", equalTo("https://example.org/hook"))
                .body("endpoint.signing", equalTo(List.of("v1")))
                .body("endpoint.timeout", equalTo("PT10S"))
                .body("watch.minerals", equalTo(List.of("rare-earths-heavy", "samarium")))
                .body("conditions[0].at", equalTo(80))
                .body("conditions[0].rearm", equalTo(77))
                .body("conditions[1].types", equalTo(List.of("EXPORT_BAN")));
        JsonPath body = created.extract().jsonPath();
        String location = created.extract().header("Location");

        assertThat(location).endsWith("/v1/subscriptions/" + body.getString("id"));
        given().when()
                .get(location)
                .then()
                .statusCode(200)
                .body("secret", nullValue())
                .body("id", equalTo(body.getString("id")))
                .body("conditions[0].direction", equalTo("rising"));
    }

    @Test
    void whatIsLeftOutTakesItsDefault() {
        post("{\"endpoint\": {\"url\": \"http://localhost:1/\"}, \"conditions\": [{\"kind\": \"threshold\", \"at\": 80}]}")
                .statusCode(201)
                .body("endpoint.timeout", equalTo("PT15S"))
                .body("conditions[0].direction", equalTo("rising"))
                .body("conditions[0].rearm", equalTo(79))
                .body("watch.consumers", nullValue());
    }

    @Test
    void aSecretOfTheSubscribersOwnIsTaken() {
        String own = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

        post(GOOD.replaceFirst("\\{", "{\"secret\": \"" + own + "\", "))
                .statusCode(201)
                .body("secret", equalTo(own));
    }

    @Test
    void whatIsAllowedButHardlyMeantIsSaid() {
        post(GOOD.replace("\"at\": 80, \"direction\": \"rising\", \"rearm\": 77", "\"at\": 0"))
                .statusCode(201)
                .body("warnings", hasItem(containsString("/conditions/0")))
                .body("warnings", hasItem(containsString("no cell is covered")));
    }

    @Test
    void subscriptionsAreListedInPages() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            made.add(post(GOOD).statusCode(201).extract().path("id"));
        }

        List<String> listed = new ArrayList<>();
        String next = "";
        do {
            JsonPath page = given().queryParams(
                            next.isEmpty() ? Map.of("limit", 2) : Map.of("limit", 2, "cursor", next))
                    .when()
                    .get("/v1/subscriptions")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            listed.addAll(page.getList("items.id"));
            next = page.getString("next") == null ? "" : page.getString("next");
        } while (!next.isEmpty());

        assertThat(listed).doesNotHaveDuplicates().containsSubsequence(made);
    }

    @Test
    void aDeletedSubscriptionIsGone() {
        String id = post(GOOD).statusCode(201).extract().path("id");

        given().when().delete("/v1/subscriptions/" + id).then().statusCode(204);

        given().when()
                .get("/v1/subscriptions/" + id)
                .then()
                .statusCode(404)
                .body("type", equalTo(PROBLEMS + "not-found"));
        given().when().delete("/v1/subscriptions/" + id).then().statusCode(404);
        given().when().get("/v1/subscriptions/" + id + "/deliveries").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/subscriptions/", "/v1/deliveries/"})
    void whatIsNotThereIsAProblem(String path) {
        for (String id : List.of(UUID.randomUUID().toString(), "no-id-at-all")) {
            given().when()
                    .get(path + id)
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json")
                    .body("type", equalTo(PROBLEMS + "not-found"))
                    .body("instance", equalTo(path + id));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=0 | invalid-parameter | ?limit",
                "limit=201 | invalid-parameter | ?limit",
                "limit=many | invalid-parameter | ?limit",
                "cursor=nonsense | invalid-cursor | -"
            })
    void aListIsAskedForProperly(String query, String type, String pointer) {
        ValidatableResponse answer = given().when()
                .get("/v1/subscriptions?" + query)
                .then()
                .statusCode(400)
                .body("type", equalTo(PROBLEMS + type));
        if (!pointer.equals("-")) {
            answer.body("errors[0].pointer", equalTo(pointer));
        }
    }

    @Test
    void aStateThatNoDeliveryHasIsAProblem() {
        String id = post(GOOD).statusCode(201).extract().path("id");

        given().when()
                .get("/v1/subscriptions/" + id + "/deliveries?state=lost")
                .then()
                .statusCode(400)
                .body("errors[0].suggestions", equalTo(List.of("pending", "delivered", "exhausted", "skipped")));
    }

    /** One fault each: what is replaced in a good subscription, by what, and the problem. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"name\": \"Magnet desk\" | \"name\": 7 | invalid-value | /name | string",
                "\"name\": \"Magnet desk\" | \"name\": null | invalid-value | /name | leave the member out",
                "\"name\": \"Magnet desk\" | \"name\": \"a\\u0000b\" | invalid-value | /name | control",
                "\"name\": \"Magnet desk\" | \"nmae\": \"Magnet desk\" | unknown-member | /nmae | known: name",
                "\"timeout\": \"PT10S\" | \"timeouts\": \"PT10S\" | unknown-member | /endpoint/timeouts | timeout",
                "\"consumers\": | \"a/b~c\": | unknown-member | /watch/a~1b~0c | consumers",
                "https://example.org/hook | ftp://example.org/hook | invalid-endpoint | /endpoint/url | http",
                "https://example.org/hook | example.org | invalid-endpoint | /endpoint/url | http",
                "https://example.org/hook | https://user:pw@example.org/ | invalid-endpoint | /endpoint/url | user name",
                "https://example.org/hook | https://example.org:99999/ | invalid-endpoint | /endpoint/url | port",
                "https://example.org/hook | https:///hook | invalid-endpoint | /endpoint/url | host",
                "\"url\": \"https://example.org/hook\" | \"url\": [] | invalid-value | /endpoint/url | string",
                "\"url\": \"https://example.org/hook\", |  | missing-member | /endpoint/url | https",
                "\"v1\" | \"v2\" | invalid-value | /endpoint/signing/0 | v1",
                "\"signing\": [\"v1\"] | \"signing\": [] | invalid-value | /endpoint/signing | leave it out",
                "PT10S | ten seconds | invalid-value | /endpoint/timeout | ISO 8601",
                "PT10S | PT0.5S | invalid-value | /endpoint/timeout | PT1S",
                "PT10S | PT31S | invalid-value | /endpoint/timeout | PT30S",
                "\"ZW\" | \"Zimbabwe\" | unknown-country | /watch/consumers/0 | ISO 3166",
                "\"ZW\" | \"ZQ\" | unknown-country | /watch/consumers/0 | ISO 3166",
                "\"ZW\" | 7 | invalid-value | /watch/consumers/0 | string",
                "[\"ZW\"] | \"ZW\" | invalid-value | /watch/consumers | list",
                "\"Sm\" | \"samariun\" | unknown-mineral | /watch/minerals/0 | mineral",
                "\"Sm\" | \"C\" | unknown-mineral | /watch/minerals/0 | several",
                "\"refining\" | \"refinery\" | unknown-stage | /watch/stages/0 | refining",
                "\"kind\": \"threshold\" | \"kind\": \"forecast\" | unknown-condition | /conditions/0/kind | threshold",
                "\"kind\": \"threshold\", |  | missing-member | /conditions/0/kind | event",
                "\"at\": 80 | \"at\": 100.1 | invalid-value | /conditions/0/at | 0 to 100",
                "\"at\": 80 | \"at\": -1 | invalid-value | /conditions/0/at | 0 to 100",
                "\"at\": 80 | \"at\": 1e999 | invalid-value | /conditions/0/at | 0 to 100",
                "\"at\": 80 | \"at\": \"80\" | invalid-value | /conditions/0/at | number",
                "\"at\": 80, |  | missing-member | /conditions/0/at | points",
                "\"rising\" | \"up\" | invalid-value | /conditions/0/direction | falling",
                "\"rearm\": 77 | \"rearm\": 81 | invalid-value | /conditions/0/rearm | above",
                "\"direction\": \"rising\" | \"direction\": \"falling\" | invalid-value | /conditions/0/rearm | below",
                "\"rearm\": 77 | \"rearm\": 77, \"held\": \"P1D\" | unknown-member | /conditions/0/held | rearm",
                "\"rearm\": 77 | \"hold\": \"6 hours\" | invalid-value | /conditions/0/hold | PT6H",
                "\"rearm\": 77 | \"hold\": \"P91D\" | invalid-value | /conditions/0/hold | 90 days",
                "\"rearm\": 77 | \"worsening\": 21 | condition-never-fires | /conditions/0/worsening | 100",
                "\"rearm\": 77 | \"worsening\": 0 | invalid-value | /conditions/0/worsening | above 0",
                "\"rearm\": 77 | \"cleared\": 1 | invalid-value | /conditions/0/cleared | false",
                "\"kind\": \"event\", \"types\": [\"EXPORT_BAN\"], \"actors\": [\"CN\"] | \"kind\": \"band\", \"bands\": [\"SEVER\"] | invalid-value | /conditions/1/bands/0 | SEVERE",
                "\"kind\": \"event\", \"types\": [\"EXPORT_BAN\"], \"actors\": [\"CN\"] | \"kind\": \"band\" | missing-member | /conditions/1/bands | CRITICAL",
                "\"kind\": \"event\", \"types\": [\"EXPORT_BAN\"], \"actors\": [\"CN\"] | \"kind\": \"move\", \"points\": 5, \"within\": \"P1Y\" | invalid-value | /conditions/1/within | P7D",
                "\"kind\": \"event\", \"types\": [\"EXPORT_BAN\"], \"actors\": [\"CN\"] | \"kind\": \"move\", \"points\": 0, \"within\": \"P1D\" | invalid-value | /conditions/1/points | above 0",
                "\"kind\": \"event\", \"types\": [\"EXPORT_BAN\"], \"actors\": [\"CN\"] | \"kind\": \"calendar\", \"before\": [\"P2Y\"] | invalid-value | /conditions/1/before/0 | no longer ahead",
                "\"kind\": \"event\", \"types\": [\"EXPORT_BAN\"], \"actors\": [\"CN\"] | \"kind\": \"calendar\", \"before\": [\"30 days\"] | invalid-value | /conditions/1/before/0 | P30D",
                "\"kind\": \"threshold\", \"at\": 80, \"direction\": \"rising\", \"rearm\": 77 | \"kind\": \"calendar\", \"before\": [\"P30D\"] | condition-never-fires | /conditions/0/at | threshold",
                "EXPORT_BAN | EXPORT_BANN | invalid-value | /conditions/1/types/0 | EXPORT_BAN",
                "\"CN\" | \"cn\" | unknown-country | /conditions/1/actors/0 | ISO 3166",
                "\"actors\": [\"CN\"] | \"standing\": [\"RUMOURED\"] | invalid-value | /conditions/1/standing/0 | ENACTED",
                "\"actors\": [\"CN\"] | \"targets\": [\"*\"] | unknown-country | /conditions/1/targets/0 | ISO 3166"
            })
    void eachFaultIsPointedAtWithItsMend(String part, String replacement, String type, String pointer, String mend) {
        assertThat(GOOD).contains(part);

        post(GOOD.replace(part, replacement == null ? "" : replacement))
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo(PROBLEMS + type))
                .body("title", notNullValue())
                .body("status", equalTo(422))
                .body("instance", equalTo("/v1/subscriptions"))
                .body("errors", hasSize(1))
                .body("errors[0].pointer", equalTo(pointer))
                .body("errors[0].detail", containsString(mend));
    }

    @ParameterizedTest
    @CsvSource({
        "samariun, /watch/minerals/0, samarium, Sm",
        "C, /watch/minerals/0, graphite, Sm",
        "Zimbabwe, /watch/consumers/0, ZW, ZW",
        "refinig, /watch/stages/0, refining, refining",
        "EXPORT_BANN, /conditions/1/types/0, EXPORT_BAN, EXPORT_BAN"
    })
    void whatWasMeantIsOffered(String given, String pointer, String suggestion, String replaced) {
        JsonPath problem = post(GOOD.replace("\"" + replaced + "\"", "\"" + given + "\""))
                .statusCode(422)
                .extract()
                .jsonPath();

        assertThat(problem.getString("errors[0].pointer")).isEqualTo(pointer);
        assertThat(problem.getList("errors[0].suggestions", String.class).getFirst())
                .isEqualTo(suggestion);
    }

    @Test
    void allFaultsAreToldAtOnce() {
        post("""
                {"endpoint": {"url": "ftp://example.org"}, "watch": {"minerals": ["unobtainium"], "stages": ["smelting"]},
                 "conditions": [{"kind": "threshold", "at": 300}, {"kind": "moves"}, 7], "colour": "red"}""")
                .statusCode(422)
                .body("type", equalTo(PROBLEMS + "invalid-subscription"))
                .body(
                        "errors.pointer",
                        org.hamcrest.Matchers.containsInAnyOrder(
                                "/colour",
                                "/endpoint/url",
                                "/watch/minerals/0",
                                "/watch/stages/0",
                                "/conditions/0/at",
                                "/conditions/1/kind",
                                "/conditions/2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | missing-member | /endpoint",
                "{\"endpoint\": {\"url\": \"http://a.example/\"}, \"conditions\": []} | invalid-value | /conditions",
                "{\"endpoint\": {\"url\": \"http://a.example/\"}} | missing-member | /conditions",
                "{\"endpoint\": 7, \"conditions\": [{\"kind\": \"event\"}]} | invalid-subscription | /endpoint",
                "[] | invalid-value | ``",
                "7 | invalid-value | ``"
            },
            quoteCharacter = '`')
    void whatIsNoSubscriptionIsAProblem(String body, String type, String pointer) {
        post(body).statusCode(422).body("type", equalTo(PROBLEMS + type)).body("errors[0].pointer", equalTo(pointer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"name\": \"a\"} trailing",
                "{\"name\": \"a\", \"name\": \"b\"}",
                "no JSON",
                "{'a': 1}"
            })
    void whatIsNoJsonIsAProblem(String body) {
        post(body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo(PROBLEMS + "malformed-json"));
    }

    @Test
    void aBodyOfTwoMebibytesIsRefused() {
        post("{\"name\": \"" + "x".repeat(2 << 20) + "\"}")
                .statusCode(413)
                .body("type", equalTo(PROBLEMS + "body-too-large"));
    }

    @Test
    void anotherContentTypeAndAnotherMethodAreProblems() {
        given().contentType("text/plain")
                .body(GOOD)
                .when()
                .post("/v1/subscriptions")
                .then()
                .statusCode(415);
        given().when().put("/v1/subscriptions").then().statusCode(405);
    }

    @Test
    void theDescriptionNamesEveryCall() {
        String description = given().when()
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(JsonPath.from(description).getMap("paths").keySet().stream().map(Object::toString))
                .contains(
                        "/v1/subscriptions",
                        "/v1/subscriptions/{id}",
                        "/v1/subscriptions/{id}/deliveries",
                        "/v1/deliveries/{id}");
    }

    private static ValidatableResponse post(String body) {
        return given().contentType("application/json")
                .body(body)
                .when()
                .post("/v1/subscriptions")
                .then();
    }
}
