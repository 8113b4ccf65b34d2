package org.mineralwatch.scoring.domain;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Shares of suppliers as somebody supposes them, at one stage of one mineral. The shares named are set; all others keep
 * their proportions among themselves and have what the named ones leave, so that the mix is a distribution again:
 *
 * <pre>b'_i = named_i,   b'_j = b_j (1 - sum named) / sum over the others of b</pre>
 *
 * <p>World production is changed for all consumers: their cells are built anew from it by the rule of the baseline, so that
 * a bloc's members are folded, and imports traced to those who produce, as ever. A consumer's own sourcing is changed in
 * its one cell, as that stands: after tracing, its own supply included.
 *
 * @param consumer whose sourcing is supposed; null for world production
 * @param shares by supplier, each 0 to 1, together not above 1
 */
public record SupplyOverride(@Nullable String consumer, String mineral, Stage stage, SortedMap<String, Double> shares) {
    /** Shares written with a few decimals may miss 1 by their rounding. */
    private static final double TOLERANCE = 1e-9;

    public SupplyOverride {
        shares = Require.sorted(shares);
        shares.forEach((supplier, share) -> Require.fraction(share, supplier));
        Require.that(sum(shares) <= 1.0 + TOLERANCE, "sum of shares", shares);
    }

    /** Whether shares are more than there is to share. */
    public static boolean exceedsAll(Map<String, Double> shares) {
        return sum(shares) > 1.0 + TOLERANCE;
    }

    /** The mix with these shares in it; empty if they leave something and there is nobody else to have it. */
    Optional<SortedMap<String, Double>> in(Map<String, Double> mix) {
        CompensatedSum named = new CompensatedSum();
        shares.values().forEach(named::add);
        CompensatedSum others = new CompensatedSum();
        mix.forEach((supplier, share) -> {
            if (!shares.containsKey(supplier)) {
                others.add(share);
            }
        });
        double rest = 1.0 - named.value();
        if (rest > TOLERANCE && !(others.value() > 0.0)) {
            return Optional.empty();
        }
        SortedMap<String, Double> changed = new TreeMap<>();
        mix.forEach((supplier, share) -> {
            if (!shares.containsKey(supplier) && rest > TOLERANCE) {
                changed.put(supplier, share * rest / others.value());
            }
        });
        shares.forEach((supplier, share) -> {
            if (share > 0.0) {
                changed.put(supplier, share);
            }
        });
        return Optional.of(Mixes.tidy(changed));
    }

    private static double sum(Map<String, Double> shares) {
        return CompensatedSum.of(shares.values());
    }
}
