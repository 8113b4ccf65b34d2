package org.mineralwatch.alert.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * A request by which an endpoint was asked whether it agrees.
 *
 * @param result how it went, without what the endpoint answered, which may hold the challenge
 */
public record Asking(Request request, Instant startedAt, Duration took, AttemptResult result, Outcome outcome) {

    /** What was sent. */
    public enum Request {
        /** The validation request of CloudEvents. */
        OPTIONS,
        /** A signed message with a challenge. */
        CHALLENGE
    }

    /** What it was answered. */
    public enum Outcome {
        CONSENT,
        REFUSAL,
        /** Neither yes nor no. */
        NONE
    }

    /** As the log shows it, with its number from 1. */
    public record Logged(int number, Asking asking) {}
}
