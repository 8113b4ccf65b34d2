package org.mineralwatch.ingest.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mineralwatch.ingest.IngestClient.JSON_TYPE;
import static org.mineralwatch.ingest.IngestClient.NDJSON_TYPE;
import static org.mineralwatch.ingest.IngestClient.freshId;
import static org.mineralwatch.ingest.domain.PolicyEventFixtures.cobaltBan;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.mineralwatch.ingest.IngestClient;
import org.mineralwatch.ingest.IngestClient.Answer;
import org.mineralwatch.ingest.TopicReader;
import org.mineralwatch.localstack.testing.LocalStackResource;

@QuarkusTest
@WithTestResource(value = LocalStackResource.class, initArgs = @ResourceArg(name = "database", value = "ingest"))
class RejectionResourceTest {
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private final IngestClient publisher = new IngestClient();
    private final String id = freshId();
    private final String misspelt = cobaltBan("\"id\":\"" + id + "\"", "\"minerals\":[\"colbat\"]");

    @Test
    void aRejectedLineIsKeptAsReceivedAndToldOnItsTopic() {
        JsonNode verdict =
                publisher.postLines(List.of("", "  " + misspelt)).lines().getFirst();

        String rejection = verdict.get("rejection").asText();
        JsonNode kept = publisher.get("/v1/rejections/" + rejection).body();
        assertThat(kept.get("state").asText()).isEqualTo("open");
        assertThat(kept.get("line").asInt()).isEqualTo(2);
        assertThat(kept.get("payload").asText()).isEqualTo("  " + misspelt);
        assertThat(kept.get("problem")).isEqualTo(verdict.get("problem"));
        assertThat(publisher.get("/v1/rejections?state=open").response().body()).contains(rejection);
        try (var topic = new TopicReader(bootstrapServers, "rejected-events.v1")) {
            await().untilAsserted(() -> assertThat(topic.messages("anonymous"))
                    .filteredOn(message -> rejection.equals(message.headers().get("ce_id")))
                    .singleElement()
                    .satisfies(message -> {
                        JsonNode told = IngestClient.json(message.value());
                        assertThat(told.get("rejectedBy").asText()).isEqualTo("ingest-service");
                        assertThat(told.get("reason").asText()).contains("colbat");
                        assertThat(told.at("/from/offset").asInt()).isEqualTo(2);
                        assertThat(Base64.getDecoder()
                                        .decode(told.get("payload").asText()))
                                .isEqualTo(("  " + misspelt).getBytes(StandardCharsets.UTF_8));
                    }));
        }
    }

    @Test
    void theSameLineSentAgainIsTheSameRejection() {
        JsonNode first = publisher.postLines(List.of(misspelt)).lines().getFirst();
        List<JsonNode> second = publisher.postLines(List.of(misspelt, misspelt)).lines();

        assertThat(second).extracting(verdict -> verdict.get("rejection")).containsOnly(first.get("rejection"));
    }

    @Test
    void aRepairedEventTakesThePlaceOfTheLine() {
        String rejection = rejectionOf(misspelt);

        Answer still = publisher.postTo("/v1/rejections/" + rejection + "/retry", JSON_TYPE, misspelt);
        Answer repaired = publisher.postTo(
                "/v1/rejections/" + rejection + "/retry", JSON_TYPE, cobaltBan("\"id\":\"" + id + "\""));
        Answer again = publisher.postTo(
                "/v1/rejections/" + rejection + "/retry", JSON_TYPE, cobaltBan("\"id\":\"" + id + "\""));

        assertThat(still.status()).isEqualTo(422);
        assertThat(repaired.status()).isEqualTo(201);
        assertThat(repaired.header("location")).endsWith("/v1/events/" + id);
        assertThat(again.status()).isEqualTo(200);
        JsonNode kept = publisher.get("/v1/rejections/" + rejection).body();
        assertThat(kept.get("state").asText()).isEqualTo("repaired");
        assertThat(kept.get("event").asText()).isEqualTo(id);
        assertThat(publisher
                        .get("/v1/rejections?state=open&limit=200")
                        .response()
                        .body())
                .doesNotContain(rejection);
    }

