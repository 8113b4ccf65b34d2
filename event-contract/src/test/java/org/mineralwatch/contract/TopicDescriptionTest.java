package org.mineralwatch.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The AsyncAPI document describes the topics as they are created, and each member of each golden record. */
class TopicDescriptionTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path GOLDEN = Path.of("src/main/resources/org/mineralwatch/contract/golden");
    private static final JsonNode DOCUMENT = read(Path.of("..", "docs", "asyncapi.yaml"));
    private static final Set<TopicContract> TOPICS = Set.of(
            TopicContract.POLICY_EVENTS,
            TopicContract.DEPENDENCY_SCORES,
            TopicContract.ALERTS,
            TopicContract.REJECTED_EVENTS);

    static List<Path> goldenFiles() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void describesEachMemberOfAGoldenRecord(Path golden) throws IOException {
        assertThat(faults(schemaOf(golden.getFileName().toString()), Files.readString(golden)))
                .isEmpty();
    }

    @Test
    void describesARejection() {
        String rejection = """
                {"rejectedAt":"2026-11-28T00:00:03.123Z","rejectedBy":"scoring-service","reason":"no JSON","payload":"e30=",
                 "from":{"topic":"policy-events.v1","partition":3,"offset":17,"key":"2026-11-21-cn-ban"}}""";

        assertThat(faults("EventRejected", rejection)).isEmpty();
    }

    @Test
    void aMemberNobodyDescribedIsFound() throws IOException {
        ObjectNode changed = (ObjectNode)
                JSON.readTree(GOLDEN.resolve("score-changed.v1.json").toFile());
        changed.withObject("/interval").put("middle", 70);

        assertThat(faults("ScoreChanged", changed.toString())).hasSize(1);
    }

    @Test
    void theRecordsHaveTheMembersDescribed() {
        assertThat(described("PolicyEventRecorded")).isEqualTo(components(PolicyEventRecorded.class));
        assertThat(described("Effect")).isEqualTo(components(PolicyEventRecorded.Effect.class));
        assertThat(described("ScoreChanged")).isEqualTo(components(ScoreChanged.class));
        assertThat(described("ScoreCause")).isEqualTo(components(ScoreChanged.Cause.class));
        assertThat(described("EventRejected")).isEqualTo(components(EventRejected.class));
    }

    @Test
    void describesTheTopicsAsTheyAreCreated() {
        Map<String, Map<String, String>> settings = new TreeMap<>();
        Map<String, String> keys = new TreeMap<>();
        for (JsonNode channel : DOCUMENT.path("channels")) {
            JsonNode kafka = channel.at("/bindings/kafka");
            String topic = channel.path("address").asText();
            assertThat(kafka.path("topic").asText()).isEqualTo(topic);
            assertThat(kafka.path("partitions").asInt()).isEqualTo(TopicContract.PARTITIONS);
            Map<String, String> ofTopic = settings.computeIfAbsent(topic, _ -> new TreeMap<>());
            Stream.of(kafka.path("topicConfiguration"), channel.path("x-topic-settings"))
                    .flatMap(node -> node.properties().stream())
                    .forEach(setting -> ofTopic.put(
                            setting.getKey(),
                            setting.getValue().isArray()
                                    ? setting.getValue().path(0).asText()
                                    : setting.getValue().asText()));
            String message =
                    channel.path("messages").elements().next().path("$ref").asText();
            keys.put(
                    topic,
                    DOCUMENT.at(message.substring(1) + "/bindings/kafka/key/description")
                            .asText());
        }

        assertThat(settings)
                .isEqualTo(TOPICS.stream().collect(Collectors.toMap(TopicContract::name, TopicContract::settings)));
        assertThat(keys).isEqualTo(TOPICS.stream().collect(Collectors.toMap(TopicContract::name, TopicContract::key)));
    }

    private static String schemaOf(String golden) {
        if (golden.startsWith("alert-")) {
            return "Alert";
        }
        return golden.startsWith("score-changed") ? "ScoreChanged" : "PolicyEventRecorded";
    }

    /** Readers pass over members they do not know; here each must be described. */
    private static List<Error> faults(String schema, String value) {
        ObjectNode root = JSON.createObjectNode();
        root.put("$ref", "#/components/schemas/" + schema);
        root.putObject("components")
                .set("schemas", closed(DOCUMENT.at("/components/schemas").deepCopy()));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(root.toString(), InputFormat.JSON)
                .validate(
                        value,
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    private static JsonNode closed(JsonNode schema) {
        if (schema.path("properties").isObject() && schema instanceof ObjectNode object) {
            object.put("additionalProperties", false);
        }
        schema.forEach(TopicDescriptionTest::closed);
        return schema;
    }

    private static Set<String> described(String schema) {
        return DOCUMENT.at("/components/schemas/" + schema + "/properties").properties().stream()
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Set<String> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
    }

    private static JsonNode read(Path yaml) {
        try {
            return new YAMLMapper().readTree(yaml.toFile());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
