package org.mineralwatch.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** What any call can be answered with in place of what it is for, as {@link DescribedProblems} tells it. */
enum SharedProblem {
    BAD_REQUEST(
            "Not JSON, or a query parameter that is not known or has no such value",
            ProblemMappers.malformed(
                    " at line 1, column 2",
                    "Unexpected character ('o' (code 111)): was expecting double-quote to start field name"),
            Query.invalid(List.of(
                    new Problem.FieldError("?colour", "not a parameter of this address; known: cursor, limit")))) {
        @Override
        boolean canAnswer(Operation call, List<Parameter> parameters) {
            return call.getRequestBody() != null || has(Parameter.In.QUERY, parameters);
        }
    },
    NOT_FOUND("Nothing is at this address", ProblemMappers.ofStatus(404)) {
        @Override
        boolean canAnswer(Operation call, List<Parameter> parameters) {
            return has(Parameter.In.PATH, parameters);
        }
    },
    NOT_ACCEPTABLE("No representation fits the Accept header", ProblemMappers.ofStatus(406)) {
        @Override
        boolean canAnswer(Operation call, List<Parameter> parameters) {
            return !call.getResponses().hasAPIResponse("204");
        }
    },
    BODY_TOO_LARGE("Larger than 1 MiB", BodyLimit.tooLarge().problem()) {
        @Override
        boolean canAnswer(Operation call, List<Parameter> parameters) {
            return call.getRequestBody() != null;
        }
    },
    UNSUPPORTED_MEDIA_TYPE("A Content-Type that this address does not take", ProblemMappers.ofStatus(415)) {
        @Override
        boolean canAnswer(Operation call, List<Parameter> parameters) {
            return call.getRequestBody() != null;
        }
    },
    INVALID(
            "Not sound; every fault is told, with its pointer and its mend",
            Problem.of("unknown-member", "Unknown member", 422, "The body has a member that is not known here")
                    .withErrors(List.of(
                            new Problem.FieldError("/colour", "not a member of this object; known: id, name")))) {
        @Override
        boolean canAnswer(Operation call, List<Parameter> parameters) {
            return call.getRequestBody() != null;
        }
    },
    RATE_EXCEEDED(
            "Over the rate of this caller; Retry-After tells how long to wait",
            Problem.of(
                    "rate-exceeded",
                    "Rate exceeded",
                    429,
                    "More requests a second than this caller may make. Send it again after the time in Retry-After")) {
        /** Only the calls that say so hold their callers to a rate. */
        @Override
        boolean canAnswer(Operation call, List<Parameter> parameters) {
            return false;
        }
    },
    INTERNAL_ERROR("The fault is ours", ProblemMappers.internalError("6f1c9d0e-3b52-4c57-9a57-0c2f6d1f8a44")),
    UNAVAILABLE("PostgreSQL is away, or the service stops", ProblemMappers.databaseUnavailable(), Stopping.problem());

    private final String description;
    private final List<Problem> examples;

    SharedProblem(String description, Problem... examples) {
        this.description = description;
        this.examples = List.of(examples);
    }

    /** Whether this call can be answered so without saying so itself. */
    boolean canAnswer(Operation call, List<Parameter> parameters) {
        return true;
    }

    String status() {
        return "" + examples.getFirst().status();
    }

    String description() {
        return description;
    }

    List<Problem> examples() {
        return examples;
    }

    /** Whether it comes with Retry-After. */
    boolean asksToWait() {
        return this == RATE_EXCEEDED || this == UNAVAILABLE;
    }

    private static boolean has(Parameter.In place, List<Parameter> parameters) {
        return parameters.stream().anyMatch(parameter -> parameter.getIn() == place);
    }
}
