package org.mineralwatch.localstack.cli;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What an owner wants to see first, as text: where a consumer stands, and what is about to change. */
final class Overview {

    private static final int RANKS = 15;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy", Locale.ENGLISH);

    private final Terminal terminal;

    Overview(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The cells with the highest scores, each with the supplier and the event that make most of it. */
    List<String> ranking(String consumer, List<CellScore> scores) {
        var lines = new ArrayList<String>();
        var today = scores.isEmpty() ? "" : ", " + DAY.format(scores.getFirst().at());
        lines.add(terminal.bold("Dependency of %s%s".formatted(consumer, today))
                + terminal.dim("   score 0-100, points of the main supplier and event"));
        lines.add(terminal.dim(" #  %s score  %s %s %s"
                .formatted(
                        Terminal.left("cell", 27), Terminal.left("band", 8), Terminal.left("supplier", 17), "event")));
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
                + terminal.dim("   by law as known today"));
        var visible = changes.stream().filter(Overview::isVisible).toList();
        if (visible.isEmpty()) {
            lines.add("  nothing that is known");
        }
        Map<String, List<DatedChange>> byAct = new LinkedHashMap<>();
        visible.forEach(
                change -> byAct.computeIfAbsent(change.after().at() + " " + change.act(), _ -> new ArrayList<>())
                        .add(change));
        LocalDate last = LocalDate.MIN;
        for (var group : byAct.values()) {
            var date = group.getFirst().after().at();
            if (!date.equals(last)) {
                lines.add("  %s  %s"
                        .formatted(
                                terminal.bold(DAY.format(date)),
                                terminal.dim("in %d days".formatted(ChronoUnit.DAYS.between(today, date)))));
                last = date;
            }
            var act = group.getFirst().act();
            if (!act.isEmpty()) {
                lines.add("    " + act);
            }
            group.forEach(change -> lines.add("      " + line(change)));
        }
        return lines;
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

    private static boolean isVisible(DatedChange change) {
        return Math.abs(change.points()) >= 0.05
                || !change.before().band().equals(change.after().band());
    }

    private static String supplier(CellScore score) {
        return score.mainSupplier()
                .map(main -> Terminal.left(country(main.getKey()), 11) + " " + Terminal.number(main.getValue(), 5))
                .orElse(Terminal.left("", 17));
    }

    private static String event(CellScore score) {
        return score.mainEvent()
                .map(main -> Terminal.left(main.getKey(), 31) + " " + Terminal.change(main.getValue(), 5))
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
