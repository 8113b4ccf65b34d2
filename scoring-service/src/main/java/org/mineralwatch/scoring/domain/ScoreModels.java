package org.mineralwatch.scoring.domain;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/**
 * The model on every version of the baseline. What was known on a day includes the baseline of that day: the version with
 * the latest first day of knowledge that is not after it, or the earliest version where all are. Immutable; made once.
 */
public final class ScoreModels {
    private final Versions<Version> versions;

    /**
     * The models of baselines.
     *
     * @param baselines by the first day on which each is known, at least one
     */
    public ScoreModels(Map<LocalDate, Baseline> baselines) {
        Map<LocalDate, Version> byKnownFrom = new TreeMap<>();
        baselines.forEach((knownFrom, baseline) -> {
            ScoreModel model = new ScoreModel(baseline);
            byKnownFrom.put(knownFrom, new Version(model, new ReachedCells(model)));
        });
        this.versions = new Versions<>(byKnownFrom);
    }

    private record Version(ScoreModel model, ReachedCells reachedCells) {}

    /** The model on the baseline known on a day. */
    public ScoreModel knownOn(LocalDate day) {
        return versions.knownOn(day).model();
    }

    /** Which of that model's cells records can touch. */
    public ReachedCells reachedCellsOn(LocalDate day) {
        return versions.knownOn(day).reachedCells();
    }
}
