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
        "consumer=XX, ?consumer, none of",
        "mineral=unobtainium, ?mineral, none of",
        "group=unobtainium, ?group, no cell",
        "stage=kitchen, ?stage, mining",
        "band=HIGH, ?band, SEVERE",
        "at=2026-02-30, ?at, no day of the calendar",
        "at=yesterday, ?at, no day of the calendar",
        "known=0000-01-01, ?known, years",
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

    @Test
    void aCursorOfAnotherOrderIsRefused() {
        String cursor = read("/v1/scores?limit=1&" + LONG_AGO).extract().path("next");

        read("/v1/scores?limit=1&sort=cell&cursor=" + cursor)
                .statusCode(400)
                .body("type", equalTo("https://mineralwatch.org/problems/invalid-cursor"));
    }

    @ParameterizedTest
    @CsvSource({
        "XX/gallium/refining, CN",
        "US/unobtainium/refining, unobtainium",
        "US/gallium/mining, refining",
        "US/rare-earths/refining, group"
    })
    void aCellThatIsNotThereSaysWhy(String cell, String why) {
        read("/v1/scores/" + cell)
                .statusCode(404)
                .body("type", equalTo("https://mineralwatch.org/problems/unknown-cell"))
                .body("detail", containsString(why));
    }

    private static ValidatableResponse read(String path) {
        return given().urlEncodingEnabled(false).when().get(path).then();
    }
}
