package org.mineralwatch.scoring.domain;

/** Powers of one half. */
final class Halving {
    private Halving() {}

    /**
     * What is left after so many half-lives. StrictMath, because replicas on different processors must come to the same
     * bits.
     */
    static double after(double halfLives) {
        return StrictMath.pow(2.0, -halfLives);
    }
}
