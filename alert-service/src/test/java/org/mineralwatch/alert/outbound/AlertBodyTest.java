package org.mineralwatch.alert.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mineralwatch.alert.Records;
import org.mineralwatch.alert.domain.ActGroup;
import org.mineralwatch.alert.domain.Alert;
import org.mineralwatch.alert.domain.AlertType;
import org.mineralwatch.alert.domain.Condition;
import org.mineralwatch.alert.domain.DateAhead;
import org.mineralwatch.alert.domain.DatedChange;
import org.mineralwatch.alert.domain.DatedCrossing;
import org.mineralwatch.alert.domain.Direction;
import org.mineralwatch.alert.domain.EventFilter;
import org.mineralwatch.alert.domain.KnownEvent;
import org.mineralwatch.alert.domain.Move;
import org.mineralwatch.alert.domain.Movement;
import org.mineralwatch.alert.domain.Occasion;
import org.mineralwatch.alert.domain.PolicyEvent;
import org.mineralwatch.alert.domain.ScoreChange;
import org.mineralwatch.alert.domain.Threshold;
import org.mineralwatch.alert.domain.Trigger;
import org.mineralwatch.alert.domain.Withdrawal;
import org.mineralwatch.contract.ScoreChanged;
import org.mineralwatch.localstack.testing.LocalStackResource;

