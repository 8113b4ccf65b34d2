package org.mineralwatch.alert.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.mineralwatch.rest.Problem;
import org.mineralwatch.rest.ProblemException;

/** Reads posted bodies as JSON, strictly: nothing behind it, no member twice. */
@ApplicationScoped
class JsonBody {
    private final ObjectReader json;

    JsonBody(ObjectMapper json) {
        this.json = json.reader()
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    }

    /**
     * The value that a body is.
     *
     * @throws JsonProcessingException when it is not JSON
     * @throws ProblemException when it is empty
     */
    JsonNode tree(byte[] body) throws JsonProcessingException {
        try {
            JsonNode tree = json.readTree(body);
            if (tree.isMissingNode()) {
                throw new ProblemException(
                        Problem.of("malformed-json", "Malformed JSON", 400, "The body is empty; send JSON"));
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot fail to be read", e);
        }
    }
}
