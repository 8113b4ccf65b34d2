package org.mineralwatch.ingest.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mineralwatch.ingest.IngestClient.freshId;
import static org.mineralwatch.ingest.domain.PolicyEventFixtures.cobaltBan;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mineralwatch.ingest.IngestClient;
import org.mineralwatch.ingest.IngestClient.Answer;
import org.mineralwatch.ingest.TopicReader;
import org.mineralwatch.localstack.testing.LocalStackResource;

@QuarkusTest
@WithTestResource(value = LocalStackResource.class, initArgs = @ResourceArg(name = "database", value = "ingest"))
class RevisionResourceTest {
    private static final String REASON = "{\"reason\":\"The decree was never signed.\"}";

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private final IngestClient publisher = new IngestClient();
    private final String id = freshId();
    private final String posted = cobaltBan("\"id\":\"" + id + "\"", "\"effectiveFrom\":\"2027-02-01\"");
    private final String corrected = cobaltBan("\"effectiveFrom\":\"2027-03-01\"", "\"note\":\"The date was wrong.\"");

    @BeforeEach
    void post() {
        publisher.post(posted);
    }

    @Test
    void aCorrectionIsTheNewestRevisionAndKnownFromTheDayItWasRecorded() {
        Answer answer = publisher.put(id, "\"1\"", corrected);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("etag")).isEqualTo("\"2\"");
        assertThat(answer.body().get("revision").asInt()).isEqualTo(2);
        assertThat(answer.body().get("effectiveFrom").asText()).isEqualTo("2027-03-01");
        assertThat(answer.body().get("knownAt").asText())
                .isEqualTo(LocalDate.now(ZoneOffset.UTC).toString());
        assertThat(publisher.read(id).body()).isEqualTo(answer.body());
    }

    @Test
    void thePublisherMayStateTheDayOnWhichItWasKnown() {
        publisher.send(HttpRequest.newBuilder(publisher.at("/v1/events/" + id + "?knownAt=2027-02-02"))
                .header("content-type", IngestClient.JSON_TYPE)
                .header("if-match", "*")
                .PUT(HttpRequest.BodyPublishers.ofString(corrected))
                .build());

        assertThat(publisher.read(id).body().get("knownAt").asText()).isEqualTo("2027-02-02");
    }

    @Test
    void aCorrectionWhoseAnswerWasLostCanBeSentAgain() {
        Answer first = publisher.put(id, "\"1\"", corrected);
        Answer second = publisher.put(id, "\"1\"", corrected);

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void theFirstPostSentAgainAfterACorrectionIsStillTheSamePost() {
        Answer correction = publisher.put(id, "\"1\"", corrected);

        Answer again = publisher.post(posted);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(correction.body());
    }

    @ParameterizedTest(name = "If-Match: {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"1\"|200",
                "*|200",
                "\"7\", \"1\"|200",
                "\"1-dangling-3\"|200",
                "\"2\"|412",
                "W/\"1\"|412",
                "\"somebody-elses\"|412",
                "1|400",
                "\"1|400",
                "\"1\" \"2\"|400",
                "\"1\",|400"
            })
    void ifMatchIsReadAsItIsMeant(String ifMatch, int status) {
        assertThat(publisher.put(id, ifMatch, corrected).status()).isEqualTo(status);
    }

    @Test
    void whatCannotBeCorrectedIsToldAndLeavesNoTrace() {
        assertThat(publisher.put(id, "", corrected).body().get("type").asText()).endsWith("/precondition-required");
        assertThat(publisher.put(freshId(), "*", corrected).status()).isEqualTo(404);
        assertThat(publisher.put("no%2Fid", "*", corrected).status()).isEqualTo(404);
        Answer other = publisher.put(id, "*", cobaltBan("\"id\":\"another\""));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.body().at("/errors/0/pointer").asText()).isEqualTo("/id");
        assertThat(publisher.put(id, "*", cobaltBan("\"actor\":\"XX\"")).status())
                .isEqualTo(422);
        assertThat(publisher.put(id, "*", "[]").status()).isEqualTo(422);
        assertThat(publisher.put(id, "*", "{").status()).isEqualTo(400);
        assertThat(publisher.read(id).header("etag")).isEqualTo("\"1\"");
    }

    @Test
    void ofThoseWhoCorrectTheSameRevisionAtOnceOneDoes() throws Exception {
        List<Callable<Answer>> corrections = IntStream.range(0, 16)
                .<Callable<Answer>>mapToObj(n -> () -> publisher.put(id, "\"1\"", cobaltBan("\"note\":\"" + n + "\"")))
                .toList();
        List<Integer> statuses = new ArrayList<>();

        try (var threads = Executors.newFixedThreadPool(16)) {
            for (Future<Answer> answer : threads.invokeAll(corrections)) {
                statuses.add(answer.get().status());
            }
        }

        assertThat(statuses).containsOnly(200, 412).containsOnlyOnce(200);
        assertThat(publisher.read(id).header("etag")).isEqualTo("\"2\"");
    }

    @Test
    void aRetractionWithdrawsTheEventAndSaysWhy() {
        Answer answer = publisher.retract(id, REASON);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("location")).endsWith("/v1/events/" + id);
        assertThat(answer.header("etag")).isEqualTo("\"2\"");
        assertThat(answer.body().get("retracted").asBoolean()).isTrue();
        assertThat(answer.body().get("reason").asText()).isEqualTo("The decree was never signed.");
        assertThat(answer.body().has("type")).isFalse();
        assertThat(publisher.read(id).body()).isEqualTo(answer.body());
        assertThat(publisher.list("limit=500").response().body()).doesNotContain(id);
        assertThat(publisher.retract(id, REASON).status()).isEqualTo(200);
        assertThat(publisher.retract(id, "{\"reason\":\"other\"}").status()).isEqualTo(409);
        assertThat(publisher.post(posted).status()).isEqualTo(200);
        assertThat(publisher
                        .post(cobaltBan("\"id\":\"" + id + "\"", "\"note\":\"new\""))
                        .body()
                        .get("type")
                        .asText())
                .endsWith("/event-retracted");
    }

    @Test
    void whatCannotBeRetractedIsToldAndLeavesNoTrace() {
        assertThat(publisher.retract(freshId(), REASON).status()).isEqualTo(404);
        assertThat(publisher.retract(id, "{}").status()).isEqualTo(422);
        assertThat(publisher.retract(id, "{\"reason\":\"\"}").status()).isEqualTo(422);
        assertThat(publisher.retract(id, "{\"reason\":\"a\",\"x\":1}").status()).isEqualTo(422);
        assertThat(publisher.retract(id, "[").status()).isEqualTo(400);
        assertThat(publisher.retract(id, REASON, "if-match", "\"9\"").status()).isEqualTo(412);
        assertThat(publisher.read(id).header("etag")).isEqualTo("\"1\"");
    }

    @Test
    void theRevisionsTellWhoWhenAndWhatChanged() {
        publisher.put(id, "\"1\"", corrected);
        publisher.retract(id, REASON);
        publisher.put(id, "\"3\"", posted);

        JsonNode page = revisions("");

        assertThat(page.get("items"))
                .extracting(item -> item.get("revision").asInt())
                .containsExactly(1, 2, 3, 4);
        assertThat(page.get("items"))
                .allSatisfy(item -> assertThat(item.get("publisher").asText()).isEqualTo("anonymous"));
        assertThat(page.at("/items/0").has("changes")).isFalse();
        assertThat(page.at("/items/1/changes"))
                .isEqualTo(IngestClient.json("[{\"pointer\":\"/effectiveFrom\",\"before\":\"2027-02-01\","
                        + "\"after\":\"2027-03-01\"},{\"pointer\":\"/note\",\"after\":\"The date was wrong.\"}]"));
        assertThat(page.at("/items/2/retracted").asBoolean()).isTrue();
        assertThat(page.at("/items/2/reason").asText()).isEqualTo("The decree was never signed.");
        assertThat(page.at("/items/3/changes"))
                .extracting(change -> change.get("pointer").asText())
                .contains("/type", "/effectiveFrom");
        assertThat(page.has("next")).isFalse();
        assertThat(publisher
                        .list("limit=500&announcedFrom=2027-02-01&announcedTo=2027-02-01")
                        .response()
                        .body())
                .as("revived")
                .contains(id);
    }

    @Test
    void theRevisionsComeInPages() {
        for (int n = 1; n <= 6; n++) {
            publisher.put(id, "*", cobaltBan("\"note\":\"" + n + "\""));
        }
        List<Integer> seen = new ArrayList<>();

        JsonNode page = revisions("?limit=3");
        page.get("items").forEach(item -> seen.add(item.get("revision").asInt()));
        while (page.has("next")) {
            page = revisions("?limit=3&cursor=" + page.get("next").asText());
            assertThat(page.at("/items/0/changes/0/before").isMissingNode()).isFalse();
            page.get("items").forEach(item -> seen.add(item.get("revision").asInt()));
        }

        assertThat(seen).containsExactly(1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void revisionsReachTheTopicInTheirOrder() {
        publisher.put(id, "\"1\"", corrected);
        publisher.retract(id, REASON);

        try (var topic = new TopicReader(bootstrapServers, "policy-events.v1")) {
            await().untilAsserted(() -> assertThat(topic.messages(id))
                    .extracting(message ->
                            IngestClient.json(message.value()).get("revision").asInt())
                    .containsExactly(1, 2, 3));
            assertThat(topic.messages(id).getLast().value())
                    .isEqualTo(publisher.read(id).response().body());
        }
    }

    private JsonNode revisions(String query) {
        Answer answer = publisher.send(HttpRequest.newBuilder(publisher.at("/v1/events/" + id + "/revisions" + query))
                .build());
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.body();
    }
}
