package org.mineralwatch.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mineralwatch.ingest.domain.EventId;
import org.mineralwatch.ingest.domain.Rejection;
import org.mineralwatch.ingest.outbound.RejectionStore;

/**
 * Keeps lines of bulk input that were not recorded until somebody repairs them, and tells of them on {@code
 * rejected-events.v1}. The same line sent again is kept and told of once.
 */
@ApplicationScoped
public class KeepRejections {
    private static final int ID_BYTES = 16;

    private final RejectionStore rejections;
    private final Clock clock;

    KeepRejections(RejectionStore rejections, Clock clock) {
        this.rejections = rejections;
        this.clock = clock;
    }

    /**
     * A line that was not recorded.
     *
     * @param number from 1
     * @param bytes as received
     * @param reason what is wrong with it, in a sentence
     * @param problem what it is answered with, as JSON
     */
    public record RejectedLine(long number, byte[] bytes, String reason, String problem) {}

    /** Keeps lines; returns their ids, in their order. */
    public List<String> keep(List<RejectedLine> lines, Origin origin) {
        Instant rejectedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<String> ids = new ArrayList<>(lines.size());
        Map<String, Rejection> kept = new LinkedHashMap<>();
        Map<String, String> reasons = new HashMap<>();
        for (RejectedLine line : lines) {
            String id = id(origin.publisher(), line.bytes());
            ids.add(id);
            reasons.putIfAbsent(id, line.reason());
            kept.putIfAbsent(
                    id,
                    new Rejection(
                            id,
                            rejectedAt,
                            origin.publisher(),
                            line.number(),
                            line.problem(),
                            line.bytes(),
                            Optional.empty()));
        }
        rejections.add(kept.values(), reasons, origin.traceparent());
        return ids;
    }

    /**
     * Rejections, newest first.
     *
     * @param repaired only those that were repaired, or only those that were not; empty for all
     * @param after begin behind this place; empty for the first page
     * @param most how many to return at most
     */
    public List<Rejection> page(Optional<Boolean> repaired, Optional<Rejection.Position> after, int most) {
        return rejections.page(repaired, after, most);
    }

    /** The rejection with this id. */
    public Optional<Rejection> byId(String id) {
        return rejections.byId(id);
    }

    /** Notes that an event was recorded in place of a rejected line; the first to say so stands. */
    public void repaired(String id, EventId event) {
        rejections.repair(id, event, clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private static String id(String publisher, byte[] line) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(publisher.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(line), ID_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
