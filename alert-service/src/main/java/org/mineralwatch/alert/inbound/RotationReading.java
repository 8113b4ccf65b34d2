package org.mineralwatch.alert.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.mineralwatch.alert.domain.SigningSecret;
import org.mineralwatch.alert.inbound.Faults.Kind;

/** Reads what is posted to change a secret or a key pair. */
@ApplicationScoped
class RotationReading {
    private static final Duration DEFAULT_OVERLAP = Duration.ofDays(1);
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

    private final BacklogReading bodies;

    RotationReading(BacklogReading bodies) {
        this.bodies = bodies;
    }

    /**
     * What is asked for.
     *
     * @param secret the subscriber's own; empty when one is to be made
     */
    record Rotation(Optional<SigningSecret> secret, Duration overlap) {}

    /** @param secretAllowed whether a secret may be brought along */
    Rotation read(byte[] body, boolean secretAllowed) throws JsonProcessingException {
        Faults faults = new Faults();
        Members members = Members.of(
                bodies.tree(body), "", faults, secretAllowed ? List.of("secret", "overlap") : List.of("overlap"));
        Optional<SigningSecret> secret = secretAllowed ? SubscriptionReading.secret(members, faults) : Optional.empty();
        Duration overlap = members.text("overlap")
                .map(text -> overlap(text, members.pointer("overlap"), faults))
                .orElse(DEFAULT_OVERLAP);
        if (!faults.isEmpty()) {
            throw faults.problem();
        }
        return new Rotation(secret, overlap);
    }

    private static Duration overlap(String text, String pointer, Faults faults) {
        try {
            Duration overlap = Duration.parse(text);
            if (!overlap.isNegative() && overlap.compareTo(LONGEST_OVERLAP) <= 0) {
                return overlap;
            }
        } catch (DateTimeException e) {
            faults.add(Kind.INVALID_VALUE, pointer, "not an ISO 8601 duration, as PT24H is", List.of("PT24H"));
            return DEFAULT_OVERLAP;
        }
        faults.add(Kind.INVALID_VALUE, pointer, "must be within PT0S to " + LONGEST_OVERLAP);
        return DEFAULT_OVERLAP;
    }
}
