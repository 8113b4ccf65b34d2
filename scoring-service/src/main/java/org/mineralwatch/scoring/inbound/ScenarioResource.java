package org.mineralwatch.scoring.inbound;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.mineralwatch.rest.BodyLimit;
import org.mineralwatch.scoring.ReadBaseline;
import org.mineralwatch.scoring.ReadScores;
import org.mineralwatch.scoring.SupposeScenarios;
import org.mineralwatch.scoring.SupposeScenarios.Answer;

/** What if. */
@Path("/v1/scenarios")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Scenarios")
@Blocking
public class ScenarioResource {
    private static final String EXPORT_BAN = """
            {"events": [{"id": "what-if", "type": "EXPORT_BAN", "title": "China bans samarium exports to the US",
                         "announced": "2026-12-01", "actor": "CN", "targets": ["US"], "minerals": ["Sm"]}],
             "horizon": "P1Y", "consumers": ["US"]}""";
    private static final String NO_TRUCE = """
            {"retractions": ["2025-11-09-cn-a72-suspends-us-ban"], "at": "2026-11-27"}""";
    private static final String OTHER_SHARES = """
            {"supply": [{"mineral": "gallium", "stage": "refining", "shares": {"CN": 0.8, "CA": 0.1}}],
             "horizon": ["2026-12-31", "2027-12-31"]}""";

    private final SupposeScenarios supposeScenarios;
    private final ReadScores readScores;
    private final ReadBaseline readBaseline;
    private final ObjectReader strictly;

    ScenarioResource(
            SupposeScenarios supposeScenarios, ReadScores readScores, ReadBaseline readBaseline, ObjectMapper json) {
        this.supposeScenarios = supposeScenarios;
        this.readScores = readScores;
        this.readBaseline = readBaseline;
        this.strictly = json.reader()
                .with(
                        DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "What if",
            description =
                    "Supposes events, retractions of recorded ones and other shares of supply, and answers the cells that"
                            + " move, with the score before and after, the points by event and whom a buyer could turn to."
                            + " Nothing is stored or published. With a horizon the days compared are those on which an act"
                            + " turns a score, or those named; each cell is taken apart on the day of its largest move.")
    @APIResponse(
            responseCode = "200",
            description = "The cells that move",
            content =
                    @Content(
                            schema = @Schema(implementation = ScenarioView.class),
                            examples = @ExampleObject(name = "scenario", value = ScoreExamples.SCENARIO)))
    @APIResponse(
            responseCode = "422",
            description =
                    "Something is not as it must be, or the scenario contradicts itself or what is known: `errors` say where")
    public ScenarioView suppose(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ScenarioRequest.class),
                                            examples = {
                                                @ExampleObject(name = "a ban", value = EXPORT_BAN),
                                                @ExampleObject(name = "without the truce", value = NO_TRUCE),
                                                @ExampleObject(name = "other shares", value = OTHER_SHARES)
                                            }))
                    byte[] body)
            throws IOException {
        if (body.length > BodyLimit.BYTES) {
            throw BodyLimit.tooLarge();
        }
        JsonNode read = strictly.readTree(body);
        ScenarioReading.Asked asked =
                new ScenarioReading(supposeScenarios, readScores.today(), readBaseline).read(read);
        return switch (supposeScenarios.suppose(
                asked.scenario(),
                asked.known(),
                asked.horizon(),
                cell -> asked.consumers().isEmpty() || asked.consumers().contains(cell.consumer()))) {
            case Answer.Compared compared ->
                ScenarioView.of(
                        compared.outcome(),
                        compared.idleReferences(),
                        asked.known(),
                        readBaseline.knownOn(asked.known()).version());
            case Answer.Contradictory contradictory -> throw ScenarioReading.problem(contradictory.faults());
        };
    }
}
