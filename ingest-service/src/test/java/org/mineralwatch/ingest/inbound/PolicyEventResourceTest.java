package org.mineralwatch.ingest.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mineralwatch.ingest.IngestClient.freshId;
import static org.mineralwatch.ingest.IngestClient.json;
import static org.mineralwatch.ingest.domain.PolicyEventFixtures.cobaltBan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.mineralwatch.ingest.IngestClient;
import org.mineralwatch.ingest.IngestClient.Answer;
import org.mineralwatch.ingest.TopicReader;
import org.mineralwatch.localstack.testing.LocalStackResource;

@QuarkusTest
@WithTestResource(value = LocalStackResource.class, initArgs = @ResourceArg(name = "database", value = "ingest"))
class PolicyEventResourceTest {
    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private final IngestClient publisher = new IngestClient();
    private final String id = freshId();

    @Test
    void aNewEventIsCreatedAndAnsweredInFull() {
        Instant before = Instant.now();

        Answer answer = publisher.post(cobaltBan("\"id\":\"" + id + "\"", "\"minerals\":[\"Co\"]"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("location")).endsWith("/v1/events/" + id);
        assertThat(answer.header("etag")).isEqualTo("\"1\"");
        ObjectNode expected = (ObjectNode) json(cobaltBan("\"id\":\"" + id + "\""));
        expected.put("revision", 1).put("knownAt", "2027-02-01").put("publisher", "anonymous");
        expected.set("recordedAt", answer.body().get("recordedAt"));
        assertThat(answer.body()).isEqualTo(expected);
        assertThat(Instant.parse(answer.body().get("recordedAt").asText()))
                .isBetween(before.minusMillis(1), Instant.now());
        assertThat(publisher.read(id).body()).isEqualTo(answer.body());
    }

    @Test
    void anEventWithoutAnIdIsNamedByTheServerAndKnownAgain() {
        String event = cobaltBan("\"title\":\"" + id + "\"");

        Answer first = publisher.post(event);
        Answer second = publisher.post(event);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.body().get("id").asText()).isEqualTo("2027-02-01-" + id);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void theSameInOtherWordsIsTheSameAgain() {
        Answer first = publisher.post(cobaltBan("\"id\":\"" + id + "\"", "\"leadTimeYears\":2"));

        Answer second = publisher.post("{\"leadTimeYears\":2.0,\"minerals\":[\"CO\"],\"id\":\"" + id
                + "\",\"actor\":\"CD\",\"announced\":\"2027-02-01\",\"title\":\"Congo stops cobalt exports\","
                + "\"type\":\"EXPORT_BAN\"}");

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.header("etag")).isEqualTo("\"1\"");
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void otherContentUnderTheSameIdIsAConflictThatNamesTheMembers() {
        publisher.post(cobaltBan("\"id\":\"" + id + "\"", "\"note\":\"one\"", "\"grade\":\"B\""));

        Answer answer =
                publisher.post(cobaltBan("\"id\":\"" + id + "\"", "\"note\":\"other\"", "\"stages\":[\"mining\"]"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().get("type").asText()).endsWith("/problems/event-conflict");
        assertThat(answer.body().get("detail").asText())
                .isEqualTo("The event " + id + " is there with other content: grade, note, stages differ."
                        + " Nothing was stored; post this one under another id, or as a correction of that event");
        assertThat(answer.body().findValuesAsText("pointer")).containsExactly("/grade", "/note", "/stages");
        assertThat(publisher.read(id).body().get("note").asText()).isEqualTo("one");
    }

    @Test
    void whatIsRecordedReachesTheTopicWithItsTrace() {
        String event = cobaltBan("\"id\":\"" + id + "\"");

        Answer answer =
                publisher.post(IngestClient.JSON_TYPE, BodyPublishers.ofString(event), "traceparent", TRACEPARENT);

        try (var topic = new TopicReader(bootstrapServers, "policy-events.v1")) {
            await().untilAsserted(() -> assertThat(topic.messages(id))
                    .singleElement()
                    .satisfies(message -> {
                        assertThat(message.value()).isEqualTo(answer.response().body());
                        assertThat(message.headers())
                                .containsEntry("content-type", "application/json")
                                .containsEntry("ce_specversion", "1.0")
                                .containsEntry("ce_id", id + "/1")
                                .containsEntry("ce_source", "/ingest-service")
                                .containsEntry("ce_type", "mineralwatch.policy-event.recorded.v1")
                                .containsEntry("ce_subject", id)
                                .containsEntry(
                                        "ce_time",
                                        answer.body().get("recordedAt").asText())
                                .containsEntry("traceparent", TRACEPARENT);
                    }));
        }
    }

    @Test
    void aTraceThatIsNoneIsLeftOut() {
        publisher.post(
                IngestClient.JSON_TYPE,
                BodyPublishers.ofString(cobaltBan("\"id\":\"" + id + "\"")),
                "traceparent",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01");

        try (var topic = new TopicReader(bootstrapServers, "policy-events.v1")) {
            await().untilAsserted(() -> assertThat(topic.messages(id))
                    .singleElement()
                    .satisfies(message -> assertThat(message.headers()).doesNotContainKey("traceparent")));
        }
    }

    @Test
    void aSuspensionOfAnUnknownEventIsAcceptedAndDanglesUntilTheEventComes() {
        String suspended = freshId();
        String easing = cobaltBan(
                "\"id\":\"" + id + "\"",
                "\"type\":\"EASING\"",
                "\"suspends\":[{\"event\":\"" + suspended + "\",\"relief\":1}]");

        Answer early = publisher.post(easing);
        Answer whileDangling = publisher.read(id);
        publisher.post(cobaltBan("\"id\":\"" + suspended + "\""));
        Answer later = publisher.read(id, "if-none-match", whileDangling.header("etag"));
        Answer again = publisher.post(easing);

        assertThat(early.status()).isEqualTo(201);
        assertThat(early.body().get("dangling")).isEqualTo(json("[\"" + suspended + "\"]"));
        assertThat(whileDangling.body()).isEqualTo(early.body());
        assertThat(later.status()).isEqualTo(200);
        assertThat(later.body().has("dangling")).isFalse();
        assertThat(later.header("etag")).isEqualTo("\"1\"");
        assertThat(again.body()).isEqualTo(later.body());
    }

    @Test
    void aReaderWhoHasTheEventIsToldSo() {
        publisher.post(cobaltBan("\"id\":\"" + id + "\""));

        Answer answer = publisher.read(id, "if-none-match", "\"1\"");

        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.header("etag")).isEqualTo("\"1\"");
        assertThat(answer.response().body()).isEmpty();
    }

    @Test
    void anUnknownEventIsAProblem() {
        Answer unknown = publisher.read(id);
        Answer impossible = publisher.read("a%20b");

        assertThat(List.of(unknown, impossible)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.body().get("type").asText()).endsWith("/problems/unknown-event");
        });
    }

