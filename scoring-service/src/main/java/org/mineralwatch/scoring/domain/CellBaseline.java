package org.mineralwatch.scoring.domain;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a cell without any event.
 *
 * @param grade evidence
 * @param year of the production figures
 * @param productionOf mineral whose production stands in for that of this one; null for its own
 * @param production world production by supplier, in any unit; {@code ZZ} for unnamed producers
 * @param sourcing where the consumer buys; null if not known
 * @param eolRir end-of-life recycling input rate, 0 to 1
 * @param siSr substitution factor, 0 to 1, 1 for no substitute
 * @param bloc the inner side of a consumer that is a bloc; null for a country or a bloc without output
 * @param upstream what suppliers make from others' material; null if not known
 */
public record CellBaseline(
        Cell cell,
        Grade grade,
        int year,
        @Nullable String productionOf,
        SortedMap<String, Double> production,
        @Nullable Sourcing sourcing,
        double eolRir,
        double siSr,
        @Nullable Bloc bloc,
        @Nullable Upstream upstream) {

    /** Unnamed producers: always among the suppliers, treated as infinitely divided, hit by no event. */
    public static final String UNNAMED = "ZZ";

    public CellBaseline {
        if (productionOf != null) {
            Require.mineral(productionOf, "productionOf");
        }
        production = shares(production, "production");
        Require.fraction(eolRir, "eolRir");
        Require.fraction(siSr, "siSr");
        if (upstream != null) {
            for (String supplier : upstream.shares().keySet()) {
                boolean supplies = production.containsKey(supplier)
                        || (sourcing != null && sourcing.mix().containsKey(supplier));
                Require.that(supplies && !supplier.equals(UNNAMED), "upstream of no supplier", supplier);
            }
        }
    }

    /**
     * Where a consumer buys, its own supply included.
     *
     * @param mix by supplier, in any unit
     * @param importReliance net import reliance, 0 to 1
     */
    public record Sourcing(SortedMap<String, Double> mix, double importReliance) {
        public Sourcing {
            mix = shares(mix, "sourcing");
            Require.fraction(importReliance, "importReliance");
        }
    }

    /**
     * The inner side of a bloc.
     *
     * @param governanceRisk of its own supply, 0 to 1
     * @param members their shares in it, adding to 1
     */
    public record Bloc(double governanceRisk, SortedMap<String, Double> members) {
        public Bloc {
            Require.fraction(governanceRisk, "g");
            members = Require.sorted(members);
            members.forEach((member, share) -> Require.fraction(share, Require.country(member, "member")));
        }
    }

    /**
     * What suppliers make from others' material.
     *
     * @param stage that the material comes from
     * @param shares by supplier and origin: part of the supplier's output, 0 to 1
     */
    public record Upstream(Stage stage, SortedMap<String, SortedMap<String, Double>> shares) {
        public Upstream {
            Require.that(stage.isScored(), "stage without scores", stage);
            SortedMap<String, SortedMap<String, Double>> copy = new TreeMap<>();
            shares.forEach((supplier, origins) -> {
                origins.forEach((origin, share) -> Require.fraction(share, Require.country(origin, "origin")));
                copy.put(Require.country(supplier, "supplier"), Require.sorted(origins));
            });
            shares = Collections.unmodifiableSortedMap(copy);
        }
    }

    /** The same with another sourcing; who no longer supplies passes nothing on. */
    CellBaseline with(Sourcing other) {
        return new CellBaseline(
                cell, grade, year, productionOf, production, other, eolRir, siSr, bloc, upstreamOf(other));
    }

    private @Nullable Upstream upstreamOf(Sourcing other) {
        if (upstream == null) {
            return null;
        }
        SortedMap<String, SortedMap<String, Double>> left = new TreeMap<>(upstream.shares());
        left.keySet()
                .removeIf(supplier ->
                        !production.containsKey(supplier) && !other.mix().containsKey(supplier));
        return left.isEmpty() ? null : new Upstream(upstream.stage(), left);
    }

    private static SortedMap<String, Double> shares(SortedMap<String, Double> mix, String field) {
        double total = 0.0;
        for (var share : mix.entrySet()) {
            Require.country(share.getKey(), field);
            Require.that(share.getValue() >= 0.0 && share.getValue() < Double.POSITIVE_INFINITY, field, share);
            total += share.getValue();
        }
        Require.that(total > 0.0, field, mix);
        return Require.sorted(mix);
    }
}
