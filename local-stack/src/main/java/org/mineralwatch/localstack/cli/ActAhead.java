package org.mineralwatch.localstack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What a known act does to scores on a date, as the calendar of the scoring service answers it.
 *
 * @param event the id of the event
 * @param fate what becomes of it, as in {@code takes effect}, {@code lapses}
 * @param moves by cell, the largest first
 */
record ActAhead(LocalDate date, String event, String fate, List<Move> moves) {

    /**
     * A cell on the day.
     *
     * @param before the score on the day before
     * @param after the score on the day
     * @param part points of the change that this act brings
     */
    record Move(String cell, double before, String bandBefore, double after, String bandAfter, double part) {

        private static final double SMALL = 0.5;

        static Move of(JsonNode json) {
            return new Move(
                    json.path("cell").asText(),
                    json.at("/before/score").asDouble(),
                    json.at("/before/band").asText(),
                    json.at("/after/score").asDouble(),
                    json.at("/after/band").asText(),
                    json.path("part").asDouble());
        }

        /** Mineral and stage. */
        String withoutConsumer() {
            return cell.substring(cell.indexOf('/') + 1);
        }

        /** By half a point, or into another band. */
        boolean isLarge() {
            return Math.abs(part) >= SMALL || (isSeen() && !bandBefore.equals(bandAfter));
        }

        /** By what shows in two decimals. */
        boolean isSeen() {
            return Math.abs(part) >= 0.005;
        }
    }

    static ActAhead of(JsonNode json) {
        var moves = new ArrayList<Move>();
        json.path("cells").forEach(cell -> moves.add(Move.of(cell)));
        return new ActAhead(
                LocalDate.parse(json.path("date").asText()),
                json.path("event").asText(),
                fate(json.path("kinds").path(0).asText()),
                List.copyOf(moves));
    }

    private static String fate(String kind) {
        return switch (kind) {
            case "ENTERS_INTO_FORCE" -> "takes effect";
            case "LAPSES", "SUSPENSION_LAPSES" -> "lapses";
            case "SUSPENSION_BEGINS" -> "begins";
            case "ENDED" -> "ends another";
            case "RAMP_STARTS" -> "supply starts";
            case "RAMP_ENDS" -> "supply is complete";
            case "HOLD_ENDS" -> "queue starts to clear";
            default -> "changes";
        };
    }
}
