package org.mineralwatch.scoring.domain;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A fraction that may differ by consumer.
 *
 * @param others for consumers that have none of their own, 0 to 1
 * @param named by consumer, 0 to 1
 */
public record PerConsumer(double others, SortedMap<String, Double> named) {
    /** Nothing for anyone. */
    public static final PerConsumer ZERO = ofAll(0.0);

    public PerConsumer {
        Require.fraction(others, "*");
        named = Require.sorted(named);
        named.forEach((consumer, fraction) -> Require.fraction(fraction, Require.country(consumer, "consumer")));
    }

    /** The same for all. */
    public static PerConsumer ofAll(double fraction) {
        return new PerConsumer(fraction, Require.sorted(Map.of()));
    }

    /** As events write it: by consumer, {@code *} for the others, who otherwise have 0. */
    public static PerConsumer of(Map<String, Double> byConsumer) {
        SortedMap<String, Double> named = new TreeMap<>(byConsumer);
        Double others = named.remove("*");
        return new PerConsumer(others == null ? 0.0 : others, named);
    }

    public double forConsumer(String consumer) {
        return named.getOrDefault(consumer, others);
    }
}
