package org.mineralwatch.scoring.domain;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A cell valued on a day in the light of what was known on a day.
 *
 * @param score on the day valued
 * @param known the day of knowledge (UTC)
 * @param grade evidence of the cell
 * @param baselineVersion identifies the baseline
 * @param nextChange the next date on which a known act turns the score; empty if none is known
 */
public record Valued(
        Score score, LocalDate known, Grade grade, String baselineVersion, Optional<LocalDate> nextChange) {

    /** Values a cell; {@code known} is the day of knowledge of {@code events}. */
    public static Valued of(ScoreModel model, Cell cell, KnownEvents events, LocalDate at) {
        return of(model, model.exposureFrom(cell, events, at), events.known(), at);
    }

    /**
     * Values a cell that is asked for more than this.
     *
     * @param exposure on {@code at} and the days behind it at least
     */
    public static Valued of(ScoreModel model, Exposure exposure, LocalDate known, LocalDate at) {
        Score score = exposure.scoreAt(at);
        CellBaseline baseline = model.baseline().cells().get(score.cell());
        if (baseline == null) {
            throw new IllegalArgumentException("cell without a baseline: " + score.cell());
        }
        return new Valued(
                score,
                known,
                baseline.grade(),
                model.baseline().version(),
                exposure.calendar().nextChange(at));
    }

    public Cell cell() {
        return score.cell();
    }
}
