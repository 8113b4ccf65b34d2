package org.mineralwatch.scoring.domain;

import java.util.Collection;
import java.util.Set;
import java.util.SortedSet;

/** Which cells a record can touch, so that no other need be scored again. */
public final class ReachedCells {
    public ReachedCells(Baseline baseline) {
        throw new UnsupportedOperationException(baseline.version());
    }

    /**
     * Cells whose score on any day may differ before and after records of these events. Every other cell has the same
     * score, to the last bit.
     *
     * @param changed ids of the events that got records
     * @param before what was known without the records
     * @param after what is known with them
     */
    public SortedSet<Cell> touchedBy(Collection<String> changed, KnownEvents before, KnownEvents after) {
        throw new UnsupportedOperationException();
    }

    /** The same for one record. */
    public SortedSet<Cell> touchedBy(EventRecord changed, KnownEvents before, KnownEvents after) {
        return touchedBy(Set.of(changed.id()), before, after);
    }
}
