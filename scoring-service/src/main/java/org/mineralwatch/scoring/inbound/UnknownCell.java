package org.mineralwatch.scoring.inbound;

import java.util.List;
import java.util.function.Function;
import org.mineralwatch.rest.Problem;
import org.mineralwatch.rest.ProblemException;
import org.mineralwatch.scoring.domain.Cell;
import org.mineralwatch.scoring.domain.Nearest;

/** Says which part of a cell's address is not known, and what is. */
final class UnknownCell {
    private UnknownCell() {}

    /**
     * The cell of an address.
     *
     * @throws ProblemException 404 if there is none, saying why
     */
    static Cell find(String consumer, String mineral, String stage, List<Cell> cells) {
        String key = consumer + "/" + mineral + "/" + stage;
        return cells.stream()
                .filter(cell -> cell.toString().equals(key))
                .findFirst()
                .orElseThrow(() -> problem(consumer, mineral, stage, cells));
    }

    /** There is such a cell now, and none in the version of the baseline that was known on the day of knowledge. */
    static ProblemException notThen(Cell cell) {
        return new ProblemException(Problem.of(
                "unknown-cell",
                "Unknown cell",
                404,
                "the baseline known on that day has no production figures for " + cell + "; ask with another `known`"));
    }

    private static ProblemException problem(String consumer, String mineral, String stage, List<Cell> cells) {
        List<String> minerals = distinct(cells, Cell::mineral);
        String detail;
        if (cells.stream().noneMatch(cell -> cell.consumer().equals(consumer))) {
            detail = "no scores for consumer " + consumer + "; there are: "
                    + String.join(", ", distinct(cells, Cell::consumer));
        } else if (!minerals.contains(mineral)) {
            List<String> near = Nearest.among(minerals, mineral);
            detail = "no scores for mineral " + mineral
                    + ": it is not known, has no production figures, or is a group whose members have scores"
                    + (near.isEmpty() ? "" : "; did you mean " + String.join(", ", near) + "?")
                    + "; there are: " + String.join(", ", minerals);
        } else {
            detail = "no production figures for " + mineral + " at stage " + stage + "; there are scores at: "
                    + String.join(
                            ", ",
                            distinct(
                                    cells.stream()
                                            .filter(cell -> cell.mineral().equals(mineral))
                                            .toList(),
                                    cell -> cell.stage().toString()));
        }
        return new ProblemException(Problem.of("unknown-cell", "Unknown cell", 404, detail));
    }

    private static List<String> distinct(List<Cell> cells, Function<Cell, String> part) {
        return cells.stream().map(part).distinct().toList();
    }
}
