package org.mineralwatch.scoring.domain;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Shares of supply as somebody supposes them. */
final class SupplyFixtures {
    /** For scenarios of events alone. */
    static final BaselineRule NO_FACTS = new BaselineRule(new Facts(
            List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), new TreeSet<>()));

    private SupplyFixtures() {}

    static SupplyOverride worldProduction(String mineral, Stage stage, Map<String, Double> shares) {
        return override(null, mineral, stage, shares);
    }

    static SupplyOverride sourcing(String consumer, String mineral, Stage stage, Map<String, Double> shares) {
        return override(consumer, mineral, stage, shares);
    }

    private static SupplyOverride override(
            @Nullable String consumer, String mineral, Stage stage, Map<String, Double> shares) {
        SortedMap<String, Double> sorted = new TreeMap<>(shares);
        return new SupplyOverride(consumer, mineral, stage, sorted);
    }
}
