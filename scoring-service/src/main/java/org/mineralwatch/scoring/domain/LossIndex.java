package org.mineralwatch.scoring.domain;

/**
 * The loss index Z: the second moment of the lost share of supply, where two suppliers count as missing together only if
 * an event is behind at least one of them. With {@code q} the chance that a supplier's share is missing and {@code e} that
 * it is missing for structural reasons alone,
 *
 * <pre>Z = (sum b q)^2 - (sum b e)^2 + sum b^2 (nu q - q^2 + e^2)</pre>
 */
final class LossIndex {
    private LossIndex() {}

    /** Over all mixes of the cell. */
    static double of(CellStructure cell, double[] hazard, double[] availability) {
        double index = 0.0;
        for (int mix = 0; mix < cell.mixes().length; mix++) {
            index += cell.weights()[mix] * ofMix(cell.mixes()[mix], hazard, availability, cell.named());
        }
        return index;
    }

    /** Of one mix of shares. */
    static double ofMix(double[] share, double[] hazard, double[] availability, double[] named) {
        double missing = 0.0;
        double structural = 0.0;
        double own = 0.0;
        for (int i = 0; i < share.length; i++) {
            double b = share[i];
            double q = missing(hazard[i], availability[i]);
            double e = hazard[i] * availability[i];
            missing += b * q;
            structural += b * e;
            own += b * b * (named[i] * q - q * q + e * e);
        }
        // Below zero only by rounding.
        return Math.max(0.0, missing * missing - structural * structural + own);
    }

    /** Chance that a supplier's share is missing. */
    static double missing(double hazard, double availability) {
        return 1.0 - (1.0 - hazard) * availability;
    }
}
