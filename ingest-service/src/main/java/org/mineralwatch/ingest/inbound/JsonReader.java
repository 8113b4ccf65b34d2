package org.mineralwatch.ingest.inbound;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.mineralwatch.ingest.domain.JsonValue;
import org.mineralwatch.ingest.domain.JsonValue.JsonArray;
import org.mineralwatch.ingest.domain.JsonValue.JsonBoolean;
import org.mineralwatch.ingest.domain.JsonValue.JsonNull;
import org.mineralwatch.ingest.domain.JsonValue.JsonNumber;
import org.mineralwatch.ingest.domain.JsonValue.JsonObject;
import org.mineralwatch.ingest.domain.JsonValue.JsonText;

/** Reads bytes as JSON (RFC 8259), strictly: UTF-8, one value and nothing behind it. */
public final class JsonReader {
    /** An event is four levels deep, in an array five; what is deeper is an attack or an accident. */
    static final int DEEPEST = 32;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();

    private JsonReader() {}

    /**
     * Reads one value.
     *
     * @throws JsonProcessingException with line and column, when the bytes are something else
     */
    public static JsonValue read(byte[] json) throws JsonProcessingException {
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() == null) {
                throw new JsonParseException(parser, "nothing is there");
            }
            JsonValue value = value(parser);
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "something follows the end of the value");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    /** Reads what this service has written itself: the canonical content of a revision, or a record in full. */
    static JsonObject canonicalObject(String json) {
        try {
            if (read(json.getBytes(StandardCharsets.UTF_8)) instanceof JsonObject object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was written as canonical is not JSON", e);
        }
        throw new IllegalStateException("what was written as canonical is no object");
    }

    private static JsonValue value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> new JsonText(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(parser.getDoubleValue());
            case VALUE_TRUE -> new JsonBoolean(true);
            case VALUE_FALSE -> new JsonBoolean(false);
            case VALUE_NULL -> new JsonNull();
            case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new IllegalStateException("no value begins with " + token);
        };
    }

    private static JsonObject object(JsonParser parser) throws IOException {
        SequencedMap<String, JsonValue> members = new LinkedHashMap<>();
        List<String> repeated = new ArrayList<>(0);
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            JsonValue value = value(parser);
            if (members.putIfAbsent(name, value) != null && !repeated.contains(name)) {
                repeated.add(name);
            }
        }
        return new JsonObject(members, repeated);
    }

    private static JsonArray array(JsonParser parser) throws IOException {
        List<JsonValue> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return new JsonArray(items);
    }
}
