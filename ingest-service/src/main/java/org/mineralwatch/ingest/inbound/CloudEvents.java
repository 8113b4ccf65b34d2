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

    /** What was posted as plain JSON: by itself, or as the data of a CloudEvent in binary mode when its headers say so. */
    static Posted posted(JsonValue body, HttpHeaders headers) {
        SequencedMap<String, JsonValue> envelope = new LinkedHashMap<>();
        headers.getRequestHeaders().forEach((header, values) -> {
            String name = header.toLowerCase(Locale.ROOT);
            if (name.startsWith(HEADER)) {
                envelope.put(name.substring(HEADER.length()), new JsonText(decoded(String.join(",", values))));
            }
        });
        if (envelope.isEmpty()) {
            return new Posted.Plain(body);
        }
        envelope.put("datacontenttype", new JsonText(headers.getMediaType().toString()));
        envelope.put("data", body);
        return new Posted.Enveloped(new JsonObject(envelope));
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
