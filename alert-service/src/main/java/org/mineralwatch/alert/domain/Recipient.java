package org.mineralwatch.alert.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * A subscription as far as its next alerts need it.
 *
 * @param followsFrom what was recorded before is history to it
 * @param lastSequence the number of its last alert, 0 before the first
 */
public record Recipient(UUID subscription, Instant followsFrom, long lastSequence) {}
