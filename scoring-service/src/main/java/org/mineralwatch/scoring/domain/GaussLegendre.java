package org.mineralwatch.scoring.domain;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Nodes and weights of Gauss-Legendre quadrature on [0,1], exact for polynomials of degree below twice the number of
 * nodes.
 */
final class GaussLegendre {
    private static final int MOST_STEPS = 100;
    private static final double CLOSE_ENOUGH = 1e-16;
    private static final int NODES_OF_FEW = 40;
    private static final int NODES_BY_ROOT = 4;
    private static final Map<Integer, GaussLegendre> BY_SIZE = new ConcurrentHashMap<>();

    private final double[] nodes;
    private final double[] weights;

    private GaussLegendre(int size) {
        nodes = new double[size];
        weights = new double[size];
        for (int i = 0; i < size; i++) {
            double x = StrictMath.cos(Math.PI * (i + 0.75) / (size + 0.5));
            double slope = 0.0;
            double step = 1.0;
            for (int steps = 0; steps < MOST_STEPS && Math.abs(step) >= CLOSE_ENOUGH; steps++) {
                double previous = 0.0;
                double value = 1.0;
                for (int degree = 1; degree <= size; degree++) {
                    double next = ((2 * degree - 1) * x * value - (degree - 1) * previous) / degree;
                    previous = value;
                    value = next;
                }
                slope = size * (x * value - previous) / (x * x - 1.0);
                step = value / slope;
                x -= step;
            }
            nodes[i] = 0.5 * (1.0 - x);
            weights[i] = 1.0 / ((1.0 - x * x) * slope * slope);
        }
    }

    static GaussLegendre ofSize(int nodes) {
        return BY_SIZE.computeIfAbsent(nodes, GaussLegendre::new);
    }

    /**
     * For the slopes of a product with a factor {@code 1 - t c}, {@code 0 <= c <= 1}, for each player; a polynomial of a
     * degree below their number. Up to some 190 players it is exact. With more the product falls no faster than {@code
     * exp(-n t)}, whose Chebyshev coefficients behind the k-th are below {@code exp(-k^2 / n)}: with k twice the nodes that
     * is far less than the last bit of a double, and the work grows with the power 1.5 of the players and not with 2.
     */
    static GaussLegendre alongDiagonal(int players) {
        int exact = (players + 1) / 2;
        return ofSize(Math.min(exact, NODES_OF_FEW + NODES_BY_ROOT * (int) Math.ceil(Math.sqrt(players))));
    }

    int size() {
        return nodes.length;
    }

    /** Strictly between 0 and 1. */
    double node(int index) {
        return nodes[index];
    }

    double weight(int index) {
        return weights[index];
    }
}
