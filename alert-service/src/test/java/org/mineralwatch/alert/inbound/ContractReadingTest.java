package org.mineralwatch.alert.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mineralwatch.alert.domain.ScoreChange;
import org.mineralwatch.contract.ScoreChanged;
import org.mineralwatch.localstack.testing.LocalStackResource;

/** Every golden file of the topics read, with a member added that nobody here knows. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class ContractReadingTest {
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
        ScoreChange change = scores.read(withUnknownMember(file)).orElseThrow();

        assertThat(change.cell()).hasToString("US/gallium/refining");
        assertThat(change.sequence()).isEqualTo(sequence);
        assertThat(change.score()).isEqualTo(75.25);
        assertThat(change.rebase()).isEqualTo(rebase);
        assertThat(change.recordedAt()).isEqualTo(Instant.parse("2026-11-28T00:00:03.123Z"));
    }

    private static ConsumerRecord<String, byte[]> withUnknownMember(String file) throws IOException {
        String path = "/org/mineralwatch/contract/golden/" + file;
        try (InputStream golden = Objects.requireNonNull(ScoreChanged.class.getResourceAsStream(path), path)) {
            ObjectNode value = (ObjectNode) JSON.readTree(golden);
            value.putObject("addedLater").put("by", "somebody");
            return new ConsumerRecord<>("topic", 0, 0, "key", value.toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}
