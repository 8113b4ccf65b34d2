package org.mineralwatch.alert.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a request goes, and what it is signed with.
 *
 * @param tenant whose keys sign it
 * @param secrets known to the subscriber and to us
 * @param failingSince since when the endpoint has taken nothing; empty while it does
 */
public record Destination(Endpoint endpoint, Tenant tenant, SigningSecrets secrets, Optional<Instant> failingSince) {}
