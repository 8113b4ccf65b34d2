package org.mineralwatch.scoring.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mineralwatch.contract.PolicyEventRecorded;
import org.mineralwatch.scoring.domain.EventRecord;
import org.mineralwatch.scoring.outbound.PolicyEventReading.Reading;

/** Every version of the contract that is still on the topic can be read, also with members added since. */
class PolicyEventReadingTest {
    private final PolicyEventReading reading = new PolicyEventReading(new ObjectMapper().findAndRegisterModules());

    @ParameterizedTest
    @CsvSource({"policy-event-recorded.v1.json, false", "policy-event-retracted.v1.json, true"})
    void goldenFilesAreReadWithAMemberAdded(String name, boolean retraction) throws IOException {
        String golden = golden(name);
        String extended = "{\"addedLater\": {\"deep\": [1, null]}, " + golden.substring(1);

        EventRecord plain = usable(golden);
        EventRecord withAddition = usable(extended);

        assertThat(withAddition).isEqualTo(plain);
        assertThat(plain.event() == null).isEqualTo(retraction);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"text\"",
                "{}",
                "{\"id\":\"a\"}",
                "{\"id\":\"a\",\"revision\":0,\"knownAt\":\"2026-01-01\",\"retracted\":true}",
                "{\"id\":\"a\",\"revision\":1,\"knownAt\":\"yesterday\",\"retracted\":true}",
                "{\"id\":\"a\",\"revision\":1,\"knownAt\":\"2026-01-01\",\"type\":\"MAGIC\"}"
            })
    void anythingElseIsUnusableWithAReason(String value) {
        assertThat(reading.read(value.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        Reading.Unusable.class,
                        unusable -> assertThat(unusable.reason()).isNotBlank());
    }

    @Test
    void bytesThatAreNoTextAreUnusable() {
        assertThat(reading.read(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1})).isInstanceOf(Reading.Unusable.class);
    }

    private EventRecord usable(String value) {
        return switch (reading.read(value.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Usable(EventRecord record) -> record;
            case Reading.Unusable(String reason) -> throw new AssertionError(reason);
        };
    }

    private static String golden(String name) throws IOException {
        String path = "/org/mineralwatch/contract/golden/" + name;
        try (InputStream file = Objects.requireNonNull(PolicyEventRecorded.class.getResourceAsStream(path), path)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
