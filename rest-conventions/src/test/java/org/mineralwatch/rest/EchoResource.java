package org.mineralwatch.rest;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** A small real resource that the conventions are tried on. */
@Path("/echo")
public class EchoResource {
    private static final ObjectMapper STRICT =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    public record Body(String name, List<Item> items) {}

    public record Item(int amount) {}

    @POST
    public Body echo(byte[] body) throws IOException {
        return STRICT.readValue(body, Body.class);
    }

    @POST
    @Path("typed")
    public Body typed(Body body) {
        return body;
    }

    @PUT
    @Path("named/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Parameter(name = "name", in = ParameterIn.PATH, example = "ann")
    @APIResponse(
            responseCode = "404",
            description = "Nobody has this name",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            examples = @ExampleObject(name = "nobody", value = "{\"status\": 404}")))
    @APIResponse(responseCode = "409", description = "The name is taken")
    @APIResponse(responseCode = "429", description = "Too much echo")
    public Body named(@PathParam("name") String name, @QueryParam("loud") @Nullable String loud, Body body) {
        return body;
    }

    @POST
    @Path("broken")
    public Body broken() {
        throw new IllegalStateException("secret detail");
    }

    @POST
    @Path("away")
    public Body away() {
        throw new IllegalStateException(new SQLException("connection refused", "08001"));
    }
}
