package org.mineralwatch.scoring.inbound;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

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
class ScoreResourceTest {
    private static final String LONG_AGO = "at=2001-01-01";

    @Test
    void aCellIsAnsweredInFull() {
        read("/v1/scores/US/gallium/refining?" + LONG_AGO)
                .statusCode(200)
                .body("cell", equalTo("US/gallium/refining"))
                .body("at", equalTo("2001-01-01"))
                .body("known", equalTo("2001-01-01"))
                .body("model", equalTo("DEP-1"))
                .body("grade", equalTo("A"))
                .body("byEvent.size()", equalTo(0));
    }

    @Test
    void withoutKnownADayAheadIsSeenFromToday() {
        read("/v1/scores/US/gallium/refining?at=2050-01-01")
                .statusCode(200)
                .body("at", equalTo("2050-01-01"))
                .body("known", startsWith("2026-1"));
    }

    @Test
    void pagesShowEveryCellOnceInOrder() {
        List<String> cells = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        String cursor = "";
        do {
            JsonPath page = read("/v1/scores?consumer=US&limit=40&" + LONG_AGO + cursor)
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            cells.addAll(page.getList("items.cell"));
            page.<Number>getList("items.score").forEach(score -> scores.add(score.doubleValue()));
            cursor = page.get("next") == null ? "" : "&cursor=" + page.getString("next");
        } while (!cursor.isEmpty());

        assertThat(cells).hasSize(110).doesNotHaveDuplicates();
        assertThat(scores).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void filtersNarrowTheList() {
        read("/v1/scores?group=rare-earths-heavy&stage=refining&consumer=EU&" + LONG_AGO)
                .statusCode(200)
                .body("items.cell", hasItem("EU/dysprosium/refining"))
                .body("items.cell", everyItem(startsWith("EU/")));
        read("/v1/scores?mineral=tin&sort=cell&" + LONG_AGO)
                .statusCode(200)
                .body("items[0].cell", equalTo("CN/tin/mining"))
                .body("items.mineral", everyItem(equalTo("tin")));
        read("/v1/scores?band=SEVERE&" + LONG_AGO).statusCode(200).body("items.band", everyItem(equalTo("SEVERE")));
    }

    @ParameterizedTest
    @CsvSource({
        "consumer=XX, ?consumer, 'none of: CN, EU, GB, IN, JP, KR, US'",
        "mineral=unobtainium, ?mineral, 'none of: aluminum, antimony'",
        "group=unobtainium, ?group, no cell",
        "stage=kitchen, ?stage, 'none of: '",
        "at=1900-01-01, ?at, scores are given from",
        "at=2226-01-01, ?at, scores are given from",
        "band=HIGH, ?band, SEVERE",
        "at=2026-02-30, ?at, no day of the calendar",
        "at=yesterday, ?at, no day of the calendar",
        "known=0000-01-01, ?known, years",
        "known=2126-01-01, ?known, lies ahead",
        "sort=random, ?sort, -score",
        "limit=0, ?limit, 1000",
        "limit=many, ?limit, whole number",
        "colour=blue, ?colour, not a parameter"
    })
    void aFaultyParameterIsNamed(String query, String pointer, String mend) {
        read("/v1/scores?" + query)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("https://mineralwatch.org/problems/invalid-query"))
                .body("errors", hasSize(1))
                .body("errors[0].pointer", equalTo(pointer))
                .body("errors[0].detail", containsString(mend));
    }

    @ParameterizedTest
    @CsvSource({
        "'', at=2026-02-30, ?at, no day of the calendar",
        "'', known=10000-01-01, ?known, 2026-11-28",
        "'', known=2126-01-01, ?known, lies ahead",
        "/curve, from=2026-01-02&to=2026-01-01, ?from, exchange them",
        "'', at=1992-12-31, ?at, 1993-01-01 to 2075-12-31",
        "'', at=2076-01-01, ?at, scores are given from",
        "/curve, to=2226-11-21, ?to, scores are given from",
        "/curve, from=1900-01-01, ?from, scores are given from",
        "/curve, from=1993-01-01&to=2075-12-31, ?to, to=2043-01-01",
        "/curve, from=yesterday, ?from, no day of the calendar",
        "/curve, to=2026-11-31, ?to, no day of the calendar",
        "/curve, known=2126-01-01, ?known, lies ahead",
        "/curve, at=2026-11-21, ?at, 'from, known, to'"
    })
    void aFaultyParameterOfOneCellIsNamed(String call, String query, String pointer, String mend) {
        read("/v1/scores/US/gallium/refining" + call + "?" + query)
                .statusCode(400)
                .body("type", equalTo("https://mineralwatch.org/problems/invalid-query"))
                .body("errors", hasSize(1))
                .body("errors[0].pointer", equalTo(pointer))
                .body("errors[0].detail", containsString(mend));
    }

    @ParameterizedTest
    @CsvSource({
        "from=1993-01-01&to=1993-01-31, 1993-01-01, 1993-01-31",
        "to=1993-06-01, 1993-01-01, 1993-06-01",
        "from=2075-06-01, 2075-06-01, 2075-12-31",
        "from=2001-05-01&to=2001-05-01, 2001-05-01, 2001-05-01",
        "to=2001-05-01, 2000-05-01, 2001-05-01",
        "from=2040-05-01, 2040-05-01, 2041-05-01"
    })
    void aCurveWithoutEventsIsItsFirstDay(String query, String from, String to) {
        read("/v1/scores/US/gallium/refining/curve?known=2001-01-01&" + query)
                .statusCode(200)
                .body("cell", equalTo("US/gallium/refining"))
                .body("from", equalTo(from))
                .body("to", equalTo(to))
                .body("known", equalTo("2001-01-01"))
                .body("points", hasSize(1))
                .body("points[0].at", equalTo(from))
                .body(
                        "points[0].score",
                        equalTo(read("/v1/scores/US/gallium/refining?" + LONG_AGO)
                                .extract()
                                .path("score")))
                .body("points[0].size()", equalTo(3));
    }

    @Test
    void withoutDatesACurveIsTheYearsAroundToday() {
        read("/v1/scores/US/gallium/refining/curve")
                .statusCode(200)
                .body("from", startsWith("2025-11-2"))
                .body("known", startsWith("2026-11-2"))
                .body("to", startsWith("2027-11-2"));
    }

    @Test
    void aCursorOfAnotherOrderIsRefused() {
        String cursor = read("/v1/scores?limit=1&" + LONG_AGO).extract().path("next");

        read("/v1/scores?limit=1&sort=cell&cursor=" + cursor)
                .statusCode(400)
                .body("type", equalTo("https://mineralwatch.org/problems/invalid-cursor"));
    }

    @ParameterizedTest
    @CsvSource({
        "XX/gallium/refining, 'there are: CN, EU, GB, IN, JP, KR, US'",
        "US/unobtainium/refining, 'there are: aluminum, antimony'",
        "US/galium/refining, did you mean gallium",
        "US/gallium/mining, 'there are scores at: refining'",
        "US/gallium/kitchen, 'there are scores at: refining'",
        "US/rare-earths/refining, group"
    })
    void aCellThatIsNotThereSaysWhy(String cell, String why) {
        for (String call : List.of("", "/curve", "/explanation", "/movement?from=2025-01-01")) {
            read("/v1/scores/" + cell + call)
                    .statusCode(404)
                    .body("type", equalTo("https://mineralwatch.org/problems/unknown-cell"))
                    .body("detail", containsString(why));
        }
    }

    private static ValidatableResponse read(String path) {
        return given().urlEncodingEnabled(false).when().get(path).then();
    }
}
