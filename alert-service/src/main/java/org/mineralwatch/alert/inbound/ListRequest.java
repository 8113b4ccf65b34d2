package org.mineralwatch.alert.inbound;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.rest.Cursor;
import org.mineralwatch.rest.Problem;
import org.mineralwatch.rest.ProblemException;

/** What callers of lists give, and what they get for giving nonsense. */
final class ListRequest {
    private static final int DEFAULT_LIMIT = 50;
    private static final int LARGEST_LIMIT = 200;

    private ListRequest() {}

    static int limit(@Nullable String asked) {
        if (asked == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(asked);
            if (limit >= 1 && limit <= LARGEST_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException notANumber) {
            throw invalid("limit", "not a whole number; give 1 to " + LARGEST_LIMIT, List.of());
        }
        throw invalid("limit", "give 1 to " + LARGEST_LIMIT, List.of());
    }

    static ProblemException invalid(String parameter, String detail, List<String> suggestions) {
        return new ProblemException(Problem.of("invalid-parameter", "Invalid parameter", 400, parameter + ": " + detail)
                .withErrors(List.of(new Problem.FieldError("?" + parameter, detail, suggestions))));
    }

    static Instant instant(String part) {
        return part(() -> Instant.parse(part));
    }

    static UUID uuid(String part) {
        return part(() -> UUID.fromString(part));
    }

    static long number(String part) {
        return part(() -> Long.parseLong(part));
    }

    private static <T> T part(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException | DateTimeException notOurs) {
            throw Cursor.invalid();
        }
    }

    /** An id from a path: what is none is nobody's. */
    static UUID id(String text, String what) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw notFound(what);
        }
    }

    static ProblemException notFound(String what) {
        return new ProblemException(Problem.of(
                "not-found", "Not found", 404, "There is no " + what + " of this id; it may have been deleted"));
    }
}
