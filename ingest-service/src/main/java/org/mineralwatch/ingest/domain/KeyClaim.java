package org.mineralwatch.ingest.domain;

import java.time.Instant;

/** What came of claiming an idempotency key for a request. */
public sealed interface KeyClaim {

    /**
     * The request is the first with this key, or the first to come after its predecessor was lost: it is to be answered.
     *
     * @param at tells this claim from later ones
     */
    record Granted(Instant at) implements KeyClaim {}

    /** The same request was answered before. */
    record Answered(KeptAnswer answer) implements KeyClaim {}

    /** The same request is being answered. */
    record Running() implements KeyClaim {}

    /** The key was used for another request. */
    record OtherPayload() implements KeyClaim {}
}
