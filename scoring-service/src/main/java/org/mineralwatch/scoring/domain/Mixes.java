package org.mineralwatch.scoring.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Mixes of suppliers: shares by country. */
final class Mixes {
    /** So that the baseline does not depend on the order of additions. */
    private static final int DECIMALS = 12;

    private Mixes() {}

    /** Shares adding to 1, in the order given, without those that are zero. */
    static Map<String, Double> normalised(Map<String, Double> mix) {
        double total = CompensatedSum.of(mix.values());
        Map<String, Double> shares = new LinkedHashMap<>();
        mix.forEach((country, share) -> {
            if (share > 0.0) {
                shares.put(country, share / total);
            }
        });
        return shares;
    }

    /** Rounded shares in the order of countries, without those that are zero. */
    static SortedMap<String, Double> tidy(Map<String, Double> mix) {
        SortedMap<String, Double> shares = new TreeMap<>();
        mix.forEach((country, share) -> {
            if (share > 0.0) {
                shares.put(country, rounded(share));
            }
        });
        return shares;
    }

    /** To twelve decimals of the exact value of the double, halves to even. */
    static double rounded(double value) {
        return new BigDecimal(value).setScale(DECIMALS, RoundingMode.HALF_EVEN).doubleValue();
    }
}
