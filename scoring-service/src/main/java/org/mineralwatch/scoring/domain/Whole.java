package org.mineralwatch.scoring.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * A group of minerals or all of an economy as one: the weighted arithmetic mean of its minerals, with the worst beside it.
 * A mineral counts with the highest of its stages, as in the EU method.
 *
 * @param mean points, 0 to 100
 * @param members the highest score first; what they bring adds to the mean
 * @param unweighted minerals left out because their weight is not known
 */
public record Whole(double mean, List<Member> members, List<String> unweighted) {
    public Whole {
        members = List.copyOf(members);
        unweighted = List.copyOf(unweighted);
        Require.that(!members.isEmpty(), "members", members);
    }

    /** How members count. */
    public enum Weighting {
        /** All alike. */
        EQUAL,
        /**
         * By net import reliance at the stage that counts: the part of use that rests on imports. It stands in for the value
         * of imports, which the fact tables do not have.
         */
        IMPORTS
    }

    /**
     * A mineral of the whole.
     *
     * @param cell the one of its stages with the highest score
     * @param points of that cell, 0 to 100
     * @param weight part in the whole; those of all members add to 1
     * @param part points that it brings to the mean
     */
    public record Member(Cell cell, double points, double weight, double part) {
        static final Comparator<Member> WORST_FIRST =
                Comparator.comparingDouble(Member::points).reversed().thenComparing(Member::cell);
    }

    /** The member with the highest score. */
    public Member worst() {
        return members.getFirst();
    }

    /** Of cells with these points the highest of each mineral, in the order of minerals; of equal ones the first stage. */
    public static List<Cell> highestOfEachMineral(Collection<Cell> cells, ToDoubleFunction<Cell> points) {
        SortedMap<String, Cell> highest = new TreeMap<>();
        for (Cell cell : cells) {
            highest.merge(
                    cell.mineral(),
                    cell,
                    (one, other) -> points.applyAsDouble(other) > points.applyAsDouble(one) ? other : one);
        }
        return List.copyOf(highest.values());
    }

    /**
     * The whole of an economy's cells; empty where no mineral has a weight above 0.
     *
     * @param cells of one economy
     * @param points of each, 0 to 100
     */
    public static Optional<Whole> of(
            Collection<Cell> cells, ToDoubleFunction<Cell> points, Weighting weighting, Baseline baseline) {
        SortedMap<Cell, Double> weights = new TreeMap<>();
        List<String> unweighted = new ArrayList<>();
        double all = 0.0;
        for (Cell cell : highestOfEachMineral(cells, points)) {
            Optional<Double> weight = weight(cell, weighting, baseline);
            if (weight.isEmpty()) {
                unweighted.add(cell.mineral());
            } else if (weight.get() > 0.0) {
                weights.put(cell, weight.get());
                all += weight.get();
            }
        }
        if (weights.isEmpty()) {
            return Optional.empty();
        }
        List<Aggregate.Member> parts = new ArrayList<>(weights.size());
        List<Member> members = new ArrayList<>(weights.size());
        for (var weighted : weights.entrySet()) {
            double ofCell = points.applyAsDouble(weighted.getKey());
            parts.add(new Aggregate.Member(weighted.getValue(), ofCell));
            double weight = weighted.getValue() / all;
            members.add(new Member(weighted.getKey(), ofCell, weight, weight * ofCell));
        }
        members.sort(Member.WORST_FIRST);
        return Optional.of(new Whole(Aggregate.of(parts).mean(), members, unweighted));
    }

    private static Optional<Double> weight(Cell cell, Weighting weighting, Baseline baseline) {
        return switch (weighting) {
            case EQUAL -> Optional.of(1.0);
            case IMPORTS ->
                baseline.find(cell)
                        .flatMap(facts -> Optional.ofNullable(facts.sourcing()))
                        .map(CellBaseline.Sourcing::importReliance);
        };
    }
}
