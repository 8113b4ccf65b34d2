package org.mineralwatch.alert.domain;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A score that enters one of the named bands. It enters the same band again only after it has left it by {@code rearm}
 * points, on either side.
 *
 * @param bands at least one
 * @param rearm points, 0 to 20
 * @param tellsCleared whether it is told when the score has left all of them
 */
public record BandEntry(Set<Band> bands, double rearm, boolean tellsCleared) implements Condition {
    /** How far a score must leave a band when a subscriber does not say. */
    public static final double DEFAULT_REARM = 1;

    public static final double LARGEST_REARM = 20;

    public BandEntry {
        bands = Set.copyOf(bands);
        if (bands.isEmpty()) {
            throw new IllegalArgumentException("bands: none");
        }
        if (!(rearm >= 0 && rearm <= LARGEST_REARM)) {
            throw new IllegalArgumentException("rearm: not within 0 to " + LARGEST_REARM + ": " + rearm);
        }
    }

    /** A zone for each band. */
    List<Zone> zones() {
        return EnumSet.copyOf(bands).stream().map(band -> Zone.of(band, rearm)).toList();
    }

    /** False where every score is in a named band: it is entered once for a cell, and never left. */
    public boolean canBeLeft() {
        return bands.size() < Band.values().length;
    }
}
