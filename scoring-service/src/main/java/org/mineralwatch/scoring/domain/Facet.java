package org.mineralwatch.scoring.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.mineralwatch.scoring.domain.Effect.Restriction;
import org.mineralwatch.scoring.domain.LiveEvent.Easing;

/** What one restriction does to one supplier of a cell, over time. */
final class Facet {
    private static final double ANNOUNCED_PART = 0.25;
    private static final double ANNOUNCED_HALF_LIFE_DAYS = 90.0;

    private final LiveEvent live;
    private final int supplier;
    private final double exposed;
    private final String buyer;
    private final LossProfile profile;
    private final double weight;
    private final Easing[] easings;
    private final int[] restarts;

    private Facet(LiveEvent live, Reach.Hit hit, LossProfile profile) {
        this.live = live;
        this.supplier = hit.supplier();
        this.exposed = hit.exposed();
        this.buyer = hit.buyer();
        this.profile = profile;
        this.weight = live.event().standing().weight();
        this.easings = easingsFor(buyer, live);
        this.restarts = restartsBy(easings);
    }

    private static Easing[] easingsFor(String buyer, LiveEvent live) {
        List<Easing> reaching = new ArrayList<>(live.easings());
        reaching.removeIf(easing -> !easing.reaches(buyer));
        return reaching.toArray(Easing[]::new);
    }

    private static int[] restartsBy(Easing[] easings) {
        int[] days = new int[easings.length];
        int n = 0;
        for (Easing easing : easings) {
            if (easing.restartsTheClock()) {
                days[n++] = easing.by().end();
            }
        }
        return Arrays.copyOf(days, n);
    }

    /** The facets of a restriction in a cell whose mineral it names, in order of supplier; none without any loss. */
    static List<Facet> of(LiveEvent live, Restriction restriction, CellStructure cell) {
        List<Reach.Hit> hits = Reach.of(live, cell);
        if (hits.isEmpty()) {
            return List.of();
        }
        List<Facet> facets = new ArrayList<>(hits.size());
        for (Reach.Hit hit : hits) {
            LossProfile profile =
                    restriction.profile(hit.buyer(), live.consumers().everyone());
            if (profile.initial() > 0.0 || profile.settled() > 0.0) {
                facets.add(new Facet(live, hit, profile));
            }
        }
        return facets;
    }

    LiveEvent live() {
        return live;
    }

    String event() {
        return live.id();
    }

    int supplier() {
        return supplier;
    }

    /** Part of the supplier's output that is hit, above 0 to 1. */
    double exposed() {
        return exposed;
    }

    String buyer() {
        return buyer;
    }

    /** Part of the supplier's flow that is lost on a day, before reliefs, 0 to 1. */
    double lossOn(int day) {
        double own;
        if (live.start() <= day && day < live.end()) {
            own = profile.after(day - clockOn(day));
        } else if (isAwaitedOn(day) && !live.replacesOneInForce(day)) {
            double halfLives = (live.start() - day) / ANNOUNCED_HALF_LIFE_DAYS;
            own = ANNOUNCED_PART * Halving.after(halfLives) * profile.initial();
        } else {
            return 0.0;
        }
        return own * weight * exposed;
    }

    /** Days in force on a day, 0 on the first and again after a full suspension; below 0 while it is awaited. */
    int ageOn(int day) {
        return live.start() <= day ? day - clockOn(day) : day - live.start();
    }

    /** What the suspensions in force on a day leave of the loss, 0 to 1. */
    double unrelievedOn(int day) {
        double left = 1.0;
        for (Easing easing : easings) {
            if (easing.isInForce(day)) {
                left *= 1.0 - easing.relief();
            }
        }
        return left;
    }

