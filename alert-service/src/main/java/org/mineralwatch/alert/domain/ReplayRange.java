package org.mineralwatch.alert.domain;

import java.time.Instant;

/** Which alerts of a subscription are delivered once more. */
public sealed interface ReplayRange {

    /** Those with these numbers, both ends included. */
    record Sequences(long from, long to) implements ReplayRange {}

    /** Those raised from one moment until before another. */
    record Times(Instant from, Instant to) implements ReplayRange {}
}
