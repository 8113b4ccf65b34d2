package org.mineralwatch.scoring.domain;

import java.time.LocalDate;
import java.util.Optional;

/**
 * The events that count in the light of what was known on a day: of each event the newest revision known by then, without
 * those retracted or withdrawn. A function of the set of records: order and duplicates cannot matter. Immutable; made
 * once for all cells.
 */
public final class KnownEvents {
    private KnownEvents() {}

    /**
     * Resolves records; linear in their number.
     *
     * @param known the last day whose records count (UTC)
     */
    public static KnownEvents resolve(Iterable<EventRecord> records, LocalDate known) {
        throw new UnsupportedOperationException();
    }

    /** The last day whose records count. */
    public LocalDate known() {
        throw new UnsupportedOperationException();
    }

    /** The revision that counts; empty if unknown, retracted or withdrawn. */
    public Optional<PolicyEvent> find(String id) {
        throw new UnsupportedOperationException();
    }

    /** How many events count. */
    public int size() {
        throw new UnsupportedOperationException();
    }
}
