package org.mineralwatch.scoring.inbound;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.rest.Query;
import org.mineralwatch.scoring.ReadScores;
import org.mineralwatch.scoring.domain.Cell;

/** Which cells a caller asks for: each part of a cell, or all of them. */
final class CellFilter {
    static final Set<String> PARAMETERS = Set.of("consumer", "mineral", "group", "stage");

    private CellFilter() {}

    /** The cells that fit; blames every part that no cell has. */
    static Predicate<Cell> of(
            Query query,
            ReadScores scores,
            @Nullable String consumer,
            @Nullable String mineral,
            @Nullable String group,
            @Nullable String stage) {
        List<Cell> cells = scores.cells();
        query.isOneOf("consumer", consumer, parts(cells, Cell::consumer));
        query.isOneOf("mineral", mineral, parts(cells, Cell::mineral));
        query.isOneOf("stage", stage, parts(cells, cell -> cell.stage().toString()));
        if (group != null && cells.stream().noneMatch(cell -> scores.isOf(cell.mineral(), group))) {
            query.blame("group", "no cell is of a mineral in " + group + "; see /v1/vocabulary of ingest-service");
        }
        // Decided once: a stream asks for every change of every cell.
        return cells.stream()
                .filter(cell -> isOrAny(consumer, cell.consumer())
                        && isOrAny(mineral, cell.mineral())
                        && isOrAny(stage, cell.stage().toString())
                        && (group == null || scores.isOf(cell.mineral(), group)))
                .collect(Collectors.toSet())::contains;
    }

    private static boolean isOrAny(@Nullable String asked, String actual) {
        return asked == null || asked.equals(actual);
    }

    private static List<String> parts(List<Cell> cells, Function<Cell, String> part) {
        return cells.stream().map(part).distinct().toList();
    }
}
