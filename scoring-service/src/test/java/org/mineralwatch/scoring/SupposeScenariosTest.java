package org.mineralwatch.scoring;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mineralwatch.localstack.testing.LocalStackResource;

/** Scenarios as analysts post them, against a service with a database and a broker. */
@QuarkusTest
@WithTestResource(value = LocalStackResource.class, initArgs = @ResourceArg(name = "database", value = "scoring"))
class SupposeScenariosTest {
    private static final String EVENT = """
            {"type": "EXPORT_BAN", "title": "t", "announced": "2002-01-01", "actor": "CN", "minerals": ["Ga"]%s}""";

    @Inject
    DataSource dataSource;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Test
    void aBanIsSeenInEveryCellThatItReachesAndLeavesNoTrace() throws SQLException {
        Map<String, Long> before = traces();

        JsonPath outcome = suppose("""
                        {"events": [%s], "at": "2002-06-01", "consumers": ["US", "JP"]}""".formatted(EVENT.formatted(", \"targets\": [\"US\"]")))
                .statusCode(200)
                .body("cells.cell", equalTo(List.of("US/gallium/refining")))
                .body("cells[0].at", equalTo("2002-06-01"))
                .body("cells[0].byEvent.size()", equalTo(1))
                .body("cells[0].alternatives.size()", lessThanOrEqualTo(5))
                .body("cells[0].alternatives.supplier", hasItem("JP"))
                .body("idleReferences", empty())
                .extract()
                .jsonPath();

        double change = outcome.getDouble("cells[0].change");
        assertThat(change).isPositive();
        assertThat(outcome.getDouble("cells[0].byEvent.values()[0]")).isCloseTo(change, within(1e-4));
        assertThat(traces()).isEqualTo(before);
        given().get("/v1/events/2002-01-01-t/impact").then().statusCode(404);
    }

    @Test
    void aHorizonShowsEveryDayOnWhichTheScenarioTurnsAScore() {
        suppose("""
                        {"events": [%s], "at": "2001-12-01", "horizon": "P2Y", "consumers": ["US"]}""".formatted(EVENT.formatted(", \"id\": \"spell\", \"effectiveFrom\": \"2002-03-01\","
                        + " \"effectiveUntil\": \"2002-03-31\"")))
                .statusCode(200)
                .body("cells[0].course.at", equalTo(List.of("2002-01-01", "2002-03-01")))
                .body("cells[0].at", equalTo("2002-03-01"))
                .body("cells[0].byEvent", hasKey("spell"));
        suppose("""
                        {"events": [%s], "horizon": ["2002-02-01", "2002-07-01"]}""".formatted(EVENT.formatted("")))
                .statusCode(200)
                .body("cells[0].course.at", everyItem(startsWith("2002-")))
                .body("cells[0].course", hasSize(2));
    }

    @Test
    void otherSharesOfSupplyMoveScoresByTheirStructure() {
        JsonPath outcome = suppose("""
                        {"supply": [{"mineral": "gallium", "stage": "refining", "shares": {"CN": 0.5, "CA": 0.5}}],
                         "at": "2002-06-01"}""")
                .statusCode(200)
                .body("compared", equalTo(7))
                .body("cells.cell", hasItems("US/gallium/refining", "EU/gallium/refining", "KR/gallium/refining"))
                .extract()
                .jsonPath();

        for (int i = 0; i < 6; i++) {
            assertThat(outcome.getDouble("cells[" + i + "].structural"))
                    .isCloseTo(outcome.getDouble("cells[" + i + "].change"), within(1e-4));
        }
        suppose("""
                        {"supply": [{"consumer": "US", "mineral": "Ga", "stage": "refining", "shares": {"CN": 0}}],
                         "at": "2002-06-01"}""").statusCode(200).body("cells.cell", equalTo(List.of("US/gallium/refining")));
    }

