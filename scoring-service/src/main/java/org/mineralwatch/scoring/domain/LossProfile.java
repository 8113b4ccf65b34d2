package org.mineralwatch.scoring.domain;

/**
 * Loss of a flow over the days that a measure is in force: it starts at {@code initial}, holds, then moves towards
 * {@code settled}, halving the distance with every half-life. All restrictions of the model are of this form.
 *
 * @param initial loss on the first day, 0 to 1
 * @param settled loss in the long run, 0 to 1
 * @param holdDays days before it starts to move, 0 or more
 * @param halfLifeDays days in which half of the distance goes, above 0
 */
record LossProfile(double initial, double settled, double holdDays, double halfLifeDays) {
    LossProfile {
        Require.fraction(initial, "initial");
        Require.fraction(settled, "settled");
        Require.that(holdDays >= 0.0, "holdDays", holdDays);
        Require.that(halfLifeDays > 0.0, "halfLifeDays", halfLifeDays);
    }

    static LossProfile constant(double loss) {
        return new LossProfile(loss, loss, 0.0, Double.POSITIVE_INFINITY);
    }

    static LossProfile decaying(double initial, double halfLifeDays) {
        return Double.isInfinite(halfLifeDays) ? constant(initial) : new LossProfile(initial, 0.0, 0.0, halfLifeDays);
    }

    boolean isConstant() {
        return initial == settled;
    }

    /** Loss after so many days in force; 0 on the first. */
    double after(int days) {
        double late = days - holdDays;
        if (late <= 0.0 || isConstant()) {
            return initial;
        }
        return settled + (initial - settled) * Halving.after(late / halfLifeDays);
    }
}
