package org.mineralwatch.alert.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mineralwatch.alert.domain.CausingEvent;
import org.mineralwatch.alert.domain.DateAhead;
import org.mineralwatch.alert.domain.PolicyEvent;
import org.mineralwatch.alert.domain.Retraction;
import org.mineralwatch.alert.domain.ScoreChange;
import org.mineralwatch.contract.ScoreChanged;
import org.mineralwatch.localstack.testing.LocalStackResource;

/** Every golden file of the topics read, with a member added that nobody here knows. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class ContractReadingTest {
    private static final String GOLDEN = "/org/mineralwatch/contract/golden/";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    ScoreChangedReading scores;

    @Inject
    PolicyEventReading events;

    @ParameterizedTest
    @CsvSource({
        "score-changed.v1.json, 9, false",
        "score-changed-events.v1.json, 10, false",
        "score-changed-rebase.v1.json, 1, true"
    })
    void aScoreChange(String file, long sequence, boolean rebase) throws IOException {
        ConsumerRecord<String, byte[]> record = withUnknownMember(file);

        ScoreChange change = scores.read(record).orElseThrow();

        assertThat(change.cell()).hasToString("US/gallium/refining");
        assertThat(change.sequence()).isEqualTo(sequence);
        assertThat(change.score()).isEqualTo(75.25);
        assertThat(change.rebase()).isEqualTo(rebase);
        assertThat(change.recordedAt()).isEqualTo(Instant.parse("2026-11-28T00:00:03.123Z"));
        assertThat(change.document()).isEqualTo(text(record));
    }

    @Test
    void aRevisionOfAPolicyEvent() throws IOException {
        ConsumerRecord<String, byte[]> record = withUnknownMember("policy-event-recorded.v1.json");

        PolicyEvent event = (PolicyEvent) events.read(record).orElseThrow();

        assertThat(event.id()).isEqualTo("2026-03-15-cd-eases");
        assertThat(event.revision()).isEqualTo(1);
        assertThat(event.recordedAt()).isEqualTo(Instant.parse("2026-11-21T10:15:30.123456Z"));
        assertThat(event.type()).isEqualTo("EASING");
        assertThat(event.standing()).isEqualTo("SIGNED");
        assertThat(event.parties()).isEqualTo(Set.of("CD", "ZM"));
        assertThat(event.targets()).isEqualTo(Set.of("US", "JP"));
        assertThat(event.affected()).isEqualTo(Set.of("US", "EU"));
        assertThat(event.minerals()).isEqualTo(Set.of("cobalt", "aluminum"));
        assertThat(event.stages()).isEqualTo(Set.of("mining", "trading"));
        assertThat(event.document()).isEqualTo(text(record));
    }

    @Test
    void aRetraction() throws IOException {
        var retraction = (Retraction)
                events.read(withUnknownMember("policy-event-retracted.v1.json")).orElseThrow();

        assertThat(retraction.id()).isEqualTo("2026-03-15-cd-eases");
        assertThat(retraction.revision()).isEqualTo(2);
        assertThat(retraction.reason()).isEqualTo("Posted in error: the decree was never signed.");
    }

    @Test
    void theDatesAheadAndTheCausesOfAScore() throws IOException {
        ScoreChange dated =
                scores.read(withUnknownMember("score-changed.v1.json")).orElseThrow();
        ScoreChange caused =
                scores.read(withUnknownMember("score-changed-events.v1.json")).orElseThrow();

        assertThat(dated.ahead())
                .containsExactly(new DateAhead(
                        LocalDate.parse("2027-11-11"), 75.25, 82.5, List.of("2023-07-03-cn-licensing-ga-ge")));
        assertThat(dated.causes()).containsExactly(new CausingEvent("2025-11-09-cn-a72-suspends-us-ban", 0));
        assertThat(caused.causes()).containsExactly(new CausingEvent("2024-12-03-cn-ban-ga-ge-sb-us", 2));
    }

    @Test
    void noGoldenFileOfTheseTopicsIsLeftOut() throws IOException, URISyntaxException {
        assertThat(goldenFiles())
                .filteredOn(file -> file.startsWith("policy-event-") || file.startsWith("score-changed"))
                .containsExactlyInAnyOrder(
                        "policy-event-recorded.v1.json",
                        "policy-event-retracted.v1.json",
                        "score-changed.v1.json",
                        "score-changed-events.v1.json",
                        "score-changed-rebase.v1.json");
    }

    private static List<String> goldenFiles() throws IOException, URISyntaxException {
        URI one = Objects.requireNonNull(ScoreChanged.class.getResource(GOLDEN + "score-changed.v1.json"))
                .toURI();
        if (!"jar".equals(one.getScheme())) {
            return namesIn(Objects.requireNonNull(Path.of(one).getParent()));
        }
        try (FileSystem jar = FileSystems.newFileSystem(one, Map.of())) {
            return namesIn(jar.getPath(GOLDEN));
        }
    }

    private static List<String> namesIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> Objects.toString(file.getFileName())).toList();
        }
    }

    private static String text(ConsumerRecord<String, byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    private static ConsumerRecord<String, byte[]> withUnknownMember(String file) throws IOException {
        String path = GOLDEN + file;
        try (InputStream golden = Objects.requireNonNull(ScoreChanged.class.getResourceAsStream(path), path)) {
            ObjectNode value = (ObjectNode) JSON.readTree(golden);
            value.putObject("addedLater").put("by", "somebody");
            return new ConsumerRecord<>("topic", 0, 0, "key", value.toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}
