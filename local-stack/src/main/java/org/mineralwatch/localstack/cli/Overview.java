package org.mineralwatch.localstack.cli;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What an owner wants to see first, as text: where a consumer stands, and what is about to change. */
final class Overview {

    private static final int RANKS = 15;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy", Locale.ENGLISH);

    private final Terminal terminal;
    private final UnaryOperator<String> titleOf;

    /**
     * Pages for this terminal.
     *
     * @param titleOf the title of an event by its id, empty if it has none
     */
    Overview(Terminal terminal, UnaryOperator<String> titleOf) {
        this.terminal = terminal;
        this.titleOf = titleOf;
    }

    /** The cells with the highest scores, each with the supplier and the event that make most of it. */
    List<String> ranking(String consumer, List<CellScore> scores) {
        var lines = new ArrayList<String>();
        var today = scores.isEmpty() ? "" : ", " + DAY.format(scores.getFirst().at());
        lines.add(terminal.bold("%s ranking%s".formatted(consumer, today))
                + terminal.dim("   score 0-100, with points of main supplier and main event"));
        lines.add(terminal.dim(" #  %s score  %s %s %s"
                .formatted(
                        Terminal.left("cell", 27), Terminal.left("band", 8), Terminal.left("supplier", 15), "event")));
        int rank = 0;
        for (var score : scores.stream().limit(RANKS).toList()) {
            rank++;
            lines.add("%2d  %s %s  %s %s %s"
                    .formatted(
                            rank,
                            Terminal.left(score.withoutConsumer(), 27),
                            terminal.bold(Terminal.number(score.score(), 5)),
                            terminal.band(score.band(), Terminal.left(score.band(), 8)),
                            supplier(score),
                            event(score))
                    .stripTrailing());
        }
        return lines;
    }

    /** Acts by date with the cells they move, the score on the day before and on the day, and the act's own points. */
    List<String> changes(String consumer, List<ActAhead> acts, LocalDate today, LocalDate until) {
        var lines = new ArrayList<String>();
        lines.add(terminal.bold("What will change for %s in the next %d days"
                        .formatted(consumer, ChronoUnit.DAYS.between(today, until)))
                + terminal.dim("   score the day before, on the day; points of the act"));
        var byDay = acts.stream()
                .filter(act -> act.moves().stream().anyMatch(ActAhead.Move::isLarge))
                .collect(Collectors.groupingBy(ActAhead::date, TreeMap::new, Collectors.toList()));
        byDay.forEach((day, ofDay) -> {
            lines.add("  %s  %s"
                    .formatted(
                            terminal.bold(DAY.format(day)),
                            terminal.dim("in %d days".formatted(ChronoUnit.DAYS.between(today, day)))));
            ofDay.forEach(act -> {
                lines.addAll(lines(act));
                act.moves().stream().filter(ActAhead.Move::isLarge).forEach(move -> lines.add("      " + line(move)));
            });
        });
        long small = acts.stream()
                .flatMap(act -> act.moves().stream())
                .filter(move -> move.isSeen() && !move.isLarge())
                .count();
        if (byDay.isEmpty()) {
            lines.add("  nothing that moves a score by half a point");
        } else if (small > 0) {
            lines.add(terminal.dim("  and %d by less than half a point".formatted(small)));
        }
        return lines;
    }

    private List<String> lines(ActAhead act) {
        var title = titleOf.apply(act.event());
        return title.isEmpty()
                ? List.of("    %s %s".formatted(act.event(), act.fate()))
                : List.of(
                        "    "
                                + Terminal.left("%s: %s".formatted(act.fate(), title), Terminal.COLUMNS - 4)
                                        .stripTrailing(),
                        "    " + terminal.dim(act.event()));
    }

    private String line(ActAhead.Move move) {
        return "%s %s %s → %s %s  %s"
                .formatted(
                        Terminal.left(move.withoutConsumer(), 30),
                        Terminal.number(move.before(), 5),
                        terminal.band(move.bandBefore(), Terminal.left(move.bandBefore(), 8)),
                        terminal.bold(Terminal.number(move.after(), 5)),
                        terminal.band(move.bandAfter(), Terminal.left(move.bandAfter(), 8)),
                        Terminal.change(move.part(), 6));
    }

    private static String supplier(CellScore score) {
        return score.mainSupplier()
                .map(main -> Terminal.left(country(main.getKey()), 9) + " " + Terminal.number(main.getValue(), 5))
                .orElse(Terminal.left("", 15));
    }

    private static String event(CellScore score) {
        return score.mainEvent()
                .map(main -> Terminal.left(main.getKey(), 30) + " " + Terminal.change(main.getValue(), 5))
                .orElse("");
    }

    private static String country(String code) {
        return switch (code) {
            case "EU" -> "EU";
            case "ZZ" -> "others";
            default -> Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
        };
    }
}
