package org.mineralwatch.ingest.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mineralwatch.ingest.IngestClient.NDJSON_TYPE;
import static org.mineralwatch.ingest.IngestClient.freshId;
import static org.mineralwatch.ingest.domain.PolicyEventFixtures.cobaltBan;
import static org.mineralwatch.ingest.domain.PolicyEventFixtures.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.mineralwatch.ingest.IngestClient;
import org.mineralwatch.ingest.IngestClient.Answer;
import org.mineralwatch.ingest.TopicReader;
import org.mineralwatch.localstack.testing.LocalStackResource;

@QuarkusTest
@WithTestResource(value = LocalStackResource.class, initArgs = @ResourceArg(name = "database", value = "ingest"))
class BulkIntakeTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private final IngestClient publisher = new IngestClient();

    @Test
    void theWholeTimelineIsRecordedPublishedAndFoundAgain() {
        List<String> timeline = timeline();

        Answer first = publisher.postLines(timeline);
        Answer second = publisher.postLines(timeline);

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("content-type")).isEqualTo(NDJSON_TYPE);
        assertThat(first.lines())
                .hasSize(228)
                .allSatisfy(
                        verdict -> assertThat(verdict.get("status").asText()).isIn("created", "unchanged"))
                .allSatisfy(verdict -> assertThat(verdict.has("dangling")).isFalse());
        assertThat(second.lines())
                .hasSize(228)
                .allSatisfy(
                        verdict -> assertThat(verdict.get("status").asText()).isEqualTo("unchanged"));
        try (var topic = new TopicReader(bootstrapServers, "policy-events.v1")) {
            await().atMost(LONG).untilAsserted(() -> {
                Map<String, String> published = new TreeMap<>();
                topic.messages().forEach(message -> published.put(message.key(), message.value()));
                assertThat(timeline).allSatisfy(line -> {
                    String id = IngestClient.json(line).get("id").asText();
                    assertThat(stated(published.getOrDefault(id, "{}"))).isEqualTo(normal(IngestClient.json(line)));
                });
            });
        }
        assertThat(timeline).allSatisfy(line -> {
            JsonNode event = IngestClient.json(line);
            assertThat(stated(
                            publisher.read(event.get("id").asText()).response().body()))
                    .isEqualTo(normal(event));
        });
    }

    @Test
    void everyLineGetsItsVerdictAndABadOneSpoilsNoOther() {
        String id = freshId();
        List<String> lines = List.of(
                cobaltBan("\"id\":\"" + id + "\""),
                "",
                "{\"oops",
                cobaltBan("\"id\":\"" + id + "\"", "\"actor\":\"XX\""),
                cobaltBan("\"id\":\"" + id + "\""),
                cobaltBan("\"id\":\"" + id + "\"", "\"note\":\"x\""),
                cobaltBan("\"note\":\"" + "x".repeat(10 << 20) + "\""),
                "   ",
                "[]",
                cobaltBan("\"id\":\"" + id + "-b\"", "\"supersedes\":[\"" + id + "-gone\"]"));

        Answer answer = publisher.postLines(lines);

        assertThat(answer.lines())
                .extracting(verdict -> verdict.get("line").asInt())
                .containsExactly(1, 3, 4, 5, 6, 7, 9, 10);
        assertThat(answer.lines())
                .extracting(verdict -> verdict.get("status").asText())
                .containsExactly(
                        "created", "invalid", "invalid", "unchanged", "conflict", "invalid", "invalid", "created");
        assertThat(answer.lines())
                .extracting(verdict -> verdict.at("/problem/type").asText().replaceFirst(".*/", ""))
                .containsExactly(
                        "",
                        "malformed-json",
                        "unknown-country",
                        "",
                        "event-conflict",
                        "line-too-long",
                        "invalid-value",
                        "");
        assertThat(answer.lines().get(2).get("id").asText()).isEqualTo(id);
        assertThat(answer.lines().get(7).at("/dangling/0").asText()).isEqualTo(id + "-gone");
    }

    @Test
    void verdictsComeWhileLinesAreStillBeingSent() throws IOException {
        try (var conversation = new Conversation(publisher.at("/v1/events"))) {
            String id = freshId();
            for (int line = 1; line <= 3; line++) {
                conversation.say(cobaltBan("\"id\":\"" + id + "-" + line + "\"") + "\n");

                JsonNode verdict = IngestClient.json(conversation.hear());

                assertThat(verdict.get("line").asInt()).isEqualTo(line);
                assertThat(verdict.get("status").asText()).isEqualTo("created");
            }
        }
    }

    @Test
    void ofAStreamThatIsCutOffWhatHasItsVerdictIsRecordedAndTheSameStreamCanBeSentAgain() throws IOException {
        String id = freshId();
        String first = cobaltBan("\"id\":\"" + id + "\"");
        String second = cobaltBan("\"id\":\"" + id + "-b\"");
        try (var conversation = new Conversation(publisher.at("/v1/events"))) {
            conversation.say(first + "\n");
            conversation.hear();
            conversation.say(second.substring(0, second.length() / 2));
        }

        await().during(HALF_A_SECOND)
                .untilAsserted(
                        () -> assertThat(publisher.read(id + "-b").status()).isEqualTo(404));
        assertThat(publisher.postLines(List.of(first, second)).lines())
                .extracting(verdict -> verdict.get("status").asText())
                .containsExactly("unchanged", "created");
    }

    @Test
    void tenThousandLinesAreRecordedInOrderOfTheirNumbers() {
        String id = freshId();
        List<String> lines = IntStream.range(0, 10_000)
                .mapToObj(i -> cobaltBan("\"id\":\"" + id + "-" + i + "\""))
                .toList();

        Answer answer = publisher.postLines(lines);

        List<JsonNode> verdicts = answer.lines();
        assertThat(verdicts).hasSize(10_000);
        assertThat(IntStream.range(0, 10_000)).allSatisfy(i -> {
            assertThat(verdicts.get(i).get("line").asInt()).isEqualTo(i + 1);
            assertThat(verdicts.get(i).get("id").asText()).isEqualTo(id + "-" + i);
            assertThat(verdicts.get(i).get("status").asText()).isEqualTo("created");
        });
    }

    /** What a record states, without what the service added. */
    private static JsonNode stated(String recorded) {
        ObjectNode event = (ObjectNode) normal(IngestClient.json(recorded));
        event.remove(List.of("revision", "recordedAt", "knownAt", "publisher"));
        return event;
    }

    /** Whole numbers without a fraction, however they were spelt. */
    private static JsonNode normal(JsonNode json) {
        return IngestClient.json(json.toString().replaceAll("(\\d)\\.0(?=[,}\\]])", "$1"));
    }

    /** An exchange in which both sides speak in turns: a chunked request over a socket. */
    private static final class Conversation implements AutoCloseable {
        private final Socket socket;
        private final OutputStream out;
        private final BufferedReader in;

        Conversation(URI address) throws IOException {
            socket = new Socket(InetAddress.getByName(address.getHost()), address.getPort());
            socket.setSoTimeout((int) LONG.toMillis());
            out = socket.getOutputStream();
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            write("POST " + address.getPath() + " HTTP/1.1\r\nHost: test\r\nContent-Type: " + NDJSON_TYPE
                    + "\r\nTransfer-Encoding: chunked\r\n\r\n");
        }

        void say(String chunk) throws IOException {
            write(Integer.toHexString(chunk.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + chunk + "\r\n");
        }

        /** The next line of JSON, past headers and lengths of chunks. */
        String hear() throws IOException {
            String line = in.readLine();
            while (line != null && !line.startsWith("{")) {
                line = in.readLine();
            }
            if (line == null) {
                throw new IOException("the answer has ended");
            }
            return line;
        }

        private void write(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
