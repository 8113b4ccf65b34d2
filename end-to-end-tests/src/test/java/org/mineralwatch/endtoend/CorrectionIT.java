package org.mineralwatch.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a publisher mends at the one end is mended in the scores at the other. */
@ExtendWith(MineralWatch.Extension.class)
class CorrectionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CELL = "KR/tungsten/refining";

    @Test
    void aCorrectedDateMovesTheScoreAndARetractionUndoesTheWholeEffect(MineralWatch mineralWatch) {
        String id = "end-to-end-corrected";
        JsonNode before = mineralWatch.score(CELL);
        mineralWatch.postEvent(MineralWatch.exportBan(id, "CN", "KR", "tungsten"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                mineralWatch.score(CELL).at("/byEvent/" + id).asDouble())
                        .isPositive());
        double banned = mineralWatch.score(CELL).get("score").asDouble();
        assertThat(banned).isGreaterThan(before.get("score").asDouble());
        String inForceLater = MineralWatch.exportBan(id, "CN", "KR", "tungsten")
                .replaceFirst(
                        "\\{", "{\"effectiveFrom\":\"" + MineralWatch.today().plusDays(30) + "\",");

        MineralWatch.Answer correction = mineralWatch.putEvent(id, "\"1\"", inForceLater);

        assertThat(correction.status()).as(correction.body().toString()).isEqualTo(200);
        // A ban that is announced weighs on the score before it is in force, but less.
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(mineralWatch.score(CELL).get("score").asDouble())
                                .isLessThan(banned));

        MineralWatch.Answer retraction = mineralWatch.post(
                mineralWatch.stack().ingest().uri("/v1/events/" + id + "/retraction"),
                "application/json",
                "{\"reason\":\"The ban was never decreed.\"}");

        assertThat(retraction.status()).as(retraction.body().toString()).isEqualTo(201);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(mineralWatch.score(CELL).get("score")).isEqualTo(before.get("score")));
    }
}
