package org.mineralwatch.scoring.domain;

/** Powers of one half. */
final class Halving {
    private static final double LN_2 = 0.6931471805599453;

    /** After more half-lives than this nothing is left that a double can hold. */
    private static final double MOST = 1100.0;

    private Halving() {}

    /**
     * What is left after so many half-lives, 0 or more; exact for whole ones. StrictMath, because replicas on different
     * processors must come to the same bits; its exp, because its pow takes several times as long.
     */
    static double after(double halfLives) {
        if (halfLives > MOST) {
            return 0.0;
        }
        double whole = Math.floor(halfLives);
        double rest = StrictMath.exp(-(halfLives - whole) * LN_2);
        return Math.scalb(rest, -(int) whole);
    }
}
