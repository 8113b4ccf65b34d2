package org.mineralwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mineralwatch.alert.Records.ban;
import static org.mineralwatch.alert.Records.newConsumer;
import static org.mineralwatch.alert.Records.rebase;
import static org.mineralwatch.alert.Records.recordedAt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mineralwatch.alert.WebhookReceiver.Received;
import org.mineralwatch.localstack.testing.LocalStackResource;

/** Every kind of condition, from a record on Kafka and the turning of the clock to a webhook. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class RaiseByConditionTest {
    @Inject
    ObservedScores observed;

    @Inject
    TurnedClock clock;

    private final WebhookReceiver receiver = new WebhookReceiver();
    private final Topics topics = new Topics();
    private final String consumer = newConsumer();
    private final String cell = consumer + "/samarium/refining";
    private final String act = "2026-11-21-" + UUID.randomUUID();

    @AfterEach
    void close() {
        clock.reset();
        topics.close();
        receiver.close();
    }

    @Test
    void whatHasGoneBackIsClearedAndWhatGetsWorseIsToldAgain() {
        given("{\"kind\": \"threshold\", \"at\": 80, \"worsening\": 5}");

        topics.scores(score(2, 81), score(3, 84), score(4, 86.5), score(5, 79), score(6, 78));

        awaitTold("raised 81.0", "raised 86.5 worsened", "cleared 78.0");
    }

    @Test
    void aScoreThatIsHeldForLongEnoughIsToldThen() {
        given("{\"kind\": \"threshold\", \"at\": 80, \"hold\": \"PT6H\"}");

        topics.scores(score(2, 81), score(3, 82));
        observed.await(cell, 3);
        clock.turn(Duration.ofHours(5));
        clock.turn(Duration.ofMinutes(61));

        awaitTold("raised 82.0 held");
    }

    @Test
    void aScoreThatIsNotHeldIsNotTold() {
        given("{\"kind\": \"threshold\", \"at\": 80, \"hold\": \"PT6H\"}");

        topics.scores(score(2, 81), score(3, 79.9));
        observed.await(cell, 3);
        clock.turn(Duration.ofHours(7));
        topics.scores(score(4, 95));
        observed.await(cell, 4);
        clock.turn(Duration.ofHours(6));

        awaitTold("raised 95.0 held");
    }

    @Test
    void aBandIsEnteredAndLeft() {
        given("{\"kind\": \"band\", \"bands\": [\"CRITICAL\"]}");

        topics.scores(score(2, 80), score(3, 79.5), score(4, 80.5), score(5, 78), score(6, 100));

        awaitTold("raised 80.0", "cleared 78.0", "raised 100.0");
    }

    @Test
    void aMoveWithinTheDurationIsToldOnce() {
        given("{\"kind\": \"move\", \"points\": 10, \"within\": \"P1D\"}");

        topics.scores(score(2, 65), score(3, 69), score(4, 71), score(5, 72));
        observed.await(cell, 5);
        clock.turn(Duration.ofDays(2));
        topics.scores(score(6, 75), score(7, 62));

        awaitTold("raised 71.0", "raised 62.0");
        JsonNode move = receiver.about(cell).getFirst().json().at("/data/move");
        assertThat(move.path("from").asDouble()).isEqualTo(60);
        assertThat(move.path("points").asDouble()).isEqualTo(11);
    }

    @Test
    void aDateIsToldBeforehandEvenWhenNobodyLookedOnTheDay() {
        given("{\"kind\": \"calendar\", \"before\": [\"P30D\", \"P7D\", \"P1D\"], \"at\": 80}");
        LocalDate date = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(40);

        topics.scores(ahead(score(2, 61), date, 61, 85));
        observed.await(cell, 2);
        clock.turn(Duration.ofDays(35));
        awaitTold("upcoming P7D");
        clock.turn(Duration.ofDays(4).plusHours(12));

        awaitTold("upcoming P7D", "upcoming P1D");
        Received told = receiver.about(cell).getFirst();
        assertThat(told.json().at("/data/upcoming/date").asText()).isEqualTo(date.toString());
        assertThat(told.json().at("/data/upcoming/after/band").asText()).isEqualTo("CRITICAL");
        assertThat(told.json().at("/data/cause/calendar/0").asText()).isEqualTo(act);
        assertThat(told.json().at("/data/score/ahead/0/score").asDouble()).isEqualTo(85);
    }

    @Test
    void aDateThatIsAheadNoMoreIsTakenBackFromThoseWhoWereTold() {
        given("{\"kind\": \"threshold\", \"at\": 80}", "{\"kind\": \"calendar\", \"before\": [\"P7D\"]}");
        LocalDate date = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(5);

        topics.scores(ahead(score(2, 61), date, 61, 85));
        awaitTold("upcoming P7D");
        topics.scores(score(3, 61.5));

        awaitTold("upcoming P7D", "retracted no-longer-ahead");
        assertThat(receiver.about(cell)
                        .getLast()
                        .json()
                        .at("/data/retracts/alert")
                        .asText())
                .isEqualTo(receiver.about(cell).getFirst().json().path("id").asText());
    }

    @Test
    void whoWasToldOfWhatAnEventDidIsToldThatItIsRetracted() {
        given("{\"kind\": \"threshold\", \"at\": 80}", "{\"kind\": \"event\", \"actors\": [\"" + consumer + "\"]}");
        topics.policyEvent(ban(act, consumer, consumer, "samarium"));
        observed.awaitEvent(act);
        topics.scores(score(2, 85));
        await().untilAsserted(() -> assertThat(receiver.received()).hasSize(2));

        topics.policyEvent(retraction(2));
        topics.policyEvent(retraction(2));

        await().untilAsserted(() -> assertThat(told(cell)).containsExactly("raised 85.0", "retracted event-retracted"));
        await().untilAsserted(() -> assertThat(told(act)).containsExactly("raised", "retracted event-retracted"));
        JsonNode raised = receiver.about(cell).getFirst().json();
        assertThat(raised.at("/data/cause/acts/0/title").asText()).isEqualTo("Exports stopped");
        assertThat(receiver.about(cell).getLast().json().at("/data/reason").asText())
                .isEqualTo("Posted in error.");
    }

    @Test
    void aRetractionThatIsReadBeforeWhatTheEventDidIsToldAfterIt() {
        given("{\"kind\": \"threshold\", \"at\": 80}");
        topics.policyEvent(ban(act, consumer, consumer, "samarium"));
        topics.policyEvent(retraction(2));
        observed.awaitRetraction(act);

        topics.scores(score(2, 85));

        awaitTold("raised 85.0", "retracted event-retracted");
    }

    @Test
    void whatOneActDoesToSeveralMineralsIsToldAsOne() {
        String other = consumer + "/gallium/refining";
        topics.scores(rebase(cell, 1, 60), rebase(other, 1, 60));
        observed.await(cell, 1);
        observed.await(other, 1);
        Subscriptions.post("""
                {"endpoint": {"url": "%s"}, "watch": {"consumers": ["%s"]}, "groupBy": "act",
                 "conditions": [{"kind": "threshold", "at": 80}]}""".formatted(receiver.url(), consumer));

        topics.scores(score(2, 85), caused(Records.score(other, 2, 90)));

        await().untilAsserted(() -> assertThat(receiver.received()).hasSize(1));
        Received told = receiver.received().getFirst();
        assertThat(told.subject()).isEqualTo(act);
        assertThat(told.json().at("/data/items").findValuesAsText("cell")).containsExactly(other, cell);
        assertThat(told.json().at("/data/cause/events/0/id").asText()).isEqualTo(act);
    }

    @Test
    void aNewBaselineTellsNothingOfAnyKind() {
        LocalDate date = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(5);
        Subscriptions.Made subscription = given(
                "{\"kind\": \"threshold\", \"at\": 80}",
                "{\"kind\": \"band\", \"bands\": [\"CRITICAL\", \"LOW\"]}",
                "{\"kind\": \"move\", \"points\": 5, \"within\": \"P1D\"}",
                "{\"kind\": \"calendar\", \"before\": [\"P7D\"], \"at\": 90}");

        topics.scores(rebase(cell, 2, 85), ahead(rebase(cell, 3, 10), date, 10, 95), rebase(cell, 4, 60));
        observed.await(cell, 4);

        assertThat(subscription.deliveries()).isEmpty();
    }

    private Subscriptions.Made given(String... conditions) {
        topics.scores(rebase(cell, 1, 60));
        observed.await(cell, 1);
        return Subscriptions.subscribe(receiver, consumer, conditions);
    }

    private ObjectNode score(long sequence, double score) {
        return recordedAt(caused(Records.score(cell, sequence, score)), clock.instant());
    }

    private ObjectNode caused(ObjectNode change) {
        ((ObjectNode) change.at("/cause/events/0")).put("id", act);
        return change;
    }

    private ObjectNode ahead(ObjectNode change, LocalDate date, double before, double after) {
        change.putArray("ahead")
                .addObject()
                .put("at", date.toString())
                .put("before", before)
                .put("score", after)
                .put("band", "CRITICAL")
                .putArray("events")
                .add(act);
        return change;
    }

    private ObjectNode retraction(int revision) {
        ObjectNode retraction = ban(act, consumer, consumer, "samarium");
        retraction.retain(List.of("id", "recordedAt", "knownAt", "publisher"));
        return retraction.put("revision", revision).put("retracted", true).put("reason", "Posted in error.");
    }

    private void awaitTold(String... expected) {
        await().untilAsserted(() -> assertThat(told(cell)).containsExactly(expected));
    }

    /** What was told of a subject: the type, and what of the body tells the kinds apart. */
    private List<String> told(String subject) {
        return receiver.about(subject).stream()
                .map(webhook -> String.join(
                        " ",
                        List.of(
                                        webhook.type().replaceAll("mineralwatch.alert.|.v1", ""),
                                        webhook.json().at("/data/because").asText(),
                                        webhook.json().at("/data/upcoming/in").asText(),
                                        webhook.json().at("/data/because").isMissingNode()
                                                        && webhook.json()
                                                                .at("/data/upcoming")
                                                                .isMissingNode()
                                                ? webhook.json()
                                                        .at("/data/score/score")
                                                        .asText()
                                                : "",
                                        webhook.json().at("/data/trigger").asText())
                                .stream()
                                .filter(part -> !part.isEmpty())
                                .toList()))
                .toList();
    }
}
