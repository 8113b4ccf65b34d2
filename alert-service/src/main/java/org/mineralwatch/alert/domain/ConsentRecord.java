package org.mineralwatch.alert.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How an endpoint's consent stands, and how it came to.
 *
 * @param nextAskingAt when it is asked next; empty where it is not
 * @param log each request, the first one first
 */
public record ConsentRecord(Consent consent, Optional<Instant> nextAskingAt, List<Asking.Logged> log) {
    public ConsentRecord {
        log = List.copyOf(log);
    }
}
