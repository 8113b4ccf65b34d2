package org.mineralwatch.scoring.domain;

import java.util.Locale;

/** How a supplier country stands to a consumer economy. */
public enum Tie {
    SELF(0.0),
    ALLY(0.0),
    PARTNER(0.25),
    NEUTRAL(0.5),
    RIVAL(1.0);

    private final double unwillingness;

    Tie(double unwillingness) {
        this.unwillingness = unwillingness;
    }

    /** Risk that the supplier does not want to deliver, 0 to 1; after the willingness-to-supply index of Nassar (2020). */
    public double unwillingness() {
        return unwillingness;
    }

    /**
     * Reads a tie as the fact tables write it, in lower case.
     *
     * @throws IllegalArgumentException for any other word
     */
    public static Tie of(String text) {
        for (Tie tie : values()) {
            if (tie.toString().equals(text)) {
                return tie;
            }
        }
        throw new IllegalArgumentException("tie: " + text);
    }

    /** As the fact tables write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
