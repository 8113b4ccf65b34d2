package org.mineralwatch.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The records read the golden files, with members that a later release may add. */
class PolicyEventRecordedTest {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    @Test
    void aRevisionHasEveryMember() throws IOException {
        PolicyEventRecorded event = read("policy-event-recorded.v1.json");

        assertThat(event.id()).isEqualTo("2026-03-15-cd-eases");
        assertThat(event.revision()).isEqualTo(1);
        assertThat(event.recordedAt()).isEqualTo(Instant.parse("2026-11-21T10:15:30.123456Z"));
        assertThat(event.knownAt()).isEqualTo(LocalDate.parse("2026-03-15"));
        assertThat(event.retracted()).isNull();
        assertThat(event.reason()).isNull();
        assertThat(event).hasNoNullFieldsOrPropertiesExcept("cloudEvent", "retracted", "reason");
        assertThat(event.suspends())
                .containsExactly(
                        new PolicyEventRecorded.Suspension("2025-02-22-cd-cobalt-ban", 0.5),
                        new PolicyEventRecorded.Suspension("2025-03-01-cd-quota", null));
        assertThat(event.value()).isEqualTo(new PolicyEventRecorded.Value(1.25e9, "USD", "loan_ceiling"));
        assertThat(event.sources())
                .isEqualTo(List.of(new PolicyEventRecorded.Source(
                        "Décret n° 7", "Gazette", "2026-03", "https://example.org/decree")));
        assertThat(Objects.requireNonNull(event.effect()).deniedShare()).isEqualTo(Map.of("US", 0.4, "*", 0.1));
    }

    @Test
    void aRetractionHasItsReasonAndNoneOfTheEvent() throws IOException {
        PolicyEventRecorded event = read("policy-event-retracted.v1.json");

        assertThat(event.revision()).isEqualTo(2);
        assertThat(event.retracted()).isTrue();
        assertThat(event.reason()).isEqualTo("Posted in error: the decree was never signed.");
        assertThat(event.type()).isNull();
        assertThat(event.minerals()).isNull();
    }

    private static PolicyEventRecorded read(String golden) throws IOException {
        try (InputStream file = Objects.requireNonNull(
                PolicyEventRecorded.class.getResourceAsStream("golden/" + golden), golden + " is not there")) {
            ObjectNode later = (ObjectNode) JSON.readTree(file);
            later.put("addedLater", true);
            return JSON.treeToValue(later, PolicyEventRecorded.class);
        }
    }
}
