package org.mineralwatch.alert.inbound;

import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.alert.AlertSettings;
import org.mineralwatch.alert.domain.Tenant;
import org.mineralwatch.rest.Problem;
import org.mineralwatch.rest.ProblemException;

/**
 * Tells who calls: the tenant in the claim {@code tenant} of a bearer token that holds, or, as long as a setting names one
 * for them, the tenant of callers without a token. Everybody else is turned away.
 */
@ApplicationScoped
class Callers {
    private static final Logger LOG = Logger.getLogger(Callers.class);
    private static final String SCHEME = "bearer ";
    private static final String CLAIM = "tenant";

    private final JWTParser tokens;
    private final Optional<Tenant> anonymous;

    @Inject
    Callers(JWTParser tokens, AlertSettings settings) {
        this(tokens, settings.anonymousTenant().map(Tenant::new));
    }

    /** @param anonymous the tenant of callers without a token; empty when they are refused */
    Callers(JWTParser tokens, Optional<Tenant> anonymous) {
        this.tokens = tokens;
        this.anonymous = anonymous;
    }

    /** Who sends this header {@code Authorization}, or none. */
    Tenant tenant(@Nullable String authorization) {
        if (authorization == null) {
            return anonymous.orElseThrow(
                    () -> refused("Bearer", "send a token, as in Authorization: Bearer and a JSON Web Token"));
        }
        if (!authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            throw refused("Bearer", "the only scheme of Authorization known here is Bearer");
        }
        return tenantOf(verified(authorization.substring(SCHEME.length()).strip()));
    }

    private JsonWebToken verified(String token) {
        try {
            return tokens.parse(token);
        } catch (ParseException refusal) {
            LOG.debugf("token refused: %s", refusal);
            // Why is for our log alone: it would help whoever tries keys.
            throw refused(
                    "Bearer error=\"invalid_token\"", "the token does not hold: not signed by a known key, or expired");
        }
    }

    private static Tenant tenantOf(JsonWebToken token) {
        return Optional.ofNullable(token.<Object>getClaim(CLAIM))
                .map(Object::toString)
                .filter(Tenant::isValid)
                .map(Tenant::new)
                .orElseThrow(() -> refused(
                        "Bearer error=\"invalid_token\"", "the token says in no claim " + CLAIM + " whose it is"));
    }

    private static ProblemException refused(String challenge, String detail) {
        return new ProblemException(
                Problem.of("unauthorized", "Unauthorized", 401, detail),
                Map.of(HttpHeaders.WWW_AUTHENTICATE, challenge));
    }
}
