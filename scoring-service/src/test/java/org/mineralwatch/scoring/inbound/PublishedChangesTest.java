package org.mineralwatch.scoring.inbound;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.HttpClientConfig;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mineralwatch.localstack.testing.LocalStackResource;
import org.mineralwatch.scoring.PolicyEventFixtures;
import org.mineralwatch.scoring.TestClock;
import org.mineralwatch.scoring.TopicReader;
import org.mineralwatch.scoring.outbound.ScoreChangeStore;

/** What was published, read again cell by cell and followed live. */
@QuarkusTest
@WithTestResource(value = LocalStackResource.class, initArgs = @ResourceArg(name = "database", value = "scoring"))
class PublishedChangesTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Inject
    TestClock clock;

    @Inject
    ScoreChangeStore store;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private KafkaProducer<String, byte[]> producer;

    @BeforeEach
    void connect() {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void disconnect() {
        producer.close();
    }

    @Test
    void changesAreWhatWentToTheTopicInSequence() {
        String cell = "IN/antimony/refining";
        try (var topic = TopicReader.fromStart(bootstrapServers, "dependency-scores.v1")) {
            long first = newest(cell);
            for (int n = 1; n <= 3; n++) {
                ban("changes-" + n, "CN", "IN", "antimony");
                awaitSequence(cell, first + n);
            }

            List<Long> read = new ArrayList<>();
            String cursor = "";
            do {
                JsonPath page = get("/v1/scores/" + cell + "/changes?limit=2" + cursor)
                        .statusCode(200)
                        .extract()
                        .jsonPath();
                read.addAll(page.getList("items.sequence", Long.class));
                cursor = page.get("next") == null ? "" : "&cursor=" + page.getString("next");
            } while (!cursor.isEmpty());

            assertThat(read)
                    .isEqualTo(LongStream.rangeClosed(1, first + 3).boxed().toList());
            String newest = get("/v1/scores/" + cell + "/changes?from=" + (first + 3))
                    .extract()
                    .asString();
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(topic.messages())
                            .filteredOn(message -> message.key().equals(cell))
                            .last()
                            .satisfies(last -> assertThat(newest).isEqualTo("{\"items\":[" + last.value() + "]}")));
        }
    }

    @Test
    void whoHasReadTheNewestFindsNothingMore() {
        String cell = "IN/lithium/mining";

        get("/v1/scores/" + cell + "/changes?from=" + (newest(cell) + 1))
                .statusCode(200)
                .body("items", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource({
        "from=0, ?from, the first of each cell is 1",
        "from=one, ?from, no sequence",
        "from=1000000, ?from, the newest is",
        "limit=0, ?limit, 1000",
        "from=1&cursor=x, ?from, leave out one",
        "since=1, ?since, not a parameter"
    })
    void aFaultyParameterIsNamed(String query, String pointer, String mend) {
        get("/v1/scores/US/tin/mining/changes?" + query)
                .statusCode(400)
                .body("type", equalTo("https://mineralwatch.org/problems/invalid-query"))
                .body("errors[0].pointer", equalTo(pointer))
                .body("errors[0].detail", containsString(mend));
    }

    @Test
    void aCursorOfAnotherListOrOfNoneIsRefused() {
        String cell = "US/tin/mining";
        ban("cursor", "ID", "US", "tin");
        awaitSequence(cell, 2);
        String cursor = get("/v1/scores/" + cell + "/changes?limit=1").extract().path("next");

        for (String other : List.of(
                "/v1/scores/JP/tin/mining/changes?cursor=" + cursor, "/v1/scores/" + cell + "/changes?cursor=abc")) {
            get(other).statusCode(400).body("type", equalTo("https://mineralwatch.org/problems/invalid-cursor"));
        }
        get("/v1/scores/US/tin/kitchen/changes")
                .statusCode(404)
                .body("type", equalTo("https://mineralwatch.org/problems/unknown-cell"));
    }

    @Test
    void theStreamTellsWhatIsPublishedToThoseItIsMeantFor() {
        try (var reader = new StreamReader("?consumer=KR&group=rare-earths-heavy", Optional.empty());
                var topic = TopicReader.fromNow(bootstrapServers, "dependency-scores.v1")) {
            ban("stream-not-meant", "CN", "KR", "graphite");
            ban("stream-meant", "CN", "KR", "dysprosium");

            StreamReader.Event event = reader.next();

            assertThat(event.name()).isEqualTo("score-changed");
            JsonNode change = event.json();
            assertThat(change.get("cell").asText()).startsWith("KR/dysprosium/");
            assertThat(change.at("/cause/events/0/id").asText()).isEqualTo("stream-meant");
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(topic.messages())
                            .extracting(TopicReader.Message::value)
                            .contains(change));
        }
    }

    @Test
    void aReaderWhoComesAndGoesMissesNothingAndIsToldNothingTwice() {
        String cell = "GB/antimony/refining";
        int bans = 40;
        List<Long> told = new ArrayList<>();
        String lastId;
        long first = newest(cell);
        try (var reader = new StreamReader("?consumer=GB&mineral=antimony&stage=refining", Optional.empty())) {
            lastId = reader.lastId();
        }
        Thread publishing = Thread.ofVirtual().start(() -> {
            for (int n = 0; n < bans; n++) {
                ban("gone-" + n, "CN", "GB", "antimony");
                producer.flush();
            }
        });

        // Several bans that come in one batch are one change: the last one is told by its event.
        boolean all = false;
        while (!all) {
            try (var reader = new StreamReader("?consumer=GB&mineral=antimony&stage=refining", Optional.of(lastId))) {
                for (int n = 0; n < 3 && !all; n++) {
                    JsonNode change = reader.next().json();
                    told.add(change.get("sequence").asLong());
                    all = change.get("byEvent").size() >= bans;
                }
                lastId = reader.lastId();
            }
        }

        assertThat(publishing.isInterrupted()).isFalse();
        assertThat(told)
                .isEqualTo(LongStream.rangeClosed(first + 1, first + told.size())
                        .boxed()
                        .toList());
        assertThat(newest(cell)).isEqualTo(first + told.size());
    }

    @Test
    void whatIsKeptNoLongerIsSaid() {
        String cell = "JP/antimony/refining";
        String before;
        try (var reader = new StreamReader("", Optional.empty())) {
            before = reader.lastId();
        }
        long first = newest(cell);
        ban("forgotten-1", "CN", "JP", "antimony");
        awaitSequence(cell, first + 1);
        ban("forgotten-2", "TJ", "JP", "antimony");
        awaitSequence(cell, first + 2);

        QuarkusTransaction.requiringNew()
                .run(() -> store.forgetBefore(clock.instant().plusSeconds(1)));

        get("/v1/scores/" + cell + "/changes?from=" + (first + 1))
                .statusCode(410)
                .body("type", equalTo("https://mineralwatch.org/problems/changes-forgotten"))
                .body("detail", containsString("from=" + (first + 2)));
        get("/v1/scores/" + cell + "/changes").body("items", hasSize(1)).body("items[0].sequence", equalTo((int)
                (first + 2)));
        resume(before).statusCode(400).body("detail", containsString("kept no longer"));
    }

    @ParameterizedTest
    @CsvSource({"abc", "12", "00000000-1"})
    void anIdOfNoEventOfThisStreamIsAProblem(String id) {
        resume(id)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("https://mineralwatch.org/problems/unknown-event-id"))
                .body("detail", containsString("/v1/scores"));
    }

    @Test
    void anIdAheadOfTheStreamIsAProblem() {
        try (var reader = new StreamReader("", Optional.empty())) {
            resume(reader.lastId() + "000000").statusCode(400);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "consumer=XX, ?consumer",
        "mineral=unobtainium, ?mineral",
        "group=unobtainium, ?group",
        "stage=kitchen, ?stage",
        "band=HIGH, ?band",
        "at=2026-01-01, ?at"
    })
    void aFaultyFilterOfTheStreamIsNamed(String query, String pointer) {
        get("/v1/scores/stream?" + query).statusCode(400).body("errors[0].pointer", equalTo(pointer));
    }

    private void ban(String id, String actor, String target, String mineral) {
        producer.send(new ProducerRecord<>(
                "policy-events.v1", id, PolicyEventFixtures.exportBan(id, actor, target, mineral, clock.today())));
        producer.flush();
    }

    private static void awaitSequence(String cell, long sequence) {
        await().atMost(LONG).untilAsserted(() -> assertThat(newest(cell)).isGreaterThanOrEqualTo(sequence));
    }

    private static long newest(String cell) {
        List<Integer> sequences = get("/v1/scores/" + cell + "/changes?limit=1000")
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.sequence");
        return sequences.isEmpty() ? 0 : sequences.getLast();
    }

    /** With a limit, lest a stream where there should be none be read for ever. */
    private static ValidatableResponse resume(String lastEventId) {
        return given().config(RestAssured.config()
                        .httpClient(HttpClientConfig.httpClientConfig().setParam("http.socket.timeout", 10_000)))
                .header("Last-Event-ID", lastEventId)
                .when()
                .get("/v1/scores/stream")
                .then();
    }

    private static ValidatableResponse get(String path) {
        return given().urlEncodingEnabled(false).when().get(path).then();
    }
}