    @Test
    void anArrayGetsAVerdictForEachItemAndABadOneSpoilsNoOther() {
        String taken = freshId();
        publisher.post(cobaltBan("\"id\":\"" + taken + "\""));
        String twice = freshId();
        List<String> items = List.of(
                cobaltBan("\"id\":\"" + id + "\""),
                cobaltBan("\"id\":\"" + freshId() + "\"", "\"minerals\":[\"galium\"]"),
                "7",
                cobaltBan("\"id\":\"" + taken + "\""),
                cobaltBan("\"id\":\"" + taken + "\"", "\"note\":\"other\""),
                cobaltBan("\"id\":\"" + twice + "\"", "\"ends\":[\"" + id + "-gone\"]"),
                cobaltBan("\"id\":\"" + twice + "\"", "\"ends\":[\"" + id + "-gone\"]"),
                cobaltBan("\"id\":\"" + twice + "\"", "\"actor\":\"CN\""));

        Answer answer = publisher.post("[" + String.join(",", items) + "]");

        assertThat(answer.status()).isEqualTo(200);
        List<JsonNode> verdicts = answer.body().get("items").valueStream().toList();
        assertThat(verdicts)
                .extracting(verdict -> verdict.get("index").asInt())
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(verdicts)
                .extracting(verdict -> verdict.get("status").asText())
                .containsExactly(
                        "created", "invalid", "invalid", "unchanged", "conflict", "created", "unchanged", "conflict");
        assertThat(verdicts.get(1).at("/problem/type").asText()).endsWith("unknown-mineral");
        assertThat(verdicts.get(4).at("/problem/status").asInt()).isEqualTo(409);
        assertThat(verdicts.get(5).get("dangling")).isEqualTo(json("[\"" + id + "-gone\"]"));
        assertThat(answer.body().get("counts"))
                .isEqualTo(json("{\"conflict\":2,\"created\":2,\"invalid\":2,\"unchanged\":2}"));
        assertThat(publisher.read(id).status()).isEqualTo(200);
    }

    @Test
    void ofManyWhoPostTheSameAtOnceOneCreatesIt() throws InterruptedException {
        List<Integer> statuses = allAtOnce(IntStream.range(0, 16).mapToObj(i -> cobaltBan("\"id\":\"" + id + "\"")));

        assertThat(statuses).containsOnlyOnce(201).containsOnly(200, 201);
        try (var topic = new TopicReader(bootstrapServers, "policy-events.v1")) {
            await().during(Duration.ofMillis(300))
                    .untilAsserted(() -> assertThat(topic.messages(id)).hasSize(1));
        }
    }

    @Test
    void ofManyWhoPostOtherThingsUnderOneIdOneHasIt() throws InterruptedException {
        List<Integer> statuses = allAtOnce(
                IntStream.range(0, 16).mapToObj(i -> cobaltBan("\"id\":\"" + id + "\"", "\"note\":\"" + i + "\"")));

        assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
    }

    @Test
    void twoWhoPostTheSameIdsInOppositeOrderDoNotLockEachOtherOut() throws InterruptedException {
        List<String> ids = IntStream.range(0, 50).mapToObj(i -> freshId()).toList();
        String upwards = array(ids);
        String downwards = array(ids.reversed());

        List<Integer> statuses = allAtOnce(IntStream.range(0, 16).mapToObj(i -> i % 2 == 0 ? upwards : downwards));

        assertThat(statuses).containsOnly(200);
    }

    private static String array(List<String> ids) {
        return ids.stream()
                .map(event -> cobaltBan("\"id\":\"" + event + "\""))
                .toList()
                .toString();
    }

    private List<Integer> allAtOnce(Stream<String> posts) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> calls = posts.<Callable<Integer>>map(
                            post -> () -> publisher.post(post).status())
                    .toList();
            return threads.invokeAll(calls).stream()
                    .map(PolicyEventResourceTest::result)
                    .toList();
        }
    }

    private static Integer result(Future<Integer> call) {
        try {
            return call.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("a post failed", e);
        }
    }
}
