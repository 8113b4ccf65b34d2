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
        if (group != null && isOfNone(group, cells, scores)) {
            blameGroup(query, group);
        }
        // Decided once: a stream asks for every change of every cell.
        return cells.stream()
                .filter(cell -> isOrAny(consumer, cell.consumer())
                        && isOrAny(mineral, cell.mineral())
                        && isOrAny(stage, cell.stage().toString())
                        && (group == null || scores.isOf(cell.mineral(), group)))
                .collect(Collectors.toSet())::contains;
    }

    /**
     * The cells that fit one of the values of every part that is asked for; a mineral may be a group, which stands for its
     * members. Blames every value that no cell has.
     */
    static Predicate<Cell> ofAny(
            Query query,
            ReadScores scores,
            List<String> consumers,
            List<String> minerals,
            List<String> groups,
            List<String> stages) {
        List<Cell> cells = scores.cells();
        consumers.forEach(consumer -> query.isOneOf("consumer", consumer, parts(cells, Cell::consumer)));
        minerals.stream()
                .filter(mineral -> isOfNone(mineral, cells, scores))
                .forEach(mineral -> query.isOneOf("mineral", mineral, parts(cells, Cell::mineral)));
        stages.forEach(stage ->
                query.isOneOf("stage", stage, parts(cells, cell -> cell.stage().toString())));
        groups.stream().filter(group -> isOfNone(group, cells, scores)).forEach(group -> blameGroup(query, group));
        return cell -> (consumers.isEmpty() || consumers.contains(cell.consumer()))
                && (stages.isEmpty() || stages.contains(cell.stage().toString()))
                && (minerals.isEmpty() || isOfAny(minerals, cell, scores))
                && (groups.isEmpty() || isOfAny(groups, cell, scores));
    }

    private static boolean isOfNone(String named, List<Cell> cells, ReadScores scores) {
        return cells.stream().noneMatch(cell -> scores.isOf(cell.mineral(), named));
    }

    private static boolean isOfAny(List<String> named, Cell cell, ReadScores scores) {
        return named.stream().anyMatch(one -> scores.isOf(cell.mineral(), one));
    }

    private static void blameGroup(Query query, String group) {
        query.blame("group", "no cell is of a mineral in " + group + "; see /v1/vocabulary of ingest-service");
    }

    private static boolean isOrAny(@Nullable String asked, String actual) {
        return asked == null || asked.equals(actual);
    }

    private static List<String> parts(List<Cell> cells, Function<Cell, String> part) {
        return cells.stream().map(part).distinct().toList();
    }
}
