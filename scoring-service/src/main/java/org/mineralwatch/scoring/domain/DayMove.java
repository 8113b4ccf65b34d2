package org.mineralwatch.scoring.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.mineralwatch.scoring.domain.LiveEvent.Easing;

/**
 * What each act has in the move of a score from one day to the next.
 *
 * <p>The move is a game like that of the score itself (see {@link Shapley}): its players are the factors that differ
 * between the two days, the loss of a facet as its own dates have it, what each easing leaves of it, and each cover. The
 * loss index is linear in the switch of each, so by Owen's theorem Gauss-Legendre quadrature gives the Shapley values
 * exactly, and the secant slope of the square root brings them to points: they add to the move.
 */
final class DayMove {
    private final CellStructure cell;
    private final List<Loss> losses = new ArrayList<>();
    private final List<Supply> supplies = new ArrayList<>();
    private final SortedMap<String, Double> byAct = new TreeMap<>();
    private double drift;

    private DayMove(CellStructure cell) {
        this.cell = cell;
    }

    /** The move from the day before to the day. */
    static DayMove to(int day, CellStructure cell, Facet[] facets, CoverTerm[] covers) {
        DayMove move = new DayMove(cell);
        for (Facet facet : facets) {
            move.losses.add(Loss.of(facet, day));
        }
        for (CoverTerm cover : covers) {
            move.supplies.add(Supply.of(cover, day));
        }
        move.attribute();
        return move;
    }

    /** Points of the move by the act whose date it is, in order of id; an act that moves nothing may be absent. */
    Map<String, Double> byAct() {
        return Collections.unmodifiableMap(byAct);
    }

    /** Points of the move that no act of the day brings: losses that decay or approach, supply that ramps. */
    double drift() {
        return drift;
    }

    /**
     * A number that goes from what it was on the day before to what it is on the day.
     *
     * @param acts whose date moves it; none for drift
     */
    private record Factor(double before, double after, SortedSet<String> acts) {
        boolean moves() {
            return before != after;
        }

        double at(double part) {
            return before + part * (after - before);
        }
    }

    /** The loss of a facet: the product of its own course and what easings leave of it. */
    private record Loss(int supplier, List<Factor> factors) {
        static Loss of(Facet facet, int day) {
            List<Factor> factors = new ArrayList<>();
            factors.add(new Factor(facet.lossOn(day - 1), facet.lossOn(day), facet.actsOn(day)));
            for (Easing easing : facet.easings()) {
                double before = easing.isInForce(day - 1) ? 1.0 - easing.relief() : 1.0;
                double after = easing.isInForce(day) ? 1.0 - easing.relief() : 1.0;
                if (before != 1.0 || after != 1.0) {
                    factors.add(new Factor(before, after, new TreeSet<>(List.of(easing.actOf(day)))));
                }
            }
            return new Loss(facet.supplier(), factors);
        }

        double at(double part) {
            return without(-1, part);
        }

        /** The product of all factors but one. */
        double without(int left, double part) {
            double product = 1.0;
            for (int i = 0; i < factors.size(); i++) {
                if (i != left) {
                    product *= factors.get(i).at(part);
                }
            }
            return product;
        }
    }

    /** The part of the loss index that a cover takes away. */
    private record Supply(Factor covered) {
        static Supply of(CoverTerm cover, int day) {
            return new Supply(new Factor(covered(cover.on(day - 1)), covered(cover.on(day)), cover.actsOn(day)));
        }

        private static double covered(double part) {
            return 1.0 - (1.0 - part) * (1.0 - part);
        }
    }

    private void attribute() {
        int players = 0;
        for (Loss loss : losses) {
            players += (int) loss.factors().stream().filter(Factor::moves).count();
        }
        players += (int)
                supplies.stream().filter(supply -> supply.covered().moves()).count();
        double roots = Math.sqrt(indexAt(0.0)) + Math.sqrt(indexAt(1.0));
        if (players == 0 || !(roots > 0.0)) {
            return;
        }
        double slope = 100.0 * cell.exposedDemand() / roots;
        GaussLegendre diagonal = GaussLegendre.alongDiagonal(players);
        for (int node = 0; node < diagonal.size(); node++) {
            integrate(diagonal.node(node), slope * diagonal.weight(node));
        }
    }

    private void integrate(double part, double weight) {
        ZeroSafeProduct uncovered = uncovered(part);
        ZeroSafeProduct[] arriving = arriving(part);
        double[] availability = availability(arriving);
        double[] slopes = cell.lossSlopes(availability);
        for (Loss loss : losses) {
            double others = arriving[loss.supplier()].without(1.0 - loss.at(part));
            for (int i = 0; i < loss.factors().size(); i++) {
                Factor factor = loss.factors().get(i);
                if (factor.moves()) {
                    double change = (factor.after() - factor.before()) * loss.without(i, part);
                    credit(factor, weight * uncovered.value() * slopes[loss.supplier()] * others * change);
                }
            }
        }
        if (!supplies.isEmpty()) {
            double index = LossIndex.of(cell, cell.hazard(), availability);
            for (Supply supply : supplies) {
                Factor covered = supply.covered();
                if (covered.moves()) {
                    double others = uncovered.without(1.0 - covered.at(part));
                    credit(covered, -weight * (covered.after() - covered.before()) * others * index);
                }
            }
        }
    }

    /** Several acts that move one number on one day have equal parts in that. */
    private void credit(Factor factor, double points) {
        if (factor.acts().isEmpty()) {
            drift += points;
        }
        for (String act : factor.acts()) {
            byAct.merge(act, points / factor.acts().size(), Double::sum);
        }
    }

    private double indexAt(double part) {
        return uncovered(part).value() * LossIndex.of(cell, cell.hazard(), availability(arriving(part)));
    }

    private ZeroSafeProduct uncovered(double part) {
        ZeroSafeProduct uncovered = new ZeroSafeProduct();
        supplies.forEach(supply -> uncovered.times(1.0 - supply.covered().at(part)));
        return uncovered;
    }

    private ZeroSafeProduct[] arriving(double part) {
        ZeroSafeProduct[] arriving = new ZeroSafeProduct[cell.size()];
        Arrays.setAll(arriving, _ -> new ZeroSafeProduct());
        losses.forEach(loss -> arriving[loss.supplier()].times(1.0 - loss.at(part)));
        return arriving;
    }

    private static double[] availability(ZeroSafeProduct[] arriving) {
        return Arrays.stream(arriving).mapToDouble(ZeroSafeProduct::value).toArray();
    }

    /** A product that can be asked for without one of its factors, even if that is zero: a total loss on both days. */
    private static final class ZeroSafeProduct {
        private double ofOthers = 1.0;
        private int zeros;

        void times(double factor) {
            if (factor == 0.0) {
                zeros++;
            } else {
                ofOthers *= factor;
            }
        }

        double value() {
            return zeros == 0 ? ofOthers : 0.0;
        }

        double without(double factor) {
            if (factor == 0.0) {
                return zeros == 1 ? ofOthers : 0.0;
            }
            return zeros == 0 ? ofOthers / factor : 0.0;
        }
    }
}
