package org.mineralwatch.scoring.domain;

/** Named range of a score; a score on an edge belongs to the band above it. */
public enum Band {
    LOW(0.0),
    MODERATE(20.0),
    ELEVATED(40.0),
    SEVERE(60.0),
    CRITICAL(80.0);

    private final double from;

    Band(double from) {
        this.from = from;
    }

    /** Lowest score in the band, in points. */
    public double from() {
        return from;
    }

    /** The band of a score of 0 to 100 points. */
    public static Band of(double points) {
        Band band = LOW;
        for (Band next : values()) {
            if (points >= next.from) {
                band = next;
            }
        }
        return band;
    }
}
