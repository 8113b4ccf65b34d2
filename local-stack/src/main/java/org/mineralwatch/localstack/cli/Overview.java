package org.mineralwatch.localstack.cli;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What an owner wants to see first, as text: where a consumer stands, and what is about to change. */
final class Overview {

    private static final int RANKS = 15;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy", Locale.ENGLISH);

    private static final double SMALL = 0.5;

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

    /** Changes by date and act, with the score on the day before and on the day. */
    List<String> changes(String consumer, List<DatedChange> changes, LocalDate today, LocalDate until) {
        var lines = new ArrayList<String>();
        lines.add(terminal.bold("What will change for %s in the next %d days"
                        .formatted(consumer, ChronoUnit.DAYS.between(today, until)))
                + terminal.dim("   score on the day before, and on the day"));
        var byDay = changes.stream()
                .filter(Overview::isLarge)
                .collect(Collectors.groupingBy(
                        change -> change.after().at(),
                        TreeMap::new,
                        Collectors.groupingBy(DatedChange::act, LinkedHashMap::new, Collectors.toList())));
        byDay.forEach((day, acts) -> {
            lines.add("  %s  %s"
                    .formatted(
                            terminal.bold(DAY.format(day)),
                            terminal.dim("in %d days".formatted(ChronoUnit.DAYS.between(today, day)))));
            acts.forEach((act, moved) -> {
                if (!act.equals(DatedChange.Act.NONE)) {
                    lines.addAll(lines(act));
                }
                moved.forEach(change -> lines.add("      " + line(change)));
            });
        });
        long small = changes.stream()
                .filter(change -> !isLarge(change) && Math.abs(change.points()) >= 0.005)
                .count();
        if (byDay.isEmpty()) {
            lines.add("  nothing that moves a score by half a point");
        } else if (small > 0) {
            lines.add(terminal.dim("  and %d by less than half a point".formatted(small)));
        }
        return lines;
    }

    private List<String> lines(DatedChange.Act act) {
        var title = titleOf.apply(act.event());
        return title.isEmpty()
                ? List.of("    " + act)
                : List.of(
                        "    "
                                + Terminal.left("%s: %s".formatted(act.fate(), title), Terminal.COLUMNS - 4)
                                        .stripTrailing(),
                        "    " + terminal.dim(act.event()));
    }

    private String line(DatedChange change) {
        var before = change.before();
        var after = change.after();
        return "%s %s %s → %s %s  %s"
                .formatted(
                        Terminal.left(after.withoutConsumer(), 30),
                        Terminal.number(before.score(), 5),
                        terminal.band(before.band(), Terminal.left(before.band(), 8)),
                        terminal.bold(Terminal.number(after.score(), 5)),
                        terminal.band(after.band(), Terminal.left(after.band(), 8)),
                        Terminal.change(change.points(), 6));
    }

    private static boolean isLarge(DatedChange change) {
        return Math.abs(change.points()) >= SMALL
                || !change.before().band().equals(change.after().band());
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