/** What this service writes on {@code alerts.v1} and into webhooks. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class AlertBodyTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Threshold SEVENTY = new Threshold(70, Direction.RISING, 67.5);

    private static final Map<String, KnownEvent> ACTS =
            Map.of("2024-12-03-cn-ban-ga-ge-sb-us", new KnownEvent("2024-12-03-cn-ban-ga-ge-sb-us", 2, false, "", """
                    {"id": "2024-12-03-cn-ban-ga-ge-sb-us", "revision": 2, "type": "EXPORT_BAN", "actor": "CN",
                     "title": "China bans exports of gallium, germanium and antimony to the United States",
                     "announced": "2024-12-03", "effectiveFrom": "2024-12-03", "standing": "ENACTED",
                     "sources": [{"title": "MOFCOM Announcement No. 46 of 2024", "publisher": "MOFCOM",
                                  "date": "2024-12-03"}]}"""));

    @Inject
    AlertBody bodies;

    @ParameterizedTest
    @CsvSource({
        "RAISED, MET, alert-raised.v1.json",
        "RAISED, WORSENED, alert-raised-worsened.v1.json",
        "CLEARED, MET, alert-cleared.v1.json",
        "STANDING, MET, alert-standing.v1.json"
    })
    void anAlertOfAScoreIsTheGoldenFileByteForByte(AlertType type, Trigger trigger, String file) throws IOException {
        ScoreChange change = scoreChange(golden("score-changed.v1.json"));

        byte[] body = body(type, trigger, SEVENTY, change);

        assertThat(new String(body, StandardCharsets.UTF_8)).isEqualTo(golden(file));
    }

    @Test
    void anAlertOfAMoveIsTheGoldenFileByteForByte() throws IOException {
        ScoreChange change = scoreChange(golden("score-changed-events.v1.json"));

        byte[] body = body(
                AlertType.RAISED,
                Trigger.MET,
                new Move(8, Duration.ofDays(7), Set.of(Direction.RISING)),
                new Movement(change, 66.875, Instant.parse("2026-11-21T00:00:03.123Z")));

        assertThat(new String(body, StandardCharsets.UTF_8)).isEqualTo(golden("alert-raised-move.v1.json"));
    }

    @Test
    void anAlertOfADateIsTheGoldenFileByteForByte() throws IOException {
        ScoreChange change = scoreChange(golden("score-changed.v1.json"));
        var date = new DateAhead(LocalDate.parse("2027-11-11"), 75.25, 82.5, List.of("2023-07-03-cn-licensing-ga-ge"));

        byte[] body = body(
                AlertType.UPCOMING,
                Trigger.MET,
                new DatedChange(
                        List.of(Period.ofDays(30), Period.ofDays(7)),
                        Optional.of(new Threshold(80, Direction.RISING, 77))),
                new DatedCrossing(change, date, Period.ofDays(30)));

        assertThat(new String(body, StandardCharsets.UTF_8)).isEqualTo(golden("alert-upcoming.v1.json"));
    }

    @Test
    void aWithdrawalIsTheGoldenFileByteForByte() throws IOException {
        var told = new Withdrawal.Told(
                UUID.fromString("0c0f3f2e-8a0c-8d3a-9d6e-6a1f6f1b7f10"),
                UUID.fromString("5b0c2c5e-0a5d-4a43-9a3e-6a1f6f1b7f10"),
                0,
                AlertType.RAISED,
                16,
                "US/gallium/refining",
                List.of("US/gallium/refining"));

        byte[] body = body(
                AlertType.RETRACTED,
                Trigger.MET,
                SEVENTY,
                new Withdrawal(
                        told,
                        new Withdrawal.Cause.Retracted("2024-12-03-cn-ban-ga-ge-sb-us", 3, "Posted in error."),
                        ""));

        assertThat(new String(body, StandardCharsets.UTF_8)).isEqualTo(golden("alert-retracted.v1.json"));
    }

    @Test
    void whatOneActDidIsTheGoldenFileByteForByte() throws IOException {
        ScoreChange gallium = scoreChange(golden("score-changed-events.v1.json"));
        ScoreChange germanium = scoreChange(golden("score-changed-events.v1.json")
                .replace("gallium", "germanium")
                .replace("\"score\":75.25", "\"score\":71.5"));

        byte[] body = body(
                AlertType.RAISED,
                Trigger.MET,
                SEVENTY,
                new ActGroup(
                        "2024-12-03-cn-ban-ga-ge-sb-us",
                        List.of(
                                new ActGroup.Member(new UUID(8, 1), 0, SEVENTY, Trigger.MET, gallium),
                                new ActGroup.Member(new UUID(8, 2), 0, SEVENTY, Trigger.HELD, germanium))));

        assertThat(new String(body, StandardCharsets.UTF_8)).isEqualTo(golden("alert-raised-grouped.v1.json"));
    }

    @Test
    void aGroupOfEveryCellIsCutToTheHighestScoresAndSaysSo() throws IOException {
        List<ActGroup.Member> members = new ArrayList<>();
        for (int i = 0; i < 770; i++) {
            members.add(new ActGroup.Member(
                    new UUID(8, i),
                    0,
                    SEVENTY,
                    Trigger.MET,
                    scoreChange(
                            Records.score("US/mineral-" + "abcdefghij".charAt(i % 10) + "/refining", 1, 70 + i / 30.0)
                                    .toString())));
        }

        byte[] body = body(AlertType.RAISED, Trigger.MET, SEVENTY, new ActGroup("act", members));

        assertThat(body.length).isLessThan(AlertBody.LIMIT);
        JsonNode data = JSON.readTree(body).path("data");
        assertThat(data.path("itemsInAll").asInt()).isEqualTo(770);
        assertThat(data.path("items").path(0).path("score").path("score").asDouble())
                .isGreaterThan(95);
    }

    @Test
    void anAlertOfAnEventIsTheGoldenFileByteForByte() throws IOException {
        PolicyEvent event = policyEvent("""
                {"id":"2026-11-21-cn-ban","revision":1,"recordedAt":"2026-11-21T10:15:30.123Z","knownAt":"2026-11-21",\
                "publisher":"desk","type":"EXPORT_BAN","title":"China stops gallium","announced":"2026-11-21",\
                "actor":"CN","targets":["US"],"minerals":["gallium"],"stages":["refining"],"standing":"ENACTED",\
                "effect":{"kind":"BAN","scope":0.5},"sources":[{"title":"Announcement 99","date":"2026-11-21"}]}""");

        byte[] body = body(
                AlertType.RAISED,
                Trigger.MET,
                new EventFilter(Set.of("EXPORT_BAN"), Set.of("CN"), Set.of(), Set.of()),
                event);

        assertThat(new String(body, StandardCharsets.UTF_8)).isEqualTo(golden("alert-raised-event.v1.json"));
    }

    @Test
    void aScoreOfAThousandCausesIsCutToTheLargestAndSaysSo() throws IOException {
        ObjectNode score = Records.score("US/samarium/refining", 1, 90);
        for (int i = 0; i < 1000; i++) {
            ((ObjectNode) score.path("byEvent")).put("2026-11-21-an-event-with-a-long-name-" + i, i / 1000.0);
            ((ObjectNode) score.path("bySupplier")).put("supplier-" + i, i / 1000.0);
            score.withArray("/cause/events")
                    .addObject()
                    .put("id", "2026-11-21-a-cause-" + i)
                    .put("revision", 1);
        }

        byte[] body = body(AlertType.RAISED, Trigger.MET, SEVENTY, scoreChange(score.toString()));

        assertThat(body.length).isLessThan(AlertBody.LIMIT);
        JsonNode data = JSON.readTree(body).path("data");
        assertThat(data.path("score").path("byEvent").has("2026-11-21-an-event-with-a-long-name-999"))
                .isTrue();
        assertThat(data.path("score").path("byEvent").has("2026-11-21-an-event-with-a-long-name-0"))
                .isFalse();
        assertThat(data.path("abridged"))
                .extracting(JsonNode::asText)
                .containsExactly("cause.events", "score.byEvent", "score.bySupplier");
    }

    @Test
    void theLargestEventAndTheLongestConditionFitAndSayWhatIsMissing() throws IOException {
        ObjectNode event = Records.ban("i".repeat(120), "CN", "US", "gallium");
        for (int i = 0; i < 300; i++) {
            event.withArray("/sources")
                    .addObject()
                    .put("title", "ü".repeat(300))
                    .put("url", "https://example.org/" + i);
            event.withArray("/minerals").add("mineral-of-a-long-name-" + "x".repeat(i % 26));
            event.withArray("/targets").add("US");
        }
        event.put("title", "t".repeat(20_000)).put("note", "n".repeat(900_000)).put("publisher", "😀".repeat(5000));
        var everyone = Set.of(Locale.getISOCountries());

        byte[] body = body(
                AlertType.RAISED,
                Trigger.MET,
                new EventFilter(Set.of("EXPORT_BAN"), everyone, everyone, Set.of("ENACTED")),
                policyEvent(event.toString()));

        assertThat(body.length).isLessThan(AlertBody.LIMIT);
        JsonNode data = JSON.readTree(body).path("data");
        assertThat(data.path("abridged"))
                .extracting(JsonNode::asText)
                .contains("event.note", "event.sources", "event.title", "event.publisher");
        assertThat(data.path("event").path("id").asText()).hasSize(120);
    }

    private byte[] body(AlertType type, Trigger trigger, Condition condition, Occasion occasion) {
        var alert = new Alert(
                UUID.fromString("5aec38dc-d286-822f-a686-1c5f76a89f2c"),
                UUID.fromString("5b0c2c5e-0a5d-4a43-9a3e-6a1f6f1b7f10"),
                17,
                type,
                0,
                condition,
                trigger,
                Instant.parse("2026-11-28T00:00:03.456Z"),
                occasion);
        return bodies.write(List.of(alert), ACTS).getFirst().body();
    }

    private static ScoreChange scoreChange(String document) {
        return ScoreDocument.read(document, "");
    }

    private static PolicyEvent policyEvent(String document) throws IOException {
        JsonNode json = JSON.readTree(document);
        return new PolicyEvent(
                json.path("id").asText(),
                json.path("revision").asInt(),
                Instant.parse(json.path("recordedAt").asText()),
                json.path("type").asText(),
                "ENACTED",
                Set.of("CN"),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                document,
                "");
    }

    private static String golden(String name) throws IOException {
        String path = "/org/mineralwatch/contract/golden/" + name;
        try (InputStream file = Objects.requireNonNull(
                ScoreChanged.class.getResourceAsStream(path), path + " is not in the contract")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
