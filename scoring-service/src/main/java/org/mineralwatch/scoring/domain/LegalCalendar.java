package org.mineralwatch.scoring.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.mineralwatch.scoring.domain.ActAhead.Move;

/** Every dated turn of many cells, gathered by the act that brings it. */
public final class LegalCalendar {
    private final ScoreModel model;
    private final KnownEvents known;

    /** The calendar in the light of what is known. */
    public LegalCalendar(ScoreModel model, KnownEvents known) {
        this.model = model;
        this.known = known;
    }

    /**
     * What acts will do to cells, by date and the largest move first.
     *
     * @param cells of the model
     * @param today dates after this one count
     * @param until the last date that counts
     */
    public List<ActAhead> ahead(Collection<Cell> cells, LocalDate today, LocalDate until) {
        Map<Act, Gathering> byAct = new LinkedHashMap<>();
        for (Cell cell : cells) {
            Exposure exposure = model.exposure(cell, known);
            byDate(exposure.calendar(), today, until).forEach((date, turns) -> {
                double before = exposure.pointsAt(date.minusDays(1));
                double after = exposure.pointsAt(date);
                DayMove move = exposure.moveTo(date);
                double drift = drift(move, turns.keySet());
                turns.forEach((event, kinds) -> {
                    List<String> others = turns.keySet().stream()
                            .filter(other -> !other.equals(event))
                            .toList();
                    Gathering gathering = byAct.computeIfAbsent(new Act(date, event), _ -> new Gathering());
                    gathering.kinds.addAll(kinds);
                    gathering.moves.add(
                            new Move(cell, before, after, move.byAct().getOrDefault(event, 0.0), drift, others));
                });
            });
        }
        return byAct.entrySet().stream()
                .map(act -> act.getValue().of(act.getKey()))
                .sorted(ActAhead.ORDER)
                .toList();
    }

    /** What the move has beside the acts listed: an act too weak to be listed drifts. */
    private static double drift(DayMove move, Set<String> listed) {
        double drift = move.drift();
        for (Map.Entry<String, Double> part : move.byAct().entrySet()) {
            if (!listed.contains(part.getKey())) {
                drift += part.getValue();
            }
        }
        return drift;
    }

    private record Act(LocalDate date, String event) {}

    private static final class Gathering {
        private final SortedSet<Turn.Kind> kinds = new TreeSet<>();
        private final List<Move> moves = new ArrayList<>();

        ActAhead of(Act act) {
            return new ActAhead(
                    act.date(),
                    act.event(),
                    kinds,
                    moves.stream().sorted(Move.LARGEST_FIRST).toList());
        }
    }

    /** What each event does on each date. */
    private static SortedMap<LocalDate, SortedMap<String, SortedSet<Turn.Kind>>> byDate(
            ScoreCalendar calendar, LocalDate today, LocalDate until) {
        return calendar.turns().stream()
                .filter(turn -> turn.date().isAfter(today) && !turn.date().isAfter(until))
                .collect(Collectors.groupingBy(
                        Turn::date,
                        TreeMap::new,
                        Collectors.groupingBy(
                                Turn::event,
                                TreeMap::new,
                                Collectors.mapping(Turn::kind, Collectors.toCollection(TreeSet::new)))));
    }
}
