package org.mineralwatch.rest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Turns everything that can end a request into a problem; nothing is answered with an empty body or a stack trace. */
public class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private static final Map<Integer, Problem> BY_STATUS = Map.of(
            400, Problem.of("bad-request", "Bad request", 400, "The request cannot be read; see the API description"),
            404, Problem.of("not-found", "Not found", 404, "Nothing is at this address; see the API description"),
            405,
                    Problem.of(
                            "method-not-allowed",
                            "Method not allowed",
                            405,
                            "This address does not take this method; see the Allow header"),
            406,
                    Problem.of(
                            "not-acceptable",
                            "Not acceptable",
                            406,
                            "No representation fits the Accept header; application/json always does"),
            413, tooLarge("The body is larger than this address takes"),
            415,
                    Problem.of(
                            "unsupported-media-type",
                            "Unsupported media type",
                            415,
                            "Send a Content-Type that this address takes; see the API description"));

    /** What a request is told that ends before it reaches a resource, by its status. */
    static Problem ofStatus(int status) {
        return Objects.requireNonNull(BY_STATUS.get(status));
    }

    static Problem tooLarge(String detail) {
        return Problem.of("body-too-large", "Body too large", 413, detail);
    }

    @ServerExceptionMapper
    public Response problem(ProblemException e, UriInfo request) {
        return answer(e.problem(), request, e.headers());
    }

    @ServerExceptionMapper
    public Response json(JsonProcessingException e, UriInfo request) {
        return answer(jsonProblem(e), request, Map.of());
    }

    /** Quarkus has a mapper of its own for just this class, which would come first. */
    @ServerExceptionMapper
    public Response mismatched(MismatchedInputException e, UriInfo request) {
        return json(e, request);
    }

    @ServerExceptionMapper
    public Response web(WebApplicationException e, UriInfo request) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return json(json, request);
        }
        Response intended = e.getResponse();
        int status = intended.getStatus();
        Problem problem = BY_STATUS.get(status);
        if (problem == null) {
            Response.StatusType type = intended.getStatusInfo();
            problem = Problem.of(
                    "http-" + status,
                    Objects.requireNonNullElse(type.getReasonPhrase(), "HTTP " + status),
                    status,
                    Objects.requireNonNullElse(e.getMessage(), "No more is known"));
        }
        Object allow = intended.getHeaders().getFirst(HttpHeaders.ALLOW);
        return answer(problem, request, allow == null ? Map.of() : Map.of(HttpHeaders.ALLOW, allow.toString()));
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable e, UriInfo request) {
        Problem problem = unexpectedProblem(e, request.getPath());
        return answer(problem, request, problem.status() == 503 ? Map.of(HttpHeaders.RETRY_AFTER, "1") : Map.of());
    }

    /** What a caller is told of a fault of ours; the log has the rest. */
    public static Problem unexpectedProblem(Throwable e, String path) {
        if (isDatabaseAway(e)) {
            LOG.warnf("PostgreSQL away path=%s: %s", path, e.toString());
            return databaseUnavailable();
        }
        String incident = UUID.randomUUID().toString();
        LOG.errorf(e, "request failed path=%s incident=%s", path, incident);
        return internalError(incident);
    }

    static Problem databaseUnavailable() {
        return Problem.of(
                "database-unavailable",
                "Database unavailable",
                503,
                "The database does not answer. Where the connection broke at the very end, the request may have been"
                        + " carried out all the same: after the time in Retry-After look, or send the same again");
    }

    static Problem internalError(String incident) {
        return Problem.of(
                "internal-error",
                "Internal error",
                500,
                "The fault is ours; the log has it under incident " + incident);
    }

    private static Response answer(Problem problem, UriInfo request, Map<String, String> headers) {
        Response.ResponseBuilder response = Response.status(problem.status())
                .type(MediaType.valueOf(Problem.MEDIA_TYPE))
                .entity(problem.at("/" + request.getPath().replaceFirst("^/", "")));
        headers.forEach(response::header);
        return response.build();
    }

    /** What is wrong with a body that Jackson refused: where, and the mend. */
    public static Problem jsonProblem(JsonProcessingException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                Problem.of("unknown-member", "Unknown member", 422, "The body has a member that is not known here")
                        .withErrors(List.of(new Problem.FieldError(
                                pointer(unknown.getPath()),
                                "not a member of this object; known: "
                                        + String.join(
                                                ", ",
                                                Objects.requireNonNullElse(unknown.getKnownPropertyIds(), List.of())
                                                        .stream()
                                                        .map(String::valueOf)
                                                        .sorted()
                                                        .toList()))));
            case MismatchedInputException mismatched when mismatched.getPath().isEmpty() -> malformed(mismatched);
            case JsonMappingException mapping
            when !mapping.getPath().isEmpty() ->
                Problem.of("invalid-value", "Invalid value", 422, "A member of the body has a value of the wrong kind")
                        .withErrors(List.of(
                                new Problem.FieldError(pointer(mapping.getPath()), mapping.getOriginalMessage())));
            default -> malformed(e);
        };
    }

    private static Problem malformed(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        String place = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return malformed(place, e.getOriginalMessage());
    }

    static Problem malformed(String place, String fault) {
        return Problem.of("malformed-json", "Malformed JSON", 400, "The body is not JSON" + place + ": " + fault);
    }

    private static String pointer(List<JsonMappingException.Reference> path) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference step : path) {
            String name = step.getFieldName();
            pointer.append('/')
                    .append(
                            name == null
                                    ? step.getIndex()
                                    : name.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }

    /** Connection failures (SQLSTATE class 08), server shutting down or starting (57P0x), too many clients (53300). */
    private static boolean isDatabaseAway(@Nullable Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = Objects.requireNonNullElse(sql.getSQLState(), "");
                if (state.startsWith("08") || state.startsWith("57P0") || state.equals("53300")) {
                    return true;
                }
                if (String.valueOf(sql.getMessage()).startsWith("Acquisition timeout")) {
                    return true;
                }
            }
        }
        return false;
    }
}
