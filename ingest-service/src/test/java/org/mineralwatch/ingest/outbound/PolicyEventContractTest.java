package org.mineralwatch.ingest.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.mineralwatch.contract.PolicyEventRecorded;
import org.mineralwatch.ingest.domain.MeasureReading;
import org.mineralwatch.ingest.domain.PolicyEventRevision;
import org.mineralwatch.ingest.domain.PolicyMeasure;
import org.mineralwatch.ingest.inbound.JsonReader;
import org.mineralwatch.outbox.OutboxRecord;

/** What this service writes on {@code policy-events.v1} is the golden file, byte for byte. */
class PolicyEventContractTest {
    private static final Instant RECORDED_AT = Instant.parse("2026-11-21T10:15:30.123456Z");
    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    /** Every member an event can have, in no order and by other names than are written. */
    private static final String POSTED = """
            {"note": "Doubts, with \\"quotes\\" and\\na second line.",
             "sources": [{"url": "https://example.org/decree", "date": "2026-03", "publisher": "Gazette", "title": "Décret n° 7"}],
             "grade": "B", "leadTimeYears": 2.50,
             "value": {"kind": "loan_ceiling", "currency": "USD", "amount": 1.25e9},
             "relatesTo": ["2025-06-01-cd-talks"], "ends": ["2025-01-01-cd-tax"],
             "suspends": [{"relief": 0.5, "event": "2025-02-22-cd-cobalt-ban"}, {"event": "2025-03-01-cd-quota"}],
             "supersedes": ["2025-09-21-cd-quota"],
             "effect": {"consumers": ["US", "EU"], "deniedShare": {"*": 0.10, "US": 0.4}, "civilLoss": 0.15,
                        "halfLifeDays": 15, "holdDays": 0, "startLoss": 0.75, "scope": 1.0, "suppliers": ["CD"], "kind": "LICENSING"},
             "standing": "SIGNED", "stages": ["mining", "trading"], "minerals": ["Co", "aluminium"],
             "targets": ["US", "JP"], "coActors": ["ZM"], "actor": "CD",
             "effectiveUntil": "2027-03-31", "effectiveFrom": "2026-04-01", "announced": "2026-03-15",
             "summary": "Congo eases its cobalt rules.", "title": "Congo eases", "type": "EASING", "id": "2026-03-15-cd-eases"}
            """;

    @Test
    void aRevisionWithEveryMember() throws IOException {
        PolicyEventRevision revision =
                sound(POSTED).firstRevision(RECORDED_AT, LocalDate.parse("2026-03-15"), "anonymous");

        OutboxRecord written = PolicyEventPublisher.record(revision, TRACEPARENT);

        assertThat(new String(written.value(), StandardCharsets.UTF_8))
                .isEqualTo(golden("policy-event-recorded.v1.json"));
        assertThat(written.topic()).isEqualTo("policy-events.v1");
        assertThat(written.key()).isEqualTo("2026-03-15-cd-eases");
        assertThat(written.headers())
                .containsEntry("ce_id", "2026-03-15-cd-eases/1")
                .containsEntry("ce_source", "/ingest-service")
                .containsEntry("ce_type", PolicyEventRecorded.TYPE)
                .containsEntry("ce_subject", "2026-03-15-cd-eases")
                .containsEntry("ce_time", "2026-11-21T10:15:30.123456Z")
                .containsEntry("traceparent", TRACEPARENT);
    }

    @Test
    void aRetraction() throws IOException {
        PolicyEventRevision revision =
                sound(POSTED).firstRevision(RECORDED_AT, LocalDate.parse("2026-03-15"), "anonymous");

        OutboxRecord written = PolicyEventPublisher.record(
                revision.retraction(
                        "Posted in error: the decree was never signed.",
                        Instant.parse("2026-11-22T08:00:00Z"),
                        LocalDate.parse("2026-11-22"),
                        "anonymous"),
                "");

        assertThat(new String(written.value(), StandardCharsets.UTF_8))
                .isEqualTo(golden("policy-event-retracted.v1.json"));
        assertThat(written.headers()).containsEntry("ce_id", "2026-03-15-cd-eases/2");
    }

    private static PolicyMeasure sound(String posted) throws IOException {
        return PolicyMeasure.read(
                                JsonReader.read(posted.getBytes(StandardCharsets.UTF_8)),
                                ShippedVocabulary.vocabulary())
                        instanceof MeasureReading.Sound(PolicyMeasure measure)
                ? measure
                : fail();
    }

    private static PolicyMeasure fail() {
        throw new AssertionError("the posted event is not sound");
    }

    private static String golden(String name) throws IOException {
        String path = "/org/mineralwatch/contract/golden/" + name;
        try (InputStream file = Objects.requireNonNull(
                PolicyEventRecorded.class.getResourceAsStream(path), path + " is not in the contract")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
