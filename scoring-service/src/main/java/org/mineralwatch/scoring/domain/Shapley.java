package org.mineralwatch.scoring.domain;

import java.util.Arrays;

/**
 * Shapley values of the game whose players are facets and covers and whose value is the loss index with only the players
 * of a coalition at work. The index is linear in the switch of each player, so by Owen's theorem a player's value is the
 * integral of its partial derivative along the diagonal, a polynomial of a degree below the number of players that
 * Gauss-Legendre quadrature integrates exactly, or with very many players as exactly as a double can tell.
 */
final class Shapley {
    private final CellStructure cell;
    private final int[] supplier;
    private final double[] loss;
    private final double[] covered;
    private final double[] availability;

    private Shapley(CellStructure cell, int[] supplier, double[] loss, double[] cover) {
        this.cell = cell;
        this.supplier = supplier;
        this.loss = loss;
        this.covered = new double[cover.length];
        for (int k = 0; k < cover.length; k++) {
            covered[k] = 1.0 - (1.0 - cover[k]) * (1.0 - cover[k]);
        }
        this.availability = new double[cell.size()];
    }

    /**
     * The values, facets before covers; they add to the index with all at work less that with none.
     *
     * @param supplier index of the supplier that each facet hits
     * @param loss of each facet, 0 to 1
     * @param cover part of demand that each cover takes over, 0 to 1
     */
    static double[] values(CellStructure cell, int[] supplier, double[] loss, double[] cover) {
        double[] values = new double[loss.length + cover.length];
        if (values.length > 0) {
            new Shapley(cell, supplier, loss, cover).integrateInto(values);
        }
        return values;
    }

    private void integrateInto(double[] values) {
        GaussLegendre diagonal = GaussLegendre.alongDiagonal(values.length);
        for (int node = 0; node < diagonal.size(); node++) {
            double at = diagonal.node(node);
            double weight = diagonal.weight(node);
            double uncovered = 1.0;
            for (double part : covered) {
                uncovered *= 1.0 - at * part;
            }
            switchOn(at);
            double[] slope = cell.lossSlopes(availability);
            // A product without one of its factors is the product divided by it: at < 1 keeps every factor above 0.
            for (int f = 0; f < loss.length; f++) {
                int hit = supplier[f];
                double others = availability[hit] / (1.0 - at * loss[f]);
                values[f] += weight * uncovered * slope[hit] * others * loss[f];
            }
            double index = covered.length > 0 ? LossIndex.of(cell, cell.hazard(), availability) : 0.0;
            for (int k = 0; k < covered.length; k++) {
                double others = uncovered / (1.0 - at * covered[k]);
                values[loss.length + k] -= weight * covered[k] * others * index;
            }
        }
    }

    /** Every facet at work by part. */
    private void switchOn(double part) {
        Arrays.fill(availability, 1.0);
        for (int f = 0; f < loss.length; f++) {
            availability[supplier[f]] *= 1.0 - part * loss[f];
        }
    }
}
