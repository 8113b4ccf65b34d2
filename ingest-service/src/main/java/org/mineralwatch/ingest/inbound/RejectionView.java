package org.mineralwatch.ingest.inbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.ingest.domain.Rejection;

/**
 * A rejected line as callers see it.
 *
 * @param state {@code open}, or {@code repaired} once an event was recorded in its place
 * @param payload the line as received; absent when it is no UTF-8
 * @param payloadBase64 the bytes of such a line
 * @param problem what it was answered with
 * @param event what was recorded in its place, and {@code retriedAt} when
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RejectionView(
        String id,
        String state,
        Instant rejectedAt,
        String publisher,
        long line,
        @Nullable String payload,
        @Nullable String payloadBase64,
        @JsonRawValue String problem,
        @Nullable String event,
        @Nullable Instant retriedAt) {

    static RejectionView of(Rejection rejection) {
        Optional<String> text = text(rejection.payload());
        return new RejectionView(
                rejection.id(),
                rejection.repair().isPresent() ? "repaired" : "open",
                rejection.rejectedAt(),
                rejection.publisher(),
                rejection.line(),
                text.orElse(null),
                text.isPresent() ? null : Base64.getEncoder().encodeToString(rejection.payload()),
                rejection.problem(),
                rejection.repair().map(repair -> repair.event().value()).orElse(null),
                rejection.repair().map(Rejection.Repair::at).orElse(null));
    }

    private static Optional<String> text(byte[] payload) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }
}
