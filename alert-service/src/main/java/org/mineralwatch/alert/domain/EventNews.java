package org.mineralwatch.alert.domain;

import java.time.Instant;

/** A record of a policy event. */
public sealed interface EventNews permits PolicyEvent, Retraction {
    String id();

    int revision();

    Instant recordedAt();

    /** JSON as received. */
    String document();
}
