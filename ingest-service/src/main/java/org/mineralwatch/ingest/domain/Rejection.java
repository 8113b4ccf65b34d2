package org.mineralwatch.ingest.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * A line of bulk input that was not recorded.
 *
 * @param id the same for the same bytes of the same publisher
 * @param rejectedAt when it was first rejected, to the microsecond
 * @param line its number, from 1, in the stream it was first rejected from
 * @param problem what it was answered with, as JSON
 * @param payload the bytes as received
 * @param repair what a retry recorded instead, once one has
 */
public record Rejection(
        String id,
        Instant rejectedAt,
        String publisher,
        long line,
        String problem,
        byte[] payload,
        Optional<Repair> repair) {

    /** An event that was recorded in place of the rejected line. */
    public record Repair(EventId event, Instant at) {}

    /** Where a page of rejections begins: behind this one, newest first, then by id. */
    public record Position(Instant rejectedAt, String id) {}

    /** For logs: never the payload. */
    @Override
    public String toString() {
        return "Rejection[id=" + id + ", line=" + line + ", " + payload.length + " bytes]";
    }
}
