package org.mineralwatch.scoring;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mineralwatch.localstack.testing.LocalStackResource;

@QuarkusTest
@WithTestResource(value = LocalStackResource.class, initArgs = @ResourceArg(name = "database", value = "scoring"))
class ReadCalendarTest {
    @Inject
    TestClock clock;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Test
    void aRecordedBanIsAheadWithTheScoreBeforeAndAfterAsTheCurveHasIt() {
        LocalDate today = clock.today();
        LocalDate entry = today.plusDays(20);
        publish("ban-ahead", PolicyEventFixtures.recorded("ban-ahead", today, """
                        "type":"EXPORT_BAN","title":"t","announced":"%s","effectiveFrom":"%s","effectiveUntil":"%s",\
                        "actor":"CN","targets":["GB"],"minerals":["gallium"]""".formatted(
                        today, entry, entry.plusDays(9))));

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(acts("GB", "P90D"))
                        .extracting(act -> act.get("event"))
                        .contains("ban-ahead"));

        List<Map<String, Object>> ban = acts("GB", "P90D").stream()
                .filter(act -> "ban-ahead".equals(act.get("event")))
                .toList();
        assertThat(ban)
                .extracting(act -> act.get("date"))
                .containsExactly(entry.toString(), entry.plusDays(10).toString());
        assertThat(ban)
                .extracting(act -> act.get("kinds"))
                .containsExactly(List.of("ENTERS_INTO_FORCE"), List.of("LAPSES"));
        JsonPath curve = read("/v1/scores/GB/gallium/refining/curve?to=" + entry)
                .statusCode(200)
                .extract()
                .jsonPath();
        JsonPath calendar = read("/v1/calendar?consumer=GB&within=P20D")
                .statusCode(200)
                .extract()
                .jsonPath();
        String move = "items.find { it.event == 'ban-ahead' }.cells.find { it.cell == 'GB/gallium/refining' }.";
        assertThat(curve.getString("points[-1].at")).isEqualTo(entry.toString());
        assertThat(curve.getString("points[-1].turnedBy[0].kind")).isEqualTo("ENTERS_INTO_FORCE");
        assertThat(calendar.getDouble(move + "after.score")).isEqualTo(curve.getDouble("points[-1].score"));
        assertThat(calendar.getString(move + "after.band")).isEqualTo(curve.getString("points[-1].band"));
        assertThat(calendar.getDouble(move + "before.score")).isEqualTo(curve.getDouble("points[-2].score"));
        assertThat(calendar.getDouble(move + "change")).isPositive();
        assertThat(calendar.getDouble(move + "part") + calendar.getDouble(move + "drift"))
                .isCloseTo(calendar.getDouble(move + "change"), within(1e-9));
        assertThat(read("/v1/calendar?consumer=GB&within=P90D&known=" + today.minusDays(1))
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .<String>getList("items.event"))
                .doesNotContain("ban-ahead");
        read("/v1/calendar?consumer=GB&within=P9D&at=" + entry + "&known=" + today)
                .statusCode(200)
                .body("items.event", not(hasItem("ban-ahead")));
    }

    @Test
    void whatLiesFurtherAheadAndWhatReachesOthersIsLeftOut() {
        LocalDate today = clock.today();
        publish("ban-far", PolicyEventFixtures.recorded("ban-far", today, """
                        "type":"EXPORT_BAN","title":"t","announced":"%s","effectiveFrom":"%s",\
                        "actor":"CN","targets":["IN"],"minerals":["gallium"]""".formatted(today, today.plusDays(91))));

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(acts("IN", "P91D"))
                        .extracting(act -> act.get("event"))
                        .contains("ban-far"));

        assertThat(acts("IN", "P90D")).extracting(act -> act.get("event")).doesNotContain("ban-far");
        assertThat(acts("JP", "P91D")).extracting(act -> act.get("event")).doesNotContain("ban-far");
        read("/v1/calendar?within=P91D").statusCode(200).body("items.event", hasItem("ban-far"));
        read("/v1/calendar")
                .statusCode(200)
                .body("at", equalTo(today.toString()))
                .body("known", equalTo(today.toString()))
                .body("until", equalTo(today.plusDays(90).toString()));
    }

    @ParameterizedTest
    @CsvSource({
        "consumer=XX, ?consumer, US",
        "within=P200Y, ?within, P10Y",
        "within=P2147483647Y, ?within, P10Y",
        "within=P2147483648Y, ?within, P90D",
        "within=P0D, ?within, P1D",
        "within=-P3D, ?within, P1D",
        "within=PT24H, ?within, P90D",
        "within=soon, ?within, P90D",
        "from=2026-01-01, ?from, 'at, consumer, known, within'",
        "known=2126-01-01, ?known, lies ahead",
        "at=1900-01-01, ?at, scores are given from"
    })
    void aFaultyParameterIsNamed(String query, String pointer, String mend) {
        read("/v1/calendar?" + query)
                .statusCode(400)
                .body("type", equalTo("https://mineralwatch.org/problems/invalid-query"))
                .body("errors", hasSize(1))
                .body("errors[0].pointer", equalTo(pointer))
                .body("errors[0].detail", containsString(mend));
    }

    private void publish(String key, byte[] value) {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("policy-events.v1", key, value));
            producer.flush();
        }
    }

    private static List<Map<String, Object>> acts(String consumer, String within) {
        return read("/v1/calendar?consumer=" + consumer + "&within=" + within)
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items");
    }

    private static ValidatableResponse read(String path) {
        return given().urlEncodingEnabled(false).when().get(path).then();
    }
}
