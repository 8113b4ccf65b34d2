package org.mineralwatch.ingest.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mineralwatch.ingest.IngestClient.JSON_TYPE;
import static org.mineralwatch.ingest.IngestClient.NDJSON_TYPE;
import static org.mineralwatch.ingest.IngestClient.freshId;
import static org.mineralwatch.ingest.domain.PolicyEventFixtures.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mineralwatch.ingest.IngestClient;
import org.mineralwatch.ingest.IngestClient.Answer;
import org.mineralwatch.localstack.testing.LocalStackResource;

/**
 * Real events, broken at random: whatever is sent, the fault is never ours, and what is stored can be read. The seeds are fixed,
 * so that a failure comes again.
 */
@QuarkusTest
@WithTestResource(value = LocalStackResource.class, initArgs = @ResourceArg(name = "database", value = "ingest"))
class MutatedEventsTest {
    private static final List<String> TIMELINE = timeline();

    /** What stands where a value, a name or a part of a text stood. */
    private static final List<String> SCRAPS = List.of(
            "null",
            "true",
            "[]",
            "{}",
            "-0.0",
            "1e999",
            "-1e-400",
            "0",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\u202e\ud83d\ude00\"",
            "\"../../etc\"",
            "\"9999-12-31\"",
            "\"0000-01-01\"",
            "\"2027-02-30\"",
            "[[[[]]]]",
            "{\"a\":{\"a\":{\"a\":1}}}",
            "\"" + "x".repeat(5000) + "\"",
            "9".repeat(400),
            "'",
            "\\",
            "\n",
            ",",
            "\"id\":\"a/b\",");

    private final IngestClient publisher = new IngestClient();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anEventThatWasBrokenIsJudgedAndNeverAFaultOfOurs(long seed) {
        Random random = new Random(seed);
        for (int n = 0; n < 150; n++) {
            byte[] broken = broken(random);

            Answer answer = publisher.post(JSON_TYPE, broken);

            assertThat(answer.status())
                    .as("%s on %s", answer.response().body(), new String(broken, StandardCharsets.UTF_8))
                    .isLessThan(500);
            if (answer.status() < 300 && answer.body().has("revision")) {
                assertReadable(answer.body());
            }
        }
    }

    @Test
    void brokenLinesAreJudgedOneByOne() {
        Random random = new Random(5);
        List<byte[]> lines =
                IntStream.range(0, 1500).mapToObj(n -> broken(random)).toList();

        List<JsonNode> verdicts = publisher.post(NDJSON_TYPE, joined(lines)).lines();

        assertThat(verdicts)
                .isNotEmpty()
                .allSatisfy(verdict ->
                        assertThat(verdict.get("status").asText()).isIn("created", "unchanged", "conflict", "invalid"));
        verdicts.stream()
                .filter(verdict -> verdict.get("status").asText().equals("created"))
                .forEach(verdict -> assertThat(
                                publisher.read(verdict.get("id").asText()).status())
                        .isEqualTo(200));
    }

    private void assertReadable(JsonNode stored) {
        Answer read = publisher.read(stored.get("id").asText());
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.body().get("id")).isEqualTo(stored.get("id"));
        assertThat(read.body().get("title")).isEqualTo(stored.get("title"));
    }

    private static byte[] broken(Random random) {
        String event = TIMELINE.get(random.nextInt(TIMELINE.size()))
                .replaceFirst("\"id\":\\s*\"[^\"]*\"", "\"id\":\"" + freshId() + "\"");
        int breaks = 1 + random.nextInt(3);
        for (int n = 0; n < breaks; n++) {
            event = broken(event, random);
        }
        byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextInt(5) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static String broken(String event, Random random) {
        if (event.isEmpty()) {
            return event;
        }
        int from = random.nextInt(event.length());
        int to = Math.min(event.length(), from + random.nextInt(30));
        String scrap = SCRAPS.get(random.nextInt(SCRAPS.size()));
        return switch (random.nextInt(6)) {
            case 0 -> event.substring(0, from);
            case 1 -> event.substring(0, from) + event.substring(to);
            case 2 -> event.substring(0, to) + event.substring(from);
            case 3 -> event.substring(0, from) + scrap + event.substring(to);
            case 4 -> valueReplaced(event, scrap, random);
            default -> valueReplaced(event, "\"" + freshId() + "\"", random);
        };
    }

    /** One value gives way, so that the event mostly stays JSON. */
    private static String valueReplaced(String event, String scrap, Random random) {
        List<Integer> colons = new ArrayList<>();
        for (int at = event.indexOf("\":"); at >= 0; at = event.indexOf("\":", at + 1)) {
            colons.add(at + 2);
        }
        if (colons.isEmpty()) {
            return event;
        }
        int from = colons.get(random.nextInt(colons.size()));
        int to = event.indexOf(",", from);
        return to < 0 ? event : event.substring(0, from) + scrap + event.substring(to);
    }

    private static byte[] joined(List<byte[]> lines) {
        byte[] all = new byte[lines.stream().mapToInt(line -> line.length + 1).sum()];
        int at = 0;
        for (byte[] line : lines) {
            System.arraycopy(line, 0, all, at, line.length);
            at += line.length;
            all[at++] = '\n';
        }
        return Arrays.copyOf(all, at);
    }
}
