package org.mineralwatch.alert.domain;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Named range of a score; a score on an edge belongs to the band above it. */
public enum Band {
    LOW(0, 20),
    MODERATE(20, 40),
    ELEVATED(40, 60),
    SEVERE(60, 80),
    CRITICAL(80, Double.MAX_VALUE);

    private final double from;
    private final double upTo;

    Band(double from, double upTo) {
        this.from = from;
        this.upTo = upTo;
    }

    /** Lowest score in the band, in points. */
    public double from() {
        return from;
    }

    /** Above every score in the band; no score is above the last band. */
    public double upTo() {
        return upTo;
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

    /** The band of a name, whatever its case. */
    public static Optional<Band> named(String name) {
        return Stream.of(values())
                .filter(band -> band.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    public static List<String> names() {
        return Stream.of(values()).map(Band::name).toList();
    }
}
