package org.mineralwatch.ingest.inbound;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.rest.Problem;
import org.mineralwatch.rest.ProblemException;

/** Reads the header {@code Idempotency-Key} (IETF draft-ietf-httpapi-idempotency-key-header). */
final class IdempotencyKey {
    static final String HEADER = "Idempotency-Key";

    /** A string of a structured field (RFC 8941), or the same without its quotes, as many clients send it. */
    private static final Pattern QUOTED =
            Pattern.compile("\"((?:[\\x20\\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\[\"\\\\]){1,255})\"");

    private static final Pattern BARE = Pattern.compile("[\\x21\\x23-\\x2b\\x2d-\\x3a\\x3c-\\x5b\\x5d-\\x7e]{1,255}");

    private IdempotencyKey() {}

    /**
     * The key of a request; empty when it has none.
     *
     * @throws ProblemException 400 {@code invalid-idempotency-key}
     */
    static Optional<String> read(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        Matcher quoted = QUOTED.matcher(header.strip());
        if (quoted.matches()) {
            return Optional.of(quoted.group(1));
        }
        if (BARE.matcher(header.strip()).matches()) {
            return Optional.of(header.strip());
        }
        throw new ProblemException(Problem.of(
                "invalid-idempotency-key",
                "Invalid Idempotency-Key",
                400,
                "Idempotency-Key is no string of 1 to 255 printable ASCII characters: send one that you use for this request"
                        + " alone, such as \"8e03978e-40d5-43dd-bc93-6894a57f9324\""));
    }

    /** @throws ProblemException 400 for a request that takes none */
    static void refuse(@Nullable String header) {
        if (header != null) {
            throw new ProblemException(Problem.of(
                    "idempotency-key-not-taken",
                    "Idempotency-Key not taken",
                    400,
                    "A stream takes no Idempotency-Key: leave it out, and send the same lines again if you are cut off; what is there"
                            + " is unchanged"));
        }
    }

    static Problem running() {
        return Problem.of(
                "request-running",
                "Request running",
                409,
                "A request with this Idempotency-Key is being answered; send it again after the time in Retry-After");
    }

    static Problem otherPayload() {
        return Problem.of(
                "idempotency-key-reused",
                "Idempotency-Key reused",
                422,
                "This Idempotency-Key was used for another request. Nothing was stored; use a new key for this one");
    }
}
