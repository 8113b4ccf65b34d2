package org.mineralwatch.scoring.domain;

/**
 * Evidence behind a figure: A official text with measured effect, B official text, C press, D weak. It sets how far the
 * stress interval moves the figure.
 */
public enum Grade {
    A(0.05, 0.02),
    B(0.15, 0.05),
    C(0.25, 0.10),
    D(0.35, 0.20);

    private final double lossHalfWidth;
    private final double shareShift;

    Grade(double lossHalfWidth, double shareShift) {
        this.lossHalfWidth = lossHalfWidth;
        this.shareShift = shareShift;
    }

    /** How much more or less of the flow an event of this grade may take away, as a fraction. */
    public double lossHalfWidth() {
        return lossHalfWidth;
    }

    /** How much share may lie with another supplier than the facts of this grade say, as a fraction. */
    public double shareShift() {
        return shareShift;
    }

    /** The grade of so many points of doubt: none A, one B, two C, more D. */
    public static Grade ofDoubts(int points) {
        Require.that(points >= 0, "points", points);
        return values()[Math.min(points, D.ordinal())];
    }
}
