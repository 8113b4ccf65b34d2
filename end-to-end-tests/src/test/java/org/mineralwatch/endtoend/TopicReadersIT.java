package org.mineralwatch.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mineralwatch.localstack.testing.NodeProgram;
import org.slf4j.Logger;

/** What the guide for readers of topics says, done: its programs are run from the page, its description is parsed. */
@ExtendWith(MineralWatch.Extension.class)
class TopicReadersIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Path DOCS = Path.of("..", "docs");

    @TempDir
    Path directory;

    @Test
    void theConsumerInJavaReadsAChange(MineralWatch mineralWatch) throws Exception {
        Path program = write("Scores.java", "java");
        String classes = Stream.of(
                        KafkaConsumer.class, Logger.class, JsonFactory.class, ObjectMapper.class, JsonProperty.class)
                .map(TopicReadersIT::jar)
                .collect(Collectors.joining(File.pathSeparator));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

        readsAChange(mineralWatch, "KR", java, "-cp", classes, program.toString());
    }

    @Test
    void theConsumerInJavaScriptReadsAChange(MineralWatch mineralWatch) throws Exception {
        Path packages = NodeProgram.installed("src/test/node/topics").directory();
        Path program = write("scores.mjs", "javascript");
        // Node looks for packages where the program is.
        Path installed = Files.copy(program, packages.resolve("scores-" + UUID.randomUUID() + ".mjs"));

        readsAChange(mineralWatch, "IN", "node", installed.toString());
    }

    @Test
    void theOfficialParserTakesTheDescription() {
        String found = NodeProgram.installed("src/test/node/topics")
                .run(
                        "describe.cjs",
                        DOCS.resolve("asyncapi.yaml").toAbsolutePath().toString());

        assertThat(found.lines())
                .containsExactlyInAnyOrder(
                        "topic policy-events.v1",
                        "topic dependency-scores.v1",
                        "topic alerts.v1",
                        "topic rejected-events.v1");
    }

    private void readsAChange(MineralWatch mineralWatch, String consumer, String... command) throws IOException {
        String cell = consumer + "/antimony/refining";
        String broker = mineralWatch.stack().kafka().bootstrapServers();
        Path output = directory.resolve("output");
        Process reader = new ProcessBuilder(
                        Stream.concat(Stream.of(command), Stream.of(broker)).toList())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            mineralWatch.postEvent(MineralWatch.exportBan("read-" + UUID.randomUUID(), "CN", consumer, "antimony"));

            await().atMost(LONG).untilAsserted(() -> {
                JsonNode newest = mineralWatch.score(cell);
                assertThat(reader.isAlive()).as(Files.readString(output)).isTrue();
                assertThat(newest.get("byEvent").toString()).contains("read-");
                assertThat(Files.readString(output).lines())
                        .anyMatch(line -> line.matches(Pattern.quote(cell) + " \\d+ "
                                + Pattern.quote(newest.get("score").asText())));
            });
        } finally {
            reader.destroyForcibly();
        }
    }

    private Path write(String file, String language) throws IOException {
        Matcher block = Pattern.compile("(?s)```" + language + "\\n(.*?)```")
                .matcher(Files.readString(DOCS.resolve("topics.md")));
        assertThat(block.find()).isTrue();
        return Files.writeString(directory.resolve(file), block.group(1));
    }

    private static String jar(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
