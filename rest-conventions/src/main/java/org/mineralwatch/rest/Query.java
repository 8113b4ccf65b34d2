package org.mineralwatch.rest;

import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads query parameters and collects what is wrong with them, so that a caller hears of all of it at once. */
public final class Query {
    private final UriInfo request;
    private final List<Problem.FieldError> errors = new ArrayList<>();

    public Query(UriInfo request) {
        this.request = request;
    }

    /** Blames every parameter that is not one of these: a misspelt filter must not be silence. */
    public void allows(Set<String> known) {
        for (String name : request.getQueryParameters().keySet()) {
            if (!known.contains(name)) {
                blame(
                        name,
                        "not a parameter of this address; known: "
                                + String.join(", ", known.stream().sorted().toList()));
            }
        }
    }

    /** Blames a value that is not one of these. */
    public void isOneOf(String name, @Nullable String value, Collection<String> allowed) {
        if (value != null && !allowed.contains(value)) {
            blame(name, value + " is none of: " + String.join(", ", allowed));
        }
    }

    /** A whole number from 1 to the largest allowed; blamed, the usual one. */
    public int number(String name, @Nullable String value, int usual, int largest) {
        if (value == null) {
            return usual;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= 1 && number <= largest) {
                return number;
            }
            blame(name, value + " is not within 1 and " + largest);
        } catch (NumberFormatException notANumber) {
            blame(name, value + " is no whole number from 1 to " + largest);
        }
        return usual;
    }

    /** An ISO date of a year from 0001 to 9999. */
    public Optional<LocalDate> date(String name, @Nullable String value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            LocalDate date = LocalDate.parse(value);
            if (date.getYear() >= 1 && date.getYear() <= 9999) {
                return Optional.of(date);
            }
            blame(name, value + " is not within the years 0001 and 9999");
        } catch (DateTimeParseException notADate) {
            blame(name, value + " is no day of the calendar; write it as 2026-11-28");
        }
        return Optional.empty();
    }

    /** Blames a parameter. */
    public void blame(String name, String detail) {
        errors.add(new Problem.FieldError("?" + name, detail));
    }

    /**
     * Ends the request if any parameter was blamed.
     *
     * @throws ProblemException 400 {@code invalid-query}
     */
    public void complain() {
        if (!errors.isEmpty()) {
            throw new ProblemException(invalid(errors));
        }
    }

    static Problem invalid(List<Problem.FieldError> errors) {
        return Problem.of("invalid-query", "Invalid query", 400, "A query parameter is not as it must be")
                .withErrors(errors);
    }
}
