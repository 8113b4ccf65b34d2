package org.mineralwatch.ingest.inbound;

import jakarta.ws.rs.core.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import org.mineralwatch.ingest.domain.JsonValue;
import org.mineralwatch.ingest.domain.JsonValue.JsonObject;
import org.mineralwatch.ingest.domain.JsonValue.JsonText;
import org.mineralwatch.ingest.domain.Posted;

/** CloudEvents 1.0 over HTTP: structured, batch, and binary with the attributes in headers. */
final class CloudEvents {
    static final String STRUCTURED = "application/cloudevents+json";
    static final String BATCH = "application/cloudevents-batch+json";

    private static final String HEADER = "ce-";
    private static final int HEXADECIMAL = 16;

    private CloudEvents() {}

    /**
     * What the headers of a request say of the event in its body.
     *
     * @param attributes of a CloudEvent in binary mode; none for an event by itself
     */
    record Headers(SequencedMap<String, JsonValue> attributes) {
        /** The event with this body. */
        Posted with(JsonValue body) {
            if (attributes.isEmpty()) {
                return new Posted.Plain(body);
            }
            SequencedMap<String, JsonValue> envelope = new LinkedHashMap<>(attributes);
            envelope.put("data", body);
            return new Posted.Enveloped(new JsonObject(envelope));
        }
    }

    /** Reads the headers of plain JSON. */
    static Headers headers(HttpHeaders sent) {
        SequencedMap<String, JsonValue> attributes = new LinkedHashMap<>();
        sent.getRequestHeaders().forEach((header, values) -> {
            if (header.regionMatches(true, 0, HEADER, 0, HEADER.length())) {
                attributes.put(
                        header.substring(HEADER.length()).toLowerCase(Locale.ROOT),
                        new JsonText(decoded(String.join(",", values))));
            }
        });
        if (!attributes.isEmpty()) {
            attributes.put("datacontenttype", new JsonText(sent.getMediaType().toString()));
        }
        return new Headers(attributes);
    }

    /** The items of a batch. */
    static List<Posted> batch(List<JsonValue> cloudEvents) {
        return cloudEvents.stream().<Posted>map(Posted.Enveloped::new).toList();
    }

    /** Percent-encoded UTF-8, as the HTTP binding has it; what is no escape stays as it is. */
    private static String decoded(String value) {
        if (value.indexOf('%') < 0) {
            return value;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            int high = c == '%' && i + 2 < value.length() ? Character.digit(value.charAt(i + 1), HEXADECIMAL) : -1;
            int low = high >= 0 ? Character.digit(value.charAt(i + 2), HEXADECIMAL) : -1;
            if (low >= 0) {
                bytes.write(high * HEXADECIMAL + low);
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
