package org.mineralwatch.alert.domain;

/**
 * Where a request goes, and what it is signed with.
 *
 * @param secret known to the subscriber and to us
 */
public record Destination(Endpoint endpoint, SigningSecret secret) {}
