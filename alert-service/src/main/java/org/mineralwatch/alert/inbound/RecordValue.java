package org.mineralwatch.alert.inbound;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** What reading a record's value takes, whatever the record is of. */
final class RecordValue {
    private static final String TRACEPARENT = "traceparent";

    /** As W3C Trace Context writes it, none of its parts void; anything else is not passed on into headers of ours. */
    private static final Pattern TRACE_CONTEXT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private RecordValue() {}

    static ObjectReader reader(ObjectMapper json, Class<?> type) {
        return json.readerFor(type)
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .with(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /** The value as text, which is kept and shown as it came. */
    static String text(ConsumerRecord<String, byte[]> record) throws CharacterCodingException {
        byte[] value = present("value", record.value());
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(value))
                .toString();
    }

    static <T> T present(String member, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(member + ": missing");
        }
        return value;
    }

    /** W3C trace context; empty when there is none. */
    static String traceparent(ConsumerRecord<String, byte[]> record) {
        Header header = record.headers().lastHeader(TRACEPARENT);
        if (header == null || header.value() == null) {
            return "";
        }
        String context = new String(header.value(), StandardCharsets.US_ASCII);
        return TRACE_CONTEXT.matcher(context).matches() ? context : "";
    }
}
