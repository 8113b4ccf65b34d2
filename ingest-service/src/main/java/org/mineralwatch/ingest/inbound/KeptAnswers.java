package org.mineralwatch.ingest.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.ingest.AnswerOnce;
import org.mineralwatch.ingest.domain.KeptAnswer;
import org.mineralwatch.ingest.domain.KeyClaim;
import org.mineralwatch.rest.Problem;
import org.mineralwatch.rest.ProblemException;

/** Answers requests that have an {@code Idempotency-Key} as they were answered first. */
@ApplicationScoped
public class KeptAnswers {
    /** Tells of the moment, not of the request. */
    private static final int TOO_MANY = 429;

    private final AnswerOnce answerOnce;
    private final ObjectMapper json;

    KeptAnswers(AnswerOnce answerOnce, ObjectMapper json) {
        this.answerOnce = answerOnce;
        this.json = json;
    }

    /**
     * Answers a request.
     *
     * @param request all that makes the request what it is, beside its body
     * @param path of the request, for problems
     */
    Response answer(String publisher, String key, String request, byte[] body, String path, Supplier<Response> answer) {
        return switch (answerOnce.answer(publisher, key, digest(request, body), () -> kept(answer, path))) {
            case KeyClaim.Answered(KeptAnswer kept) -> response(kept);
            case KeyClaim.Running() ->
                throw new ProblemException(IdempotencyKey.running(), Map.of(HttpHeaders.RETRY_AFTER, "1"));
            case KeyClaim.OtherPayload() -> throw new ProblemException(IdempotencyKey.otherPayload());
            case KeyClaim.Granted granted -> throw new IllegalStateException("not answered " + granted);
        };
    }

    /** All that makes a request what it is, beside its body. */
    static String request(HttpHeaders headers, UriInfo uri) {
        Map<String, String> attributes = new TreeMap<>();
        headers.getRequestHeaders().forEach((header, values) -> {
            String name = header.toLowerCase(Locale.ROOT);
            if (name.startsWith("ce-")) {
                attributes.put(name, String.join(",", values));
            }
        });
        return uri.getPath() + "?" + uri.getRequestUri().getRawQuery() + " " + headers.getMediaType() + " "
                + attributes;
    }

    private KeptAnswer kept(Supplier<Response> answer, String path) {
        try {
            Response first = answer.get();
            return new KeptAnswer(
                    first.getStatus(),
                    Optional.ofNullable(first.getMediaType())
                            .orElse(MediaType.APPLICATION_JSON_TYPE)
                            .toString(),
                    Optional.ofNullable(first.getEntityTag()).map(EntityTag::getValue),
                    Optional.ofNullable(first.getHeaderString(HttpHeaders.LOCATION)),
                    bytes(first.getEntity()));
        } catch (ProblemException e) {
            Problem problem = e.problem();
            if (problem.status() >= 500 || problem.status() == TOO_MANY) {
                throw e;
            }
            return new KeptAnswer(
                    problem.status(), Problem.MEDIA_TYPE, Optional.empty(), Optional.empty(), bytes(problem.at(path)));
        }
    }

    private static Response response(KeptAnswer kept) {
        Response.ResponseBuilder response = Response.status(kept.status())
                .type(MediaType.valueOf(kept.mediaType()))
                .entity(kept.body());
        kept.etag().ifPresent(response::tag);
        kept.location().ifPresent(location -> response.header(HttpHeaders.LOCATION, location));
        return response.build();
    }

    private byte[] bytes(@Nullable Object entity) {
        try {
            return entity instanceof byte[] written ? written : json.writeValueAsBytes(entity);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer is always writable", e);
        }
    }

    private static byte[] digest(String request, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(request.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return digest.digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
