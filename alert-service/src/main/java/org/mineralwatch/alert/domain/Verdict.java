package org.mineralwatch.alert.domain;

import java.time.Instant;

/** What follows from an attempt. */
public sealed interface Verdict {

    /** The endpoint has it. */
    record Delivered() implements Verdict {}

    /** Once more, not before then. */
    record RetryAt(Instant when) implements Verdict {}

    /** The endpoint is gone for good: nothing more is sent to it. */
    record Gone() implements Verdict {}

    /** The schedule is at its end: nothing more is sent until somebody mends the endpoint. */
    record Exhausted() implements Verdict {}
}