    static Stream<Arguments> faulty() {
        String twice = EVENT.formatted(", \"id\": \"a\"");
        return Stream.of(
                Arguments.of("{}", "", "supposes nothing"),
                Arguments.of("[]", "", "no object"),
                Arguments.of("{\"event\": []}", "/event", "known are events"),
                Arguments.of("{\"events\": {}}", "/events", "no list"),
                Arguments.of("{\"events\": [1]}", "/events/0", "no event"),
                event(", \"colour\": 1", "/events/0/colour", "not known here"),
                event(", \"type\": \"EXPORT_BANN\"", "/events/0/type", "EXPORT_BAN"),
                event(", \"minerals\": [\"galium\"]", "/events/0/minerals/0", "no mineral"),
                event(", \"actor\": \"QQ\"", "/events/0/actor", "no country"),
                event(", \"announced\": \"2002-02-30\"", "/events/0/announced", "no day of the calendar"),
                event(", \"effectiveUntil\": \"2001-01-01\"", "/events/0/effectiveUntil", "before the first"),
                event(", \"effect\": {\"kind\": \"BAN\", \"scope\": 2}", "/events/0/effect/scope", "out of range"),
                event(", \"effect\": {\"kind\": \"QUOTA\"}", "/events/0/effect", "quota and base, or loss"),
                event(", \"effect\": {\"kind\": \"BAN\", \"rate\": 1}", "/events/0/effect/rate", "not known here"),
                event(", \"effect\": {\"kind\": \"BANN\"}", "/events/0/effect/kind", "BAN"),
                event(", \"suspends\": [{\"event\": \"x\"}]", "/events/0/suspends", "only EASING"),
                event(", \"id\": \"a\", \"supersedes\": [\"a\"]", "/events/0", "circle"),
                Arguments.of(
                        "{\"events\": [" + twice + "," + twice.replace("\"CN\"", "\"JP\"") + "]}",
                        "/events/1/id",
                        "given twice"),
                Arguments.of(
                        "{\"events\": [" + EVENT.formatted(", \"id\": \"a\", \"supersedes\": [\"b\"]") + ","
                                + EVENT.formatted(", \"id\": \"b\", \"supersedes\": [\"a\"]") + "]}",
                        "/events/0",
                        "circle"),
                Arguments.of("{\"retractions\": [\"nothing-of-the-kind\"]}", "/retractions/0", "is not known"),
                Arguments.of("{\"retractions\": [\"x\"], \"horizon\": \"P200Y\"}", "/horizon", "P10Y"),
                Arguments.of("{\"retractions\": [\"x\"], \"horizon\": \"soon\"}", "/horizon", "no period"),
                Arguments.of("{\"retractions\": [\"x\"], \"horizon\": []}", "/horizon", "names no date"),
                Arguments.of("{\"retractions\": [\"x\"], \"at\": \"1900-01-01\"}", "/at", "baseline's years"),
                Arguments.of("{\"retractions\": [\"x\"], \"known\": \"2126-01-01\"}", "/known", "lies ahead"),
                Arguments.of("{\"retractions\": [\"x\"], \"consumers\": [\"XX\"]}", "/consumers/0", "US"),
                supply(
                        "\"mineral\": \"galium\", \"stage\": \"refining\", \"shares\": {\"CN\": 1}",
                        "/mineral",
                        "no mineral"),
                supply(
                        "\"mineral\": \"gallium\", \"stage\": \"mining\", \"shares\": {\"CN\": 1}",
                        "/stage",
                        "refining"),
                supply(
                        "\"mineral\": \"rare-earths\", \"stage\": \"mining\", \"shares\": {\"CN\": 1}",
                        "/mineral",
                        "group"),
                supply(
                        "\"mineral\": \"gallium\", \"stage\": \"refining\", \"shares\": {\"CN\": 1.5}",
                        "/shares/CN",
                        "0 to 1"),
                supply(
                        "\"mineral\": \"gallium\", \"stage\": \"refining\", \"shares\": {\"CN\": 0.8, \"JP\": 0.3}",
                        "/shares",
                        "more than 1"),
                supply(
                        "\"mineral\": \"samarium\", \"stage\": \"refining\", \"shares\": {\"CN\": 0.5}",
                        "/shares",
                        "nobody else"),
                supply(
                        "\"consumer\": \"KR\", \"mineral\": \"gallium\", \"stage\": \"refining\", \"shares\": {\"CN\": 1}",
                        "/consumer",
                        "not known where"),
                supply(
                        "\"mineral\": \"gallium\", \"stage\": \"refining\", \"shares\": {\"QQ\": 1}",
                        "/shares/QQ",
                        "no country"));
    }

    private static Arguments event(String members, String pointer, String mend) {
        // What is given again takes the place of what stands before: the reader of this test sees one member a case.
        String event = EVENT.formatted("");
        for (String name : List.of("type", "minerals", "actor", "announced")) {
            if (members.contains("\"" + name + "\"")) {
                event = event.replaceFirst("\"" + name + "\": (\\[[^]]*]|\"[^\"]*\"),? ?", "");
            }
        }
        String whole = event.substring(0, event.length() - 1).replaceFirst(", $", "") + members + "}";
        return Arguments.of("{\"events\": [" + whole + "]}", pointer, mend);
    }

