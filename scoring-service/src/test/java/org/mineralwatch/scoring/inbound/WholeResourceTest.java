package org.mineralwatch.scoring.inbound;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mineralwatch.localstack.testing.LocalStackResource;

@QuarkusTest
@WithTestResource(value = LocalStackResource.class, initArgs = @ResourceArg(name = "database", value = "scoring"))
class WholeResourceTest {
    private static final String LONG_AGO = "at=2001-01-01";

    @Test
    void aGroupIsTheMeanOfItsMembersWithTheWorstBeside() {
        JsonPath whole = read("/v1/aggregates?consumer=US&group=rare-earths&" + LONG_AGO)
                .statusCode(200)
                .body("weights", equalTo("equal"))
                .body("items", hasSize(1))
                .body("items[0].members", hasSize(17))
                .extract()
                .jsonPath();

        List<Number> parts = whole.getList("items[0].members.part");
        assertThat(parts.stream().mapToDouble(Number::doubleValue).sum())
                .isCloseTo(whole.getDouble("items[0].mean"), within(1e-4));
        assertThat(whole.getString("items[0].worst.cell")).isEqualTo(whole.getString("items[0].members[0].cell"));
    }

    @Test
    void withoutAKnownRelianceAnEconomyHasNoMeanByImports() {
        read("/v1/aggregates?consumer=KR&group=economy&weights=imports&" + LONG_AGO)
                .statusCode(200)
                .body("items[0].mean", nullValue())
                .body("items[0].unweighted", hasItem("gallium"));
        read("/v1/aggregates?consumer=US&group=economy&weights=imports&" + LONG_AGO)
                .statusCode(200)
                .body("items[0].mean", greaterThan(10.0f));
        read("/v1/aggregates?" + LONG_AGO)
                .statusCode(200)
                .body("items.consumer", hasItems("US", "EU", "CN"))
                .body("items.group", hasItems("economy", "rare-earths", "rare-earths-heavy"));
    }

    @Test
    void aRankingGoesFromTheHighestDown() {
        JsonPath ranking = read("/v1/rankings?consumer=US&of=cells&" + LONG_AGO)
                .statusCode(200)
                .body("since", equalTo("2000-01-01"))
                .body("items[0].rank", equalTo(1))
                .body("items.change", everyItem(equalTo(0.0f)))
                .extract()
                .jsonPath();

        List<Double> scores = new ArrayList<>();
        ranking.<Number>getList("items.score").forEach(score -> scores.add(score.doubleValue()));
        assertThat(scores).hasSize(100).isSortedAccordingTo(Comparator.reverseOrder());
        read("/v1/rankings?consumer=US&limit=1000&" + LONG_AGO).statusCode(200).body("items", hasSize(69));
    }

    @Test
    void economiesStandSideBySide() {
        read("/v1/comparisons/gallium?" + LONG_AGO)
                .statusCode(200)
                .body("items.consumer", hasItems("US", "EU", "JP", "KR", "GB", "IN", "CN"))
                .body("items.stage", everyItem(equalTo("refining")));
        read("/v1/comparisons/galium")
                .statusCode(404)
                .body("type", equalTo("https://mineralwatch.org/problems/unknown-mineral"))
                .body("detail", containsString("did you mean gallium"));
    }

    @Test
    void theBaselineNamesItsTablesYearsGradesAndLicences() {
        read("/v1/baseline")
                .statusCode(200)
                .body("cells", equalTo(770))
                .body("from", equalTo("1993-01-01"))
                .body("tables.name", hasItems("supply", "reliance", "import_sources", "governance", "ties"))
                .body("licences.licence", hasItems("public domain", "CC BY 4.0"))
                .body("grades.A", equalTo(34))
                .body("sourcings.US", equalTo(46));
        read("/v1/baseline/cells?consumer=US&grade=A&limit=1000")
                .statusCode(200)
                .body("items", hasSize(19));
        read("/v1/baseline/cells?mineral=gallium&consumer=US")
                .statusCode(200)
                .body("items[0].year", equalTo(2025))
                .body("items[0].sourcing.CN", greaterThan(0.4f));
    }

    @Test
    void rowsAreFilteredByTheirColumnsAndPaged() {
        String table = "/v1/baseline/tables/supply?mineral_id=cobalt&stage=mining&limit=40";
        List<Integer> lines = new ArrayList<>();
        String cursor = "";
        do {
            JsonPath page = read(table + cursor)
                    .statusCode(200)
                    .body("items.row.mineral_id", everyItem(equalTo("cobalt")))
                    .extract()
                    .jsonPath();
            lines.addAll(page.getList("items.line"));
            cursor = page.get("next") == null ? "" : "&cursor=" + page.getString("next");
        } while (!cursor.isEmpty());

        assertThat(lines).hasSizeGreaterThan(15).doesNotHaveDuplicates().isSorted();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/aggregates, group=rare-earth, ?group, rare-earths",
        "/v1/aggregates, at=1900-01-01, ?at, scores are given from",
        "/v1/rankings, at=2226-01-01, ?at, scores are given from",
        "/v1/rankings, consumer=XX, ?consumer, 'CN, EU, GB, IN, JP, KR, US'",
        "/v1/comparisons/gallium, at=1900-01-01, ?at, scores are given from",
        "/v1/aggregates, weights=money, ?weights, imports",
        "/v1/aggregates, consumer=XX, ?consumer, US",
        "/v1/rankings, of=countries, ?of, minerals",
        "/v1/rankings, since=2026-11-30&at=2026-11-01, ?since, exchange them",
        "/v1/rankings, stage=kitchen, ?stage, mining",
        "/v1/comparisons/gallium, stage=mining, ?stage, refining",
        "/v1/baseline, year=2025, ?year, not a parameter",
        "/v1/baseline/cells, grade=E, ?grade, A",
        "/v1/baseline/cells, mineral=galium, ?mineral, gallium",
        "/v1/baseline/tables/supply, mineral_id=galium, ?mineral_id, did you mean gallium",
        "/v1/baseline/tables/supply, colour=blue, ?colour, not a parameter"
    })
    void aFaultyParameterIsNamed(String call, String query, String pointer, String mend) {
        read(call + "?" + query)
                .statusCode(400)
                .body("errors", hasSize(1))
                .body("errors[0].pointer", equalTo(pointer))
                .body("errors[0].detail", containsString(mend));
    }

    @Test
    void aTableThatIsNotThereIsAnsweredWithThoseThatAre() {
        read("/v1/baseline/tables/prices").statusCode(404).body("detail", containsString("governance"));
        read("/v1/baseline/tables/supply?cursor=nonsense").statusCode(400);
    }

    private static ValidatableResponse read(String path) {
        return given().urlEncodingEnabled(false).when().get(path).then();
    }
}
