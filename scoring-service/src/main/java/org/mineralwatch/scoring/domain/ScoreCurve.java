package org.mineralwatch.scoring.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Draws the score of one cell over a stretch of days with as few points as show it. */
final class ScoreCurve {
    /** Drift below this many points is shown when it has added up to more: decay never ends by itself. */
    static final double NEGLIGIBLE = 1e-6;

    private final Exposure exposure;
    private final ScoreCalendar calendar;
    private final Map<LocalDate, List<Turn>> turns;

    ScoreCurve(Exposure exposure) {
        this.exposure = exposure;
        this.calendar = exposure.calendar();
        this.turns = calendar.turns().stream().collect(Collectors.groupingBy(Turn::date));
    }

    /** The first day, every day with a dated turn, and every day on which the score has drifted from the last point. */
    List<CurvePoint> between(LocalDate from, LocalDate to) {
        List<CurvePoint> curve = new ArrayList<>();
        CurvePoint last = point(from, exposure.pointsAt(from), from);
        curve.add(last);
        for (LocalDate day = from.plusDays(1); !day.isAfter(to); day = day.plusDays(1)) {
            double points = exposure.pointsAt(day);
            if (turns.containsKey(day) || Math.abs(points - last.points()) > NEGLIGIBLE) {
                last = point(day, points, last.at());
                curve.add(last);
            }
        }
        return curve;
    }

    private CurvePoint point(LocalDate day, double points, LocalDate before) {
        List<Turn> ofDay = turns.getOrDefault(day, List.of());
        TreeSet<String> drifting = new TreeSet<>(calendar.drifting(Days.of(before), Days.of(day)));
        ofDay.forEach(turn -> {
            drifting.remove(turn.event());
            drifting.remove(turn.subject());
        });
        return new CurvePoint(day, points, ofDay, List.copyOf(drifting));
    }
}