    private static Arguments supply(String members, String pointer, String mend) {
        return Arguments.of("{\"supply\": [{" + members + "}]}", "/supply/0" + pointer, mend);
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void aFaultyScenarioIsToldWhereAndHowToMendIt(String body, String pointer, String mend) {
        suppose(body)
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("https://mineralwatch.org/problems/invalid-scenario"))
                .body("errors.pointer", hasItem(pointer))
                .body("errors.detail", hasItem(containsString(mend)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"effect\": {\"kind\": \"BAN\", \"scope\": 0.5}",
                "\"effect\": {\"kind\": \"LICENSING\", \"deniedShare\": 0.5}",
                "\"effect\": {\"kind\": \"QUOTA\", \"loss\": 0.5}",
                "\"effect\": {\"kind\": \"OUTAGE\", \"loss\": 0.5}",
                "\"effect\": {\"kind\": \"NEWS\", \"goldstein\": -5}",
                "\"targets\": [\"*\"]"
            })
    void everyKindOfEffectCanBeSupposed(String members) {
        suppose("{\"events\": [" + EVENT.formatted(", " + members)
                        + "], \"at\": \"2002-01-05\", \"consumers\": [\"US\"]}")
                .statusCode(200)
                .body("cells", hasSize(1));
    }

    @Test
    void whatIsLegalAndExtremeIsScoredAndNeverNaN() {
        String events = Stream.of(
                        "\"id\": \"deal\", \"leadTimeYears\": 60, \"effect\": {\"kind\": \"DEAL\", \"coverage\": 1, \"success\": 1, \"rampYears\": 0}",
                        "\"id\": \"ban\", \"effectiveUntil\": \"2199-12-31\", \"effect\": {\"kind\": \"BAN\", \"scope\": 1, \"leak\": 0}",
                        "\"id\": \"licences\", \"effect\": {\"kind\": \"LICENSING\", \"holdDays\": 0, \"halfLifeDays\": 1e-320}",
                        "\"id\": \"quota\", \"effect\": {\"kind\": \"QUOTA\", \"quota\": 1e300, \"days\": 1e-9, \"base\": 1e-300}",
                        "\"id\": \"tariff\", \"effect\": {\"kind\": \"TARIFF\", \"rate\": 20, \"elasticity\": 5}")
                .map(members -> EVENT.formatted(", " + members))
                .collect(Collectors.joining(","));

        String answer = suppose("{\"events\": [" + events + "], \"at\": \"2002-06-01\", \"horizon\": \"P10Y\"}")
                .statusCode(200)
                .body("cells", not(empty()))
                .extract()
                .asString();

        assertThat(answer).doesNotContain("NaN").doesNotContain("Infinity");
    }

    @Test
    void moreThanAThousandEventsAreTooMany() {
        String events = IntStream.range(0, 1001)
                .mapToObj(i -> EVENT.formatted(", \"id\": \"e" + i + "\""))
                .collect(Collectors.joining(","));

        suppose("{\"events\": [" + events + "]}")
                .statusCode(422)
                .body("errors", hasSize(1))
                .body("errors[0].detail", containsString("1000 are the most"));
    }

    @Test
    void whatIsNoJsonOrSaysAMemberTwiceIsRefused() {
        suppose("{\"events\": ").statusCode(400);
        suppose("{\"at\": \"2026-01-01\", \"at\": \"2026-01-02\"}").statusCode(400);
    }

    private static ValidatableResponse suppose(String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .when()
                .post("/v1/scenarios")
                .then();
    }

    /** How much there is in every table and on every topic that a record would leave something in. */
    private Map<String, Long> traces() throws SQLException {
        Map<String, Long> traces = new TreeMap<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : Arrays.asList("policy_event_record", "dependency_score", "outbox")) {
                try (ResultSet count = statement.executeQuery("select count(*) from " + table)) {
                    count.next();
                    traces.put(table, count.getLong(1));
                }
            }
        }
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            for (String topic : Arrays.asList("policy-events.v1", "dependency-scores.v1", "rejected-events.v1")) {
                List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList();
                consumer.endOffsets(partitions).forEach((partition, offset) -> traces.merge(topic, offset, Long::sum));
            }
        }
        return traces;
    }
}
