package org.mineralwatch.rest;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

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
