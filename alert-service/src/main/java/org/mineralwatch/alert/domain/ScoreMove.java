package org.mineralwatch.alert.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Changes of one cell that came together.
 *
 * @param cell as it is written
 * @param lowest the lowest score among them
 * @param highest the highest
 * @param rebased true where one of them was a new baseline
 * @param last the change that holds now
 */
public record ScoreMove(String cell, double lowest, double highest, boolean rebased, ScoreChange last) {

    /** The moves that changes make, a cell each; the changes are in order per cell. */
    public static List<ScoreMove> byCell(List<ScoreChange> changes) {
        Map<String, ScoreMove> moves = new LinkedHashMap<>();
        for (ScoreChange change : changes) {
            moves.merge(
                    change.subject(),
                    new ScoreMove(change.subject(), change.score(), change.score(), change.rebase(), change),
                    (before, now) -> new ScoreMove(
                            now.cell,
                            Math.min(before.lowest, now.lowest),
                            Math.max(before.highest, now.highest),
                            before.rebased || now.rebased,
                            now.last));
        }
        return new ArrayList<>(moves.values());
    }
}
