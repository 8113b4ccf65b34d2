package org.mineralwatch.alert;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.mineralwatch.alert.Records.ahead;
import static org.mineralwatch.alert.Records.ban;
import static org.mineralwatch.alert.Records.newConsumer;
import static org.mineralwatch.alert.Records.on;
import static org.mineralwatch.alert.Records.rebase;
import static org.mineralwatch.alert.Records.recordedAt;
import static org.mineralwatch.alert.Records.score;
import static org.mineralwatch.alert.Subscriptions.post;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mineralwatch.alert.Subscriptions.Made;
import org.mineralwatch.localstack.testing.LocalStackResource;

/** What conditions would have told, and that it is what they do tell. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class BacktestSubscriptionTest {
    private static final String CONDITIONS = """
            [{"kind": "threshold", "at": 80, "rearm": 79, "worsening": 5},
             {"kind": "threshold", "at": 70, "hold": "P2D"},
             {"kind": "band", "bands": ["CRITICAL"], "rearm": 2},
             {"kind": "move", "points": 10, "within": "P7D"},
             {"kind": "calendar", "before": ["P30D", "P1D"]},
             {"kind": "event", "types": ["EXPORT_BAN"], "actors": ["CN"]}]""";

    @Inject
    ObservedScores observed;

    @Inject
    TurnedClock clock;

    @Inject
    DataSource dataSource;

    private final Topics topics = new Topics();
    private final String act = "act-" + UUID.randomUUID();
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private @Nullable ScoringStandIn standIn;
    private String consumer = "";
    private String gallium = "";
    private String samarium = "";

    @BeforeEach
    void consumesAlone() {
        consumer = newConsumer();
        gallium = consumer + "/gallium/refining";
        samarium = consumer + "/samarium/refining";
        // Before each test, not with each instance: Quarkus makes two for a test.
        standIn = new ScoringStandIn();
    }

    private ScoringStandIn scoring() {
        return Objects.requireNonNull(standIn, "begun before each test");
    }

    @AfterEach
    void close() {
        clock.reset();
        topics.close();
        scoring().close();
    }

    /** The same history once as records that arrive day by day while the clock turns, once as a past. */
    @Test
    void itFindsTheAlertsThatAreRaised() throws SQLException {
        List<List<ObjectNode>> days = tenDays();
        topics.scores(days.getFirst().toArray(ObjectNode[]::new));
        observed.await(gallium, 1);
        observed.await(samarium, 1);
        Made subscription = post("""
                {"endpoint": {"url": "http://127.0.0.1:1/"}, "watch": {"consumers": ["%s"]}, "conditions": %s}""".formatted(consumer, CONDITIONS));
        for (int day = 1; day < days.size(); day++) {
            turnTo(today.plusDays(day));
            if (day == 2) {
                topics.policyEvent(recordedAt(ban(act, "CN", consumer, "gallium"), clock.instant())
                        .put("knownAt", today.plusDays(2).toString()));
                observed.awaitEvent(act);
            }
            topics.scores(days.get(day).toArray(ObjectNode[]::new));
            for (ObjectNode change : days.get(day)) {
                observed.await(
                        change.path("cell").asText(), change.path("sequence").asLong());
            }
        }
        turnTo(today.plusDays(days.size()));

        scoring().history(days.stream().flatMap(List::stream).toList());
        JsonPath backtest = backtest("""
                {"watch": {"consumers": ["%s"]}, "conditions": %s, "from": "%s", "to": "%s"}""".formatted(consumer, CONDITIONS, today, today.plusDays(days.size() - 1)))
                .statusCode(200)
                .extract()
                .jsonPath();

        List<String> would = supposed(backtest);
        List<String> did = alerts(subscription);
        assertThat(would).containsExactlyInAnyOrderElementsOf(did);
        assertThat(would)
                .hasSizeGreaterThan(15)
                .anyMatch(alert -> alert.contains(" standing "))
                .anyMatch(alert -> alert.contains(" upcoming "))
                .anyMatch(alert -> alert.contains(" retracted "))
                .anyMatch(alert -> alert.contains(" cleared "))
                .anyMatch(alert -> alert.contains("/held"))
                .anyMatch(alert -> alert.contains("/worsened"))
                .anyMatch(alert -> alert.contains(" move "))
                .anyMatch(alert -> alert.contains(" event "));
    }

    @Test
    void itSaysHowOftenByWhatAndHowEarly() {
        scoring().history(tenDays().stream().flatMap(List::stream).toList());
        turnClock(today.plusDays(10));

        JsonPath backtest = backtest("""
                {"watch": {"consumers": ["%s"], "minerals": ["gallium"]}, "from": "%s", "dates": ["%s"], "events": ["%s", "nobody"],
                 "conditions": [{"kind": "threshold", "at": 80}, {"kind": "calendar", "before": ["P30D"]}]}""".formatted(consumer, today, today.plusDays(5), act))
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(scoring().queries().getFirst())
                .contains("consumer=" + consumer, "mineral=gallium", "from=" + today, "to=" + today.plusDays(10));
        assertThat(backtest.getInt("totals.alerts"))
                .isEqualTo(backtest.getList("alerts").size());
        assertThat(backtest.getList("totals.byCondition.alerts")).hasSize(2);
        assertThat(backtest.<Integer>getList("totals.byCondition.alerts").stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(backtest.getInt("totals.alerts"));
        // Announced on the second day; it moves the cell furthest on the eighth.
        assertThat(backtest.getList("leadTimes.date"))
                .containsExactly(today.plusDays(7).toString(), today.plusDays(5).toString());
        assertThat(backtest.getList("leadTimes.event")).containsExactly(act, null);
        assertThat(backtest.getList("leadTimes.days")).containsExactly(6, 4);
        assertThat(backtest.getString("leadTimes[0].cell")).isEqualTo(gallium);
    }

    @Test
    void whatOneActDoesIsToldTogetherIfThatIsAskedFor() {
        String day = today.minusDays(5).toString();
        scoring()
                .history(List.of(
                        on(today.minusDays(9), rebase(gallium, 1, 60)),
                        on(today.minusDays(9), rebase(samarium, 1, 60)),
                        on(today.minusDays(5), score(gallium, 2, 85)),
                        on(today.minusDays(5), score(samarium, 2, 86))));

        backtest("""
                {"watch": {"consumers": ["%s"]}, "conditions": [{"kind": "threshold", "at": 80}], "groupBy": "act", "from": "%s"}""".formatted(consumer, today.minusDays(9)))
                .statusCode(200)
                .body("alerts", hasSize(1))
                .body("alerts[0].day", equalTo(day))
                .body("alerts[0].subject", equalTo("2026-11-21-cn-ban"))
                .body("alerts[0].cells", equalTo(List.of(gallium, samarium)));
    }

    @Test
    void withoutScoringServiceNothingIsSaid() {
        scoring().close();

        backtest(body("2025-01-01", "2025-12-31"))
                .statusCode(503)
                .header("Retry-After", "5")
                .body("type", equalTo("https://mineralwatch.org/problems/scoring-unavailable"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"500 | {}", "200 | {\"cell\": \"no cell\"}", "200 | not JSON", "302 | moved"})
    void whatScoringServiceShouldNotSayIsNotTakenForScores(int status, String says) {
        scoring().says(status, says + "\n");

        backtest(body("2025-01-01", "2025-12-31")).statusCode(503);
    }

    @Test
    void whereNoScoreIsKeptThatIsSaid() {
        scoring().says(400, """
                {"type": "https://mineralwatch.org/problems/invalid-parameter", "title": "Invalid parameter", "status": 400,
                 "detail": "consumer", "errors": [{"pointer": "?consumer", "detail": "no cell has it"}]}""");

        backtest(body("2025-01-01", "2025-12-31"))
                .statusCode(200)
                .body("totals.alerts", equalTo(0))
                .body("warnings[-1]", equalTo("no score was looked at: ?consumer: no cell has it"));
    }

    @Test
    void moreThanIsLookedAtIsRefused() {
        scoring()
                .history(IntStream.rangeClosed(1, 5001)
                        .mapToObj(sequence -> on(today.minusDays(9), score(gallium, sequence, 60)))
                        .toList());

        backtest(body("2025-01-01", "2025-12-31"))
                .statusCode(422)
                .body("type", equalTo("https://mineralwatch.org/problems/backtest-too-large"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2025-12-31 | 2025-01-01 | /from",
                "2001-01-01 | 2025-01-01 | /from",
                "2995-01-01 | 2999-01-01 | /to",
                "yesterday | 2025-01-01 | /from",
            })
    void aPastThatIsNoneIsRefused(String from, String to, String pointer) {
        backtest(body(from, to))
                .statusCode(422)
                .body("type", equalTo("https://mineralwatch.org/problems/invalid-value"))
                .body("errors.pointer", equalTo(List.of(pointer)));

        assertThat(scoring().queries()).isEmpty();
    }

    @Test
    void aBacktestTakesNoEndpoint() {
        backtest("{\"endpoint\": {}, \"conditions\": [{\"kind\": \"threshold\", \"at\": 80}]}")
                .statusCode(422)
                .body("type", equalTo("https://mineralwatch.org/problems/unknown-member"))
                .body("errors[0].pointer", equalTo("/endpoint"));
    }

    private static ValidatableResponse backtest(String body) {
        return given().contentType("application/json")
                .body(body)
                .post("/v1/subscriptions/backtest")
                .then();
    }

    private String body(String from, String to) {
        return """
                {"watch": {"consumers": ["%s"]}, "conditions": [{"kind": "threshold", "at": 80}], "from": "%s", "to": "%s"}""".formatted(consumer, from, to);
    }

    /** Two cells over ten days, with a date that comes, one that goes, and an event. */
    private List<List<ObjectNode>> tenDays() {
        LocalDate inForce = today.plusDays(5);
        LocalDate calledOff = today.plusDays(9);
        return List.of(
                List.of(day(0, rebase(gallium, 1, 60)), day(0, rebase(samarium, 1, 85))),
                List.of(ahead(ahead(day(1, score(gallium, 2, 61)), inForce, 61, 82, act), calledOff, 60, 84, act)),
                List.of(day(2, score(samarium, 2, 70))),
                List.of(ahead(day(3, score(gallium, 3, 75)), inForce, 75, 82, act)),
                List.of(day(4, score(samarium, 3, 83))),
                List.of(day(5, score(gallium, 4, 82)), day(5, score(samarium, 4, 84))),
                List.of(day(6, score(gallium, 5, 88)), day(6, score(samarium, 5, 84.5))),
                List.of(day(7, score(gallium, 6, 69))),
                List.of(day(8, score(gallium, 7, 81))),
                List.of(day(9, rebase(gallium, 8, 50))));
    }

    private ObjectNode day(int day, ObjectNode change) {
        change.path("cause").path("events").forEach(event -> ((ObjectNode) event).put("id", act));
        return on(today.plusDays(day), change);
    }

    private void turnClock(LocalDate day) {
        Instant moment = day.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(5);
        clock.turn(Duration.between(clock.instant(), moment));
    }

    /** Turns the clock, and waits until all that is due by then has happened. */
    private void turnTo(LocalDate day) {
        turnClock(day);
        await().untilAsserted(() -> assertThat(due()).isZero());
    }

    private int due() throws SQLException {
        return count("select (select count(*) from notice where due_at <= ?::timestamptz)"
                + " + (select count(*) from threshold_watch where due_at <= ?::timestamptz)");
    }

    private int count(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
            query.setObject(2, clock.instant().atOffset(ZoneOffset.UTC));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static List<String> supposed(JsonPath backtest) {
        List<String> kinds = backtest.getList("totals.byCondition.condition.kind");
        List<String> told = new ArrayList<>();
        for (int i = 0; i < backtest.getList("alerts").size(); i++) {
            String alert = "alerts[" + i + "].";
            told.add(told(
                    backtest.getString(alert + "day"),
                    backtest.getString(alert + "type"),
                    backtest.get(alert + "trigger"),
                    kinds.get(backtest.getInt(alert + "condition")),
                    backtest.getString(alert + "subject"),
                    backtest.get(alert + "score.after"),
                    backtest.get(alert + "upcoming.date")));
        }
        return told;
    }

    private static List<String> alerts(Made subscription) {
        List<String> told = new ArrayList<>();
        JsonPath page = given().get("/v1/alerts?limit=200&subscription=" + subscription.id())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        for (int i = 0; i < page.getList("items").size(); i++) {
            String item = "items[" + i + "].";
            String type = page.getString(item + "type").replaceAll("mineralwatch\\.alert\\.|\\.v1", "");
            told.add(told(
                    page.getString(item + "time").substring(0, 10),
                    type,
                    page.get(item + "data.trigger"),
                    page.getString(item + "data.condition.kind"),
                    page.getString(item + "subject"),
                    page.get(item + "data.score.score"),
                    page.get(item + "data.upcoming.date")));
        }
        return told;
    }

    private static String told(
            String day,
            String type,
            @Nullable Object trigger,
            String kind,
            String subject,
            @Nullable Object score,
            @Nullable Object date) {
        boolean hasScore = Stream.of("raised", "cleared", "standing").anyMatch(type::equals) && score != null;
        return day + " " + type + " " + kind + (trigger == null ? "" : "/" + trigger) + " " + subject
                + (hasScore ? " " + Double.parseDouble(Objects.toString(score)) : "")
                + (type.equals("upcoming") ? " " + date : "");
    }
}
