package org.mineralwatch.alert;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.mineralwatch.alert.Records.ahead;
import static org.mineralwatch.alert.Records.newConsumer;
import static org.mineralwatch.alert.Records.on;
import static org.mineralwatch.alert.Records.rebase;
import static org.mineralwatch.alert.Records.score;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mineralwatch.localstack.testing.LocalStackResource;

/** What a subscription would tell, before it is one. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class PreviewSubscriptionTest {
    @Inject
    ObservedScores observed;

    @Inject
    DataSource dataSource;

    private final Topics topics = new Topics();
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private String consumer = "";
    private String gallium = "";
    private String samarium = "";

    @BeforeEach
    void consumesAlone() {
        consumer = newConsumer();
        gallium = consumer + "/gallium/refining";
        samarium = consumer + "/samarium/refining";
    }

    @AfterEach
    void close() {
        topics.close();
    }

    @Test
    void aPreviewSaysWhatIsAndWhatIsToCome() throws SQLException {
        try (var scoring = new ScoringStandIn();
                var receiver = new WebhookReceiver(false)) {
            scoring.history(List.of(
                    on(today.minusDays(300), rebase(gallium, 1, 60)),
                    on(today.minusDays(200), score(gallium, 2, 81)),
                    on(today.minusDays(100), score(gallium, 3, 70))));
            topics.scores(rebase(samarium, 1, 85), ahead(rebase(gallium, 1, 60), today.plusDays(40), 60, 90, "an-act"));
            observed.await(samarium, 1);
            observed.await(gallium, 1);

            JsonPath preview = preview(receiver.url()).statusCode(200).extract().jsonPath();

            assertThat(preview.getInt("cells")).isEqualTo(2);
            assertThat(preview.getBoolean("endpoint.accepted")).isTrue();
            assertThat(preview.getList("atOnce.subject")).containsExactly(samarium);
            assertThat(preview.getList("atOnce.type")).containsExactly("standing");
            assertThat(preview.getList("ahead.day"))
                    .containsExactly(
                            today.plusDays(10).toString(), today.plusDays(39).toString());
            assertThat(preview.getList("ahead.upcoming.in")).containsExactly("P30D", "P1D");
            assertThat(preview.getList("lastYear.alerts.type")).containsExactly("raised", "cleared");
            assertThat(subscriptionsTo(receiver.url())).isZero();
            assertThat(receiver.received()).isEmpty();
        }
    }

    @Test
    void aPreviewSaysThatNothingWouldBeSentThereAndThatScoringIsAway() {
        String host = consumer.toLowerCase(Locale.ROOT) + "-preview.test";
        RebindingResolver.prepare(host, "127.0.0.2");

        preview("http://" + host + "/hook")
                .statusCode(200)
                .body("endpoint.accepted", equalTo(false))
                .body("endpoint.reason", containsString("loopback"))
                .body("lastYear", equalTo(null))
                .body("warnings[-1]", startsWith("the last twelve months are left out: scoring-service"));
    }

    private ValidatableResponse preview(String url) {
        return given().contentType("application/json")
                .body("""
                        {"endpoint": {"url": "%s"}, "watch": {"consumers": ["%s"]},
                         "conditions": [{"kind": "threshold", "at": 80}, {"kind": "calendar", "before": ["P30D", "P1D"]}]}""".formatted(url, consumer))
                .post("/v1/subscriptions/preview")
                .then();
    }

    private int subscriptionsTo(String url) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("select count(*) from subscription where url = ?")) {
            query.setString(1, url);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
