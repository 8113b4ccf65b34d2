package org.mineralwatch.alert.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a request goes, and what it is signed with.
 *
 * @param secret known to the subscriber and to us
 * @param failingSince since when the endpoint has taken nothing; empty while it does
 */
public record Destination(Endpoint endpoint, SigningSecret secret, Optional<Instant> failingSince) {}
