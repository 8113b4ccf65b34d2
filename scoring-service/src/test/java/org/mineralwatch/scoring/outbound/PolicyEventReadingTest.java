package org.mineralwatch.scoring.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"minerals\":[null]",
                "\"minerals\":[\"tin\"],\"targets\":[null]",
                "\"minerals\":[\"tin\"],\"coActors\":[\"CN\",null]",
                "\"minerals\":[\"tin\"],\"stages\":[null]",
                "\"minerals\":[\"tin\"],\"supersedes\":[null]",
                "\"minerals\":[\"tin\"],\"ends\":[null]",
                "\"minerals\":[\"tin\"],\"suspends\":[null]",
                "\"minerals\":[\"tin\"],\"suspends\":[{\"relief\":1}]",
                "\"minerals\":[\"tin\"],\"effect\":{\"kind\":\"BAN\",\"suppliers\":[null]}"
            })
    void aListWithAGapIsUnusable(String members) {
        String value = """
                {"id":"a","revision":1,"knownAt":"2026-01-01","type":"EXPORT_BAN","announced":"2026-01-01","actor":"CN",%s}""".formatted(members);

        assertThat(reading.read(value.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        Reading.Unusable.class,
                        unusable -> assertThat(unusable.reason()).contains("missing"));
    }

    @Test
    void jsonThatPostgresqlCannotKeepAsTextIsUnusable() {
        String value = "{\"id\":\"a\",\"revision\":1,\"knownAt\":\"2026-01-01\",\"retracted\":true}";

        assertThat(reading.read(value.getBytes(StandardCharsets.UTF_8))).isInstanceOf(Reading.Usable.class);
        for (Charset charset : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_32)) {
            assertThat(reading.read(value.getBytes(charset)))
                    .isInstanceOfSatisfying(
                            Reading.Unusable.class,
                            unusable -> assertThat(unusable.reason()).contains("UTF-8"));
        }
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
