package org.mineralwatch.scoring.inbound;

import java.util.List;
import java.util.function.Function;
import org.mineralwatch.rest.Problem;
import org.mineralwatch.rest.ProblemException;
import org.mineralwatch.scoring.domain.Cell;

/** Says which part of a cell's address is not known, and what is. */
final class UnknownCell {
    private UnknownCell() {}

    static ProblemException problem(String consumer, String mineral, String stage, List<Cell> cells) {
        String detail;
        if (cells.stream().noneMatch(cell -> cell.consumer().equals(consumer))) {
            detail = "no scores for consumer " + consumer + "; there are: " + distinct(cells, Cell::consumer);
        } else if (cells.stream().noneMatch(cell -> cell.mineral().equals(mineral))) {
            detail = "no scores for mineral " + mineral
                    + ": it is not known, has no production figures, or is a group whose members have scores;"
                    + " see GET /v1/scores?consumer=" + consumer;
        } else {
            detail = "no production figures for " + mineral + " at stage " + stage + "; there are scores at: "
                    + distinct(
                            cells.stream()
                                    .filter(cell -> cell.mineral().equals(mineral))
                                    .toList(),
                            cell -> cell.stage().toString());
        }
        return new ProblemException(Problem.of("unknown-cell", "Unknown cell", 404, detail));
    }

    private static String distinct(List<Cell> cells, Function<Cell, String> part) {
        return String.join(", ", cells.stream().map(part).distinct().toList());
    }
}
