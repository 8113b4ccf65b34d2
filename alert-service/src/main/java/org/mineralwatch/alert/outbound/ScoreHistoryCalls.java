package org.mineralwatch.alert.outbound;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** scoring-service's call for what scores were, day after day. */
@Path("/v1/scores/history")
@RegisterRestClient(configKey = "scoring-service")
interface ScoreHistoryCalls {
    /** A record of {@code dependency-scores.v1} a line, by day, then by cell; the first of a cell is its standing. */
    @GET
    @Produces("application/x-ndjson")
    InputStream read(
            @QueryParam("consumer") List<String> consumers,
            @QueryParam("mineral") List<String> minerals,
            @QueryParam("stage") List<String> stages,
            @QueryParam("from") LocalDate from,
            @QueryParam("to") LocalDate to);
}
