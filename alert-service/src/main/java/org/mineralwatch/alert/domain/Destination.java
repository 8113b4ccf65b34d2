package org.mineralwatch.alert.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Where a request goes, and what it is signed with.
 *
 * @param tenant whose keys sign it
 * @param secrets known to the subscriber and to us
 * @param failingSince since when the endpoint has taken nothing; empty while it does
 * @param allowedPerMinute requests a minute that its receiver allows; empty for as many as there are
 */
public record Destination(
        Endpoint endpoint,
        Tenant tenant,
        SigningSecrets secrets,
        Optional<Instant> failingSince,
        OptionalInt allowedPerMinute) {

    /** A destination whose receiver allows as many requests as there are. */
    public Destination(Endpoint endpoint, Tenant tenant, SigningSecrets secrets, Optional<Instant> failingSince) {
        this(endpoint, tenant, secrets, failingSince, OptionalInt.empty());
    }

    /** How long from one request to the next at the least: by what its owner set and what its receiver allows. */
    public Optional<Duration> spacing() {
        return Stream.of(
                        spacing(endpoint.rate(), Duration.ofSeconds(1)),
                        spacing(allowedPerMinute, Duration.ofMinutes(1)))
                .flatMap(Optional::stream)
                .max(Duration::compareTo);
    }

    private static Optional<Duration> spacing(OptionalInt requests, Duration within) {
        return requests.isPresent() ? Optional.of(within.dividedBy(requests.getAsInt())) : Optional.empty();
    }
}
