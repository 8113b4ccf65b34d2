package org.mineralwatch.alert;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mineralwatch.alert.Records.newConsumer;
import static org.mineralwatch.alert.Records.rebase;
import static org.mineralwatch.alert.Records.score;
import static org.mineralwatch.alert.Subscriptions.rising;
import static org.mineralwatch.alert.Subscriptions.subscribe;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mineralwatch.localstack.testing.LocalStackResource;

/** What an operator sees. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class AlertMetricsTest {
    private final WebhookReceiver receiver = new WebhookReceiver();
    private final Topics topics = new Topics();
    private String cell = "";
    private String consumer = "";

    @Inject
    DataSource dataSource;

    @BeforeEach
    void consumesAloneAndNothingElseIsPending() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("delete from subscription");
        }
        consumer = newConsumer();
        cell = consumer + "/samarium/refining";
    }

    @AfterEach
    void close() {
        topics.close();
        receiver.close();
    }

    @Test
    void whatWaitsForItsOwnerIsToldApartFromWhatWaitsForAnEndpoint() {
        var paused = subscribe(receiver, consumer, rising(80));
        given().when()
                .post("/v1/subscriptions/" + paused.id() + "/pause")
                .then()
                .statusCode(200);

        topics.scores(rebase(cell, 1, 60), score(cell, 2, 81));

        await().untilAsserted(() -> assertThat(metric("delivery_oldest_pending_seconds{subscription=\"paused\"}"))
                .isPositive());
        assertThat(metric("delivery_oldest_pending_seconds{subscription=\"active\"}"))
                .isZero();
        paused.delete();
        await().untilAsserted(() -> assertThat(metric("delivery_oldest_pending_seconds{subscription=\"paused\"}"))
                .isZero());
    }

    @Test
    void whatAnEndpointDoesNotTakeGrowsOldUntilItDoes() {
        subscribe(receiver, consumer, rising(80));
        receiver.answer(503);
        double retried = metric("delivery_attempts_seconds_count{outcome=\"retry\"}");
        double delivered = metric("delivery_attempts_seconds_count{outcome=\"delivered\"}");

        topics.scores(rebase(cell, 1, 60), score(cell, 2, 81));

        await().untilAsserted(() -> assertThat(metric("delivery_attempts_seconds_count{outcome=\"retry\"}"))
                .isGreaterThan(retried));
        assertThat(metric("delivery_oldest_pending_seconds{subscription=\"active\"}"))
                .isPositive();
        receiver.answer(204);
        await().untilAsserted(() -> assertThat(metric("delivery_attempts_seconds_count{outcome=\"delivered\"}"))
                .isGreaterThan(delivered));
    }

    @Test
    void breakersAndTheLagBehindTheTopicsAreShown() {
        String metrics = get("/q/metrics").then().statusCode(200).extract().asString();

        assertThat(metrics)
                .contains("delivery_breakers{state=\"open\"}", "delivery_breakers{state=\"half_open\"}")
                .contains("kafka_consumer_fetch_manager_records_lag");
    }

    /** The value of a metric; 0 where it is not there yet. */
    private static double metric(String name) {
        return get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(0);
    }
}
