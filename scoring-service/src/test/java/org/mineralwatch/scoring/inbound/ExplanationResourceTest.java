package org.mineralwatch.scoring.inbound;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mineralwatch.localstack.testing.LocalStackResource;

@QuarkusTest
@WithTestResource(value = LocalStackResource.class, initArgs = @ResourceArg(name = "database", value = "scoring"))
class ExplanationResourceTest {
    private static final String GALLIUM = "/v1/scores/US/gallium/refining";

    @Test
    void aCellIsTakenApartDownToTheRowsBehindItsFigures() {
        JsonPath why = read(GALLIUM + "/explanation?at=2001-01-01")
                .statusCode(200)
                .body("score.cell", equalTo("US/gallium/refining"))
                .body("baseline.year", equalTo(2025))
                .body("baseline.grade", equalTo("A"))
                .body("sources.production.row.mineral_id", everyItem(equalTo("gallium")))
                .body("sources.production.table", everyItem(equalTo("supply")))
                .body("sources.sourcing.row.source_country", hasItem("CA"))
                .body("sources.import-reliance", hasSize(1))
                .body("sources.governance.row.country", hasItem("CN"))
                .body("sources.tie.row.supplier", hasItem("CN"))
                .body("sources.recycling-and-substitution", hasSize(1))
                .extract()
                .jsonPath(JsonPathConfig.jsonPathConfig().numberReturnType(NumberReturnType.DOUBLE));

        double score = why.getDouble("score.score");
        assertThat(sum(why.getList("suppliers.points"))).isCloseTo(score, within(1e-9));
        assertThat(100.0 * why.getDouble("formula.exposedDemand") * Math.sqrt(why.getDouble("formula.index")))
                .isCloseTo(score, within(1e-9));
        assertThat(sum(why.getList("formula.mixes.weight"))).isCloseTo(1.0, within(1e-9));
    }

    @Test
    void betweenTwoDaysWithoutEventsNothingMoves() {
        read(GALLIUM + "/movement?from=2001-01-01&to=2002-01-01")
                .statusCode(200)
                .body("from.known", equalTo("2001-01-01"))
                .body("to.known", equalTo("2002-01-01"))
                .body("change", equalTo(0.0f))
                .body("byEvent", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/scores/US/gallium/refining/movement, to=2026-01-01, ?from, is missing",
        "/v1/scores/US/gallium/refining/movement, from=2026-02-01&to=2026-01-01, ?from, exchange them",
        "/v1/scores/US/gallium/refining/movement, from=2025-02-01&knownTo=2126-01-01, ?knownTo, lies ahead",
        "/v1/scores/US/gallium/refining/movement, from=1900-01-01, ?from, scores are given from",
        "/v1/scores/US/gallium/refining/explanation, at=2200-01-01, ?at, scores are given from",
        "/v1/scores/US/gallium/refining/explanation, known=2200-01-01, ?known, lies ahead",
        "/v1/scores/US/gallium/refining/explanation, from=2026-01-01, ?from, 'at, known'",
        "/v1/events/some-event/impact, at=2226-01-01, ?at, scores are given from",
        "/v1/events/some-event/impact, consumer=XX, ?consumer, US",
        "/v1/events/some-event/impact, at=2026-13-01, ?at, no day of the calendar"
    })
    void aFaultyParameterIsNamed(String call, String query, String pointer, String mend) {
        read(call + "?" + query)
                .statusCode(400)
                .body("type", equalTo("https://mineralwatch.org/problems/invalid-query"))
                .body("errors", hasSize(1))
                .body("errors[0].pointer", equalTo(pointer))
                .body("errors[0].detail", containsString(mend));
    }

    @Test
    void anEventThatWasNeverRecordedHasNoImpact() {
        read("/v1/events/never-recorded-at-all/impact")
                .statusCode(404)
                .body("type", equalTo("https://mineralwatch.org/problems/unknown-event"))
                .body("detail", containsString("never recorded"));
    }

    private static double sum(List<Number> numbers) {
        return numbers.stream().mapToDouble(Number::doubleValue).sum();
    }

    private static ValidatableResponse read(String path) {
        return given().urlEncodingEnabled(false).when().get(path).then();
    }
}
