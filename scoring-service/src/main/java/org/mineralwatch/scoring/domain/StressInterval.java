package org.mineralwatch.scoring.domain;

/**
 * The score with all inputs moved together to the ends of their documented ranges. The score is monotone in losses,
 * hazards and covers, and shares are shifted only where that widens, so the interval always contains it.
 */
final class StressInterval {
    private static final double COVER_HALF_WIDTH = 0.5;
    private static final int DOWN = -1;
    private static final int UP = 1;

    private final CellStructure cell;
    private final Facet[] facets;
    private final double[] raw;
    private final double[] unrelieved;
    private final double[] cover;

    /**
     * An interval yet to be computed.
     *
     * @param raw losses of the facets before reliefs, 0 to 1
     * @param unrelieved what reliefs leave of them, 0 to 1
     * @param cover part of demand that each cover takes over, 0 to 1
     */
    StressInterval(CellStructure cell, Facet[] facets, double[] raw, double[] unrelieved, double[] cover) {
        this.cell = cell;
        this.facets = facets;
        this.raw = raw;
        this.unrelieved = unrelieved;
        this.cover = cover;
    }

    Score.Interval around() {
        return new Score.Interval(end(DOWN, cell.lowHazard()), end(UP, cell.highHazard()));
    }

    private double end(int direction, double[] hazard) {
        double[] availability = cell.everythingArrives();
        for (int f = 0; f < facets.length; f++) {
            double halfWidth = facets[f].live().event().grade().lossHalfWidth();
            double loss = Math.clamp(raw[f] + direction * halfWidth, 0.0, 1.0);
            availability[facets[f].supplier()] *= 1.0 - loss * unrelieved[f];
        }
        double uncovered = 1.0;
        for (double part : cover) {
            double left = 1.0 - Math.clamp(part * (1.0 - direction * COVER_HALF_WIDTH), 0.0, 1.0);
            uncovered *= left * left;
        }
        double plain = 0.0;
        double shifted = 0.0;
        for (int mix = 0; mix < cell.mixes().length; mix++) {
            double weight = cell.weights()[mix];
            double[] share = cell.mixes()[mix];
            plain += weight * LossIndex.ofMix(share, hazard, availability, cell.named());
            double[] moved = shift(share, hazard, availability, direction);
            shifted += weight * LossIndex.ofMix(moved, hazard, availability, cell.named());
        }
        double index = direction == UP ? Math.max(plain, shifted) : Math.min(plain, shifted);
        return 100.0 * cell.exposedDemand() * Math.sqrt(uncovered * index);
    }

    /**
     * Moves share from the supplier of lowest marginal risk to that of highest, or back. Without events the risks of all
     * suppliers without a share are equal but for the last bit, and that bit decides who gets the share: hence the sums
     * that are rounded but once, as in the reference figures.
     */
    private double[] shift(double[] share, double[] hazard, double[] availability, int direction) {
        CompensatedSum missing = new CompensatedSum();
        CompensatedSum structural = new CompensatedSum();
        for (int i = 0; i < share.length; i++) {
            missing.add(share[i] * LossIndex.missing(hazard[i], availability[i]));
            structural.add(share[i] * (hazard[i] * availability[i]));
        }
        double allMissing = missing.value();
        double allStructural = structural.value();
        int least = 0;
        int most = 0;
        double leastRisk = Double.POSITIVE_INFINITY;
        double mostRisk = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < share.length; i++) {
            double q = LossIndex.missing(hazard[i], availability[i]);
            double e = hazard[i] * availability[i];
            double risk = cell.named()[i] * share[i] * q
                    + q * (allMissing - share[i] * q)
                    - e * (allStructural - share[i] * e);
            if (risk < leastRisk) {
                least = i;
                leastRisk = risk;
            }
            if (risk >= mostRisk) {
                most = i;
                mostRisk = risk;
            }
        }
        int from = direction == UP ? least : most;
        int to = direction == UP ? most : least;
        double moved = Math.min(cell.baseline().grade().shareShift(), share[from]);
        double[] shifted = share.clone();
        shifted[from] -= moved;
        shifted[to] += moved;
        return shifted;
    }
}
