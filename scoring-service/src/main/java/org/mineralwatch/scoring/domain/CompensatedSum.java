package org.mineralwatch.scoring.domain;

import java.util.Collection;

/** A sum that carries along what each addition rounds off (Neumaier), so that it is rounded but once. */
final class CompensatedSum {
    private double sum;
    private double lost;

    static double of(Collection<Double> values) {
        CompensatedSum total = new CompensatedSum();
        for (double value : values) {
            total.add(value);
        }
        return total.value();
    }

    void add(double value) {
        double next = sum + value;
        lost += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
        sum = next;
    }

    double value() {
        return sum + lost;
    }
}
