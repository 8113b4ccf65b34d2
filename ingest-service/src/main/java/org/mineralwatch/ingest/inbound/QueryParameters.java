package org.mineralwatch.ingest.inbound;

import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.mineralwatch.rest.Problem;
import org.mineralwatch.rest.Problem.FieldError;
import org.mineralwatch.rest.ProblemException;

/** The query of a request, read strictly: a parameter that is not known would otherwise be a filter that does not filter. */
final class QueryParameters {
    static final String KNOWN_AT = "knownAt";

    private final MultivaluedMap<String, String> sent;
    private final List<FieldError> errors = new ArrayList<>();

    /** Blames every parameter but the known ones. */
    QueryParameters(MultivaluedMap<String, String> sent, String... known) {
        this.sent = sent;
        List<String> names = List.of(known);
        for (String name : sent.keySet()) {
            if (!names.contains(name)) {
                errors.add(new FieldError(
                        "?" + name,
                        names.isEmpty()
                                ? "is not known: this call takes no query parameters"
                                : "is not known: leave it out; known are " + String.join(", ", names),
                        names));
            }
        }
    }

    /**
     * The values of a parameter that may be repeated.
     *
     * @param read the meaning of a value; empty for one that means nothing
     * @param needed what a caller must give, in words
     */
    <T> Set<T> each(String name, Function<String, Optional<T>> read, String needed) {
        Set<T> values = new LinkedHashSet<>();
        for (String value : sent.getOrDefault(name, List.of())) {
            Optional<T> meant = read.apply(value);
            meant.ifPresentOrElse(values::add, () -> blame(name, needed));
        }
        return values;
    }

    /** The value of a parameter that stands once at most. */
    <T> Optional<T> one(String name, Function<String, Optional<T>> read, String needed) {
        List<String> values = sent.getOrDefault(name, List.of());
        if (values.size() > 1) {
            blame(name, "once, and " + needed);
            return Optional.empty();
        }
        return each(name, read, needed).stream().findFirst();
    }

    /** The day of {@code ?knownAt}, for those who know better than we when the world knew what they post. */
    Optional<LocalDate> knownAt() {
        return one(KNOWN_AT, QueryParameters::sensibleDay, "a day of the years 1900 to 2199 such as 2026-11-21");
    }

    private static Optional<LocalDate> sensibleDay(String text) {
        try {
            return Optional.of(LocalDate.parse(text)).filter(day -> day.getYear() >= 1900 && day.getYear() < 2200);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private void blame(String name, String needed) {
        errors.add(new FieldError("?" + name, "has a value that does not do: give " + needed));
    }

    /** @throws ProblemException 400 {@code invalid-parameter} when anything was blamed */
    void check() {
        if (!errors.isEmpty()) {
            FieldError first = errors.getFirst();
            throw new ProblemException(
                    Problem.of("invalid-parameter", "Invalid parameter", 400, first.pointer() + " " + first.detail())
                            .withErrors(errors));
        }
    }
}
