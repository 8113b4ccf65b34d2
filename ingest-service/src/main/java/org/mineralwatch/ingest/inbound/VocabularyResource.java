package org.mineralwatch.ingest.inbound;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.mineralwatch.ingest.domain.Vocabulary;

/** The words events are written in. */
@Path("/v1/vocabulary")
public class VocabularyResource {
    private final VocabularyView vocabulary;

    VocabularyResource(Vocabulary vocabulary) {
        this.vocabulary = VocabularyView.of(vocabulary);
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "The words events are written in",
            description =
                    "Event types with their default effects, effect kinds with their parameters, minerals with aliases and"
                            + " groups, stages, standings, grades and countries.")
    @APIResponse(
            responseCode = "200",
            description = "All of them",
            content =
                    @Content(
                            schema = @Schema(implementation = VocabularyView.class),
                            examples = @ExampleObject(name = "an extract", value = EventExamples.VOCABULARY)))
    public VocabularyView read(@Context UriInfo uri) {
        new QueryParameters(uri.getQueryParameters()).check();
        return vocabulary;
    }
}
