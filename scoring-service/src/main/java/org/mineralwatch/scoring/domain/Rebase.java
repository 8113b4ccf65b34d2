package org.mineralwatch.scoring.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Another model or baseline came to apply, and all cells were scored anew.
 *
 * @param day valued before and after (UTC)
 * @param recordedAt when it was done
 * @param now what applies since
 * @param before what applied until then; empty where nothing was valued before
 * @param cells how many were valued
 * @param moves cells with another score than before, the largest move first
 */
public record Rebase(
        LocalDate day, Instant recordedAt, Standard now, Optional<Standard> before, int cells, List<Move> moves) {

    public Rebase {
        moves = moves.stream().sorted(Move.LARGEST_FIRST).toList();
    }

    /** What scores stand for: model, and version of the baseline. */
    public record Standard(String model, String baselineVersion) {}

    /** A cell with another score than before. */
    public record Move(Cell cell, double before, double after) {
        static final Comparator<Move> LARGEST_FIRST = Comparator.<Move>comparingDouble(move -> -Math.abs(move.change()))
                .thenComparing(Move::cell);

        /** Points. */
        public double change() {
            return after - before;
        }
    }
}
