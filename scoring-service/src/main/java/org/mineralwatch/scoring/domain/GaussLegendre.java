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
