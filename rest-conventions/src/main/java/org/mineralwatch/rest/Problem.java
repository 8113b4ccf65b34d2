package org.mineralwatch.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem detail (RFC 9457), media type {@code application/problem+json}.
 *
 * @param type stable URI of the kind of problem
 * @param title the kind in words, the same for every occurrence
 * @param status HTTP status code
 * @param detail what is wrong this time, and the mend
 * @param instance path of the request; absent until it is answered
 * @param errors one for each faulty field; empty when no field is to blame
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String instance,
        List<FieldError> errors) {

    /** Media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** Every type starts with this; what follows is the kind, for example {@code unknown-mineral}. */
    public static final String TYPES = "https://mineralwatch.org/problems/";

    public Problem {
        errors = List.copyOf(errors);
    }

    /** A problem of the given kind, {@code kind} being the last part of its type. */
    public static Problem of(String kind, String title, int status, String detail) {
        return new Problem(TYPES + kind, title, status, detail, null, List.of());
    }

    /** The same problem, blaming these fields. */
    public Problem withErrors(List<FieldError> blamed) {
        return new Problem(type, title, status, detail, instance, blamed);
    }

    /** The same problem, told to the caller of this path. */
    public Problem at(String path) {
        return new Problem(type, title, status, detail, path, errors);
    }

    /**
     * A faulty field.
     *
     * @param pointer JSON pointer (RFC 6901) into the body, or {@code ?name} for a query parameter
     * @param detail what is wrong with it, and the mend
     * @param suggestions values that would do, nearest first
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record FieldError(
            // Empty points at the body as a whole.
            @JsonInclude(JsonInclude.Include.ALWAYS) String pointer, String detail, List<String> suggestions) {
        public FieldError {
            suggestions = List.copyOf(suggestions);
        }

        /** A faulty field with nothing to suggest. */
        public FieldError(String pointer, String detail) {
            this(pointer, detail, List.of());
        }
    }
}
