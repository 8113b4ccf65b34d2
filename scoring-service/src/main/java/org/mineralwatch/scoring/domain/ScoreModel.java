package org.mineralwatch.scoring.domain;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * The model DEP-1 on one baseline: the score of any of its cells, on any day, in the light of any knowledge. Immutable;
 * made once.
 */
public final class ScoreModel {
    /** Name and version of the model. */
    public static final String NAME = "DEP-1";

    private final Baseline baseline;
    private final Map<Cell, CellStructure> structures = new TreeMap<>();

    public ScoreModel(Baseline baseline) {
        this.baseline = baseline;
        baseline.cells().forEach((cell, facts) -> structures.put(cell, new CellStructure(facts, baseline.world())));
    }

    public Baseline baseline() {
        return baseline;
    }

    /**
     * The score of a cell on a day; with a day after that of knowledge, a forward curve on the legal calendar.
     *
     * @throws IllegalArgumentException if the baseline has no such cell
     */
    public Score score(Cell cell, KnownEvents known, LocalDate at) {
        return exposureFrom(cell, known, at).scoreAt(at);
    }

    /**
     * What known events do to a cell, to be valued on several days or asked for its dates.
     *
     * @throws IllegalArgumentException if the baseline has no such cell
     */
    public Exposure exposure(Cell cell, KnownEvents known) {
        return new Exposure(structure(cell), known);
    }

    /**
     * The same, to be valued on a day or later and asked for dates behind it: to the last bit what {@link #exposure} says of
     * them, for less work where most events are over.
     *
     * @throws IllegalArgumentException if the baseline has no such cell
     */
    public Exposure exposureFrom(Cell cell, KnownEvents known, LocalDate day) {
        return new Exposure(structure(cell), known, Days.of(day));
    }

    private CellStructure structure(Cell cell) {
        CellStructure structure = structures.get(cell);
        if (structure == null) {
            throw new IllegalArgumentException("no such cell: " + cell);
        }
        return structure;
    }

    /** The same for a cell with other facts than those of the baseline. */
    Exposure exposureOf(CellBaseline supposed, KnownEvents known) {
        return new Exposure(new CellStructure(supposed, baseline.world()), known);
    }

    Collection<CellStructure> structures() {
        return structures.values();
    }
}
