package org.mineralwatch.scoring.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mineralwatch.contract.ScoreChanged;
import org.mineralwatch.localstack.testing.LocalStackResource;
import org.mineralwatch.outbox.OutboxRecord;
import org.mineralwatch.scoring.domain.Band;
import org.mineralwatch.scoring.domain.Cause;
import org.mineralwatch.scoring.domain.Cell;
import org.mineralwatch.scoring.domain.DateAhead;
import org.mineralwatch.scoring.domain.Grade;
import org.mineralwatch.scoring.domain.Score;
import org.mineralwatch.scoring.domain.Valued;
import org.mineralwatch.scoring.outbound.ScoreChangedPublisher.Change;
import org.mineralwatch.scoring.outbound.ScoreStore.Revaluation;

/** What this service writes on {@code dependency-scores.v1} is the golden file, byte for byte. */
@QuarkusTest
@WithTestResource(value = LocalStackResource.class, initArgs = @ResourceArg(name = "database", value = "scoring"))
class ScoreChangedContractTest {
    private static final Instant NOW = Instant.parse("2026-11-28T00:00:03.123Z");

    @Inject
    ScoreChangedPublisher publisher;

    @Test
    void aChangeCausedByTheCalendar() throws IOException {
        var change = new Change(
                new Revaluation(
                        gallium(Optional.of(LocalDate.parse("2027-11-11"))),
                        List.of(new DateAhead(
                                LocalDate.parse("2027-11-11"), 75.25, 82.5, List.of("2023-07-03-cn-licensing-ga-ge"))),
                        new Cause.Calendar(List.of("2025-11-09-cn-a72-suspends-us-ban")),
                        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
                9,
                new Change.Previous(66.875, "SEVERE"));

        OutboxRecord written = publisher.record(change, NOW);

        assertThat(new String(written.value(), StandardCharsets.UTF_8)).isEqualTo(golden("score-changed.v1.json"));
        assertThat(written.key()).isEqualTo("US/gallium/refining");
        assertThat(written.topic()).isEqualTo("dependency-scores.v1");
        assertThat(written.headers())
                .containsEntry("ce_id", "US/gallium/refining/9")
                .containsEntry("ce_source", "/scoring-service")
                .containsEntry("ce_type", ScoreChanged.TYPE)
                .containsEntry("ce_subject", "US/gallium/refining")
                .containsEntry("ce_time", "2026-11-28T00:00:03.123Z")
                .containsEntry("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    }

    @Test
    void aCellsFirstScore() throws IOException {
        var change = new Change(
                new Revaluation(gallium(Optional.empty()), List.of(), new Cause.Rebase("0a1b2c3d4e5f"), ""), 1, null);

        OutboxRecord written = publisher.record(change, NOW);

        assertThat(new String(written.value(), StandardCharsets.UTF_8))
                .isEqualTo(golden("score-changed-rebase.v1.json"));
    }

    @Test
    void aChangeCausedByEvents() throws IOException {
        var change = new Change(
                new Revaluation(
                        gallium(Optional.empty()),
                        List.of(),
                        new Cause.Events(List.of(new Cause.EventRevision("2024-12-03-cn-ban-ga-ge-sb-us", 2))),
                        ""),
                10,
                new Change.Previous(66.875, "SEVERE"));

        OutboxRecord written = publisher.record(change, NOW);

        assertThat(new String(written.value(), StandardCharsets.UTF_8))
                .isEqualTo(golden("score-changed-events.v1.json"));
    }

    private static Valued gallium(Optional<LocalDate> nextChange) {
        var score = new Score(
                Cell.of("US/gallium/refining"),
                LocalDate.parse("2026-11-28"),
                75.25,
                48.5,
                Band.SEVERE,
                new TreeMap<>(Map.of("CN", 0.9)),
                new TreeMap<>(Map.of("CN", 0.125)),
                0.0,
                0.4375,
                new TreeMap<>(Map.of("2024-12-03-cn-ban-ga-ge-sb-us", 20.5, "2023-07-03-cn-licensing-ga-ge", 6.25)),
                new TreeMap<>(Map.of("CN", 70.5, "JP", 2.5, "ZZ", 2.25)),
                new TreeMap<>(Map.of("CN", 43.75, "JP", 2.5, "ZZ", 2.25)),
                new TreeMap<>(Map.of("2025-11-09-cn-a72-suspends-us-ban", 8.375)),
                0.0,
                new Score.Interval(70.125, 80.5));
        return new Valued(score, LocalDate.parse("2026-11-28"), Grade.B, "0a1b2c3d4e5f", nextChange);
    }

    private static String golden(String name) throws IOException {
        String path = "/org/mineralwatch/contract/golden/" + name;
        try (InputStream file = Objects.requireNonNull(
                ScoreChanged.class.getResourceAsStream(path), path + " is not in the contract")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
