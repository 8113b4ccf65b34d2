package org.mineralwatch.ingest.inbound;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
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
    public VocabularyView read(@Context UriInfo uri) {
        new QueryParameters(uri.getQueryParameters()).check();
        return vocabulary;
    }
}