    @Test
    void whatIsNoJsonAndNoUtf8IsKeptTooAndAConflict() {
        publisher.post(cobaltBan("\"id\":\"" + id + "\""));
        byte[] latin1 = (cobaltBan("\"id\":\"" + id + "\"", "\"note\":\"d\u00e9cret\"") + "\n{\"oops " + id + "\n"
                        + cobaltBan("\"id\":\"" + id + "\"", "\"note\":\"other\""))
                .getBytes(StandardCharsets.ISO_8859_1);

        List<JsonNode> verdicts = publisher.post(NDJSON_TYPE, latin1).lines();

        assertThat(verdicts)
                .extracting(verdict -> verdict.get("status").asText())
                .containsExactly("invalid", "invalid", "conflict");
        JsonNode first = publisher
                .get("/v1/rejections/" + verdicts.getFirst().get("rejection").asText())
                .body();
        assertThat(first.has("payload")).isFalse();
        assertThat(new String(
                        Base64.getDecoder().decode(first.get("payloadBase64").asText()), StandardCharsets.ISO_8859_1))
                .contains("d\u00e9cret");
        assertThat(verdicts)
                .allSatisfy(verdict -> assertThat(verdict.has("rejection")).isTrue());
    }

    @Test
    void aDryRunTellsWhatWouldBecomeOfThemAndStoresNothing() {
        String there = freshId();
        publisher.post(cobaltBan("\"id\":\"" + there + "\""));
        String sound = cobaltBan("\"id\":\"" + id + "\"", "\"supersedes\":[\"" + there + "\",\"" + id + "-x\"]");
        String lines = String.join(
                "\n",
                sound,
                misspelt,
                sound,
                cobaltBan("\"id\":\"" + there + "\""),
                cobaltBan("\"id\":\"" + there + "\"", "\"note\":\"other\""));

        List<JsonNode> verdicts =
                publisher.postTo("/v1/events?dryRun=true", NDJSON_TYPE, lines).lines();
        Answer single = publisher.postTo("/v1/events?dryRun=true", JSON_TYPE, sound);
        Answer array = publisher.postTo("/v1/events?dryRun=true", JSON_TYPE, "[" + sound + "," + misspelt + "]");
        Answer faulty = publisher.postTo("/v1/events?dryRun=true", JSON_TYPE, misspelt);

        assertThat(verdicts)
                .extracting(verdict -> verdict.get("status").asText())
                .containsExactly("created", "invalid", "unchanged", "unchanged", "conflict");
        assertThat(verdicts.getFirst().get("dangling")).isEqualTo(IngestClient.json("[\"" + id + "-x\"]"));
        assertThat(verdicts).noneMatch(verdict -> verdict.has("rejection"));
        assertThat(single.status()).isEqualTo(200);
        assertThat(single.body().get("status").asText()).isEqualTo("created");
        assertThat(array.body().at("/counts/invalid").asInt()).isEqualTo(1);
        assertThat(faulty.status()).isEqualTo(422);
        assertThat(publisher.read(id).status()).isEqualTo(404);
        assertThat(publisher
                        .postTo("/v1/events?dryRun=perhaps", JSON_TYPE, sound)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void rejectionsComeInPagesNewestFirst() {
        List<String> rejected =
                IntStream.range(0, 7).mapToObj(n -> rejectionOf("{\"" + id + n)).toList();
        List<String> seen = new ArrayList<>();

        String query = "/v1/rejections?limit=2";
        JsonNode page = publisher.get(query).body();
        page.get("items").forEach(item -> seen.add(item.get("id").asText()));
        while (page.has("next")) {
            page = publisher.get(query + "&cursor=" + page.get("next").asText()).body();
            page.get("items").forEach(item -> seen.add(item.get("id").asText()));
        }

        assertThat(seen).containsSubsequence(rejected.reversed()).doesNotHaveDuplicates();
    }

    @Test
    void whatIsNotThereIsToldSo() {
        assertThat(publisher.get("/v1/rejections/no-such").status()).isEqualTo(404);
        assertThat(publisher
                        .postTo("/v1/rejections/" + "0".repeat(32) + "/retry", JSON_TYPE, cobaltBan())
                        .status())
                .isEqualTo(404);
        assertThat(publisher.get("/v1/rejections?state=gone").status()).isEqualTo(400);
        assertThat(publisher.get("/v1/rejections?cursor=x").status()).isEqualTo(400);
    }

    private String rejectionOf(String line) {
        return publisher
                .postLines(List.of(line))
                .lines()
                .getFirst()
                .get("rejection")
                .asText();
    }
}