    /** The same as if there were none by each of the acts that suspend it on a day; linear in their number. */
    Map<String, Double> unrelievedWithoutEach(int day) {
        List<Easing> inForce = new ArrayList<>(easings.length);
        for (Easing easing : easings) {
            if (easing.isInForce(day)) {
                inForce.add(easing);
            }
        }
        if (inForce.isEmpty()) {
            return Map.of();
        }
        double[] byThoseBehind = new double[inForce.size() + 1];
        byThoseBehind[inForce.size()] = 1.0;
        for (int i = inForce.size() - 1; i >= 0; i--) {
            byThoseBehind[i] = byThoseBehind[i + 1] * (1.0 - inForce.get(i).relief());
        }
        Map<String, Double> without = new HashMap<>();
        double byThoseBefore = 1.0;
        for (int i = 0; i < inForce.size(); i++) {
            Easing easing = inForce.get(i);
            double left = byThoseBefore * byThoseBehind[i + 1];
            // An act may suspend one event twice: without it both are gone.
            without.merge(
                    easing.by().id(),
                    left,
                    (one, other) -> unrelievedWithout(easing.by().id(), inForce));
            byThoseBefore *= 1.0 - easing.relief();
        }
        return without;
    }

    private static double unrelievedWithout(String act, List<Easing> inForce) {
        double left = 1.0;
        for (Easing easing : inForce) {
            if (!easing.by().id().equals(act)) {
                left *= 1.0 - easing.relief();
            }
        }
        return left;
    }

    double effectiveLossOn(int day) {
        return lossOn(day) * unrelievedOn(day);
    }

    /** Whether on both days the loss before reliefs is the same and, where there is any, the same easings are in force. */
    boolean isTheSameOn(int day, int other) {
        double loss = lossOn(day);
        if (loss != lossOn(other)) {
            return false;
        }
        if (loss > 0.0) {
            for (Easing easing : easings) {
                if (easing.isInForce(day) != easing.isInForce(other)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Easings that reach the buyer of this facet, in force or not. */
    Easing[] easings() {
        return easings;
    }

    boolean isAwaitedOn(int day) {
        return live.announced() <= day && day < live.start() && live.start() < live.end() && live.start() != Days.NEVER;
    }

    /** The day from which the days in force are counted: the first, or that after a full suspension. */
    private int clockOn(int day) {
        int clock = live.start();
        for (int restart : restarts) {
            if (restart <= day && restart > clock) {
                clock = restart;
            }
        }
        return clock;
    }

    /** Acts whose date moves this loss, before reliefs, on a day; none where it only decays or approaches. */
    SortedSet<String> actsOn(int day) {
        SortedSet<String> acts = new TreeSet<>();
        if (day == live.end()) {
            LiveEvent endedBy = live.endedBy();
            acts.add(endedBy == null ? live.id() : endedBy.id());
        } else if (day == live.start() || (day == live.announced() && day < live.start())) {
            acts.add(live.id());
        } else {
            // A full suspension that lapses restarts the count of days.
            for (Easing easing : easings) {
                if (easing.restartsTheClock() && easing.by().end() == day && live.start() < day && day < live.end()) {
                    acts.add(easing.actOf(day));
                }
            }
            if (isAwaitedOn(day)) {
                for (LiveEvent replaced : live.superseded()) {
                    if (day == replaced.start() || day == replaced.ownEnd()) {
                        acts.add(replaced.id());
                    }
                }
            }
        }
        return acts;
    }

    /** Days on which a queue starts to be worked off. */
    List<Integer> holdEnds() {
        if (profile.isConstant() || profile.holdDays() < 1.0) {
            return List.of();
        }
        int hold = (int) Math.min(Days.NEVER, Math.floor(profile.holdDays()));
        List<Integer> ends = new ArrayList<>();
        for (int restart : restarts) {
            addHoldEnd(restart, hold, ends);
        }
        addHoldEnd(live.start(), hold, ends);
        ends.sort(Comparator.naturalOrder());
        return ends;
    }

    private void addHoldEnd(int clock, int hold, List<Integer> ends) {
        int day = clock + hold;
        if (day < live.end() && clockOn(day) == clock) {
            ends.add(day);
        }
    }
}
