package org.mineralwatch.scoring.domain;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A supplier that a buyer can turn to.
 *
 * @param production share of world production, above 0: what there is to buy
 * @param sourcing share of what the consumer buys already, 0 to 1; null where that is not known
 * @param availability part of its flow that still arrives, above 0 to 1
 * @param hazard structural, 0 to 0.5
 * @param missing chance that its share is missing, 0 to 1
 * @param marginal points by which the score moves if {@link #SHIFT} of what the consumer buys came from it, and so much
 *     less from all as they are now, in proportion
 */
public record Alternative(
        String supplier,
        double production,
        @Nullable Double sourcing,
        double availability,
        double hazard,
        double missing,
        double marginal) {
    /** One percent of what the consumer buys. */
    public static final double SHIFT = 0.01;

    static final Comparator<Alternative> BEST_FIRST =
            Comparator.comparingDouble(Alternative::marginal).thenComparing(Alternative::supplier);
}
