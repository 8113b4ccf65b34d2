package org.mineralwatch.scoring.domain;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A score with every value that the formula passes through, in the terms of the scoring model.
 *
 * @param suppliers in the order of their codes; their {@code structural} points add to the baseline, and with their
 *     {@code events} points and those of the covers to the score
 * @param restrictions every restriction at work on a supplier, by event and supplier
 * @param covers every alternative supply at work, by event
 * @param year of the production figures
 * @param productionOf mineral whose production the shares are of: the cell's own, or the group that stands in for it
 */
public record Explanation(
        Score score,
        Formula formula,
        List<Supplier> suppliers,
        List<Restriction> restrictions,
        List<Cover> covers,
        int year,
        String productionOf) {

    public Explanation {
        suppliers = List.copyOf(suppliers);
        restrictions = List.copyOf(restrictions);
        covers = List.copyOf(covers);
    }

    /**
     * From the loss index to the score: {@code R = 100 V sqrt(Z)}, {@code Z = C * sum w_b Z_b}.
     *
     * @param recycling end-of-life recycling input rate, 0 to 1
     * @param substitution substitution factor, 0 to 1, 1 for no substitute
     * @param exposedDemand V, what recycling and substitution leave of a loss, 0 to 1
     * @param importReliance net, 0 to 1; null where the sourcing is not known
     * @param uncovered C, what covers leave of the index, 0 to 1
     * @param indexWithoutEvents Z with no event at work
     * @param index Z
     */
    public record Formula(
            double recycling,
            double substitution,
            double exposedDemand,
            @Nullable Double importReliance,
            List<Mix> mixes,
            double uncovered,
            double indexWithoutEvents,
            double index) {
        public Formula {
            mixes = List.copyOf(mixes);
        }
    }

    /**
     * A mix of suppliers.
     *
     * @param weight w_b; those of all mixes add to 1
     * @param index Z_b, before covers
     */
    public record Mix(Of of, double weight, double index) {
        /** What the shares are shares of. */
        public enum Of {
            PRODUCTION,
            SOURCING
        }
    }

    /**
     * A supplier.
     *
     * @param production share of world production, 0 to 1
     * @param sourcing share of what the consumer buys, 0 to 1; null where that is not known
     * @param named false for unnamed producers, which count as infinitely divided
     * @param governanceRisk g, 0 to 1
     * @param unwillingness omega, 0 to 1
     * @param hazard h, 0 to 0.5
     * @param availability K, part of its flow that still arrives
     * @param missing q, chance that its share is missing
     * @param structurallyMissing e, chance that it is missing for structural reasons alone
     * @param structural points without any event
     * @param events points of the restrictions on it
     */
    public record Supplier(
            String code,
            double production,
            @Nullable Double sourcing,
            boolean named,
            double governanceRisk,
            double unwillingness,
            double hazard,
            double availability,
            double missing,
            double structurallyMissing,
            double structural,
            double events) {
        public double points() {
            return structural + events;
        }
    }

    /**
     * What an event does to a supplier.
     *
     * @param buyer whose purchases are hit: the consumer, or the supplier itself where it passes on what it buys
     * @param inForce false while it is announced only
     * @param age days in force, 0 on the first and again after a full suspension; below 0 so many days before
     * @param standingWeight 0 to 1
     * @param exposed part of the supplier's output that is hit, above 0 to 1
     * @param raw loss before reliefs, with standing and exposed part, 0 to 1
     * @param reliefs part of the loss lifted, by the event that lifts it
     * @param loss what is left of it, 0 to 1
     */
    public record Restriction(
            String event,
            String supplier,
            String buyer,
            boolean inForce,
            int age,
            double standingWeight,
            double exposed,
            double raw,
            SortedMap<String, Double> reliefs,
            double loss,
            double points) {
        public Restriction {
            reliefs = Require.sorted(reliefs);
        }
    }

    /**
     * Alternative supply.
     *
     * @param covered part of demand, 0 to 1
     * @param points 0 or less
     */
    public record Cover(String event, double covered, double points) {}
}
