package org.mineralwatch.scoring.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.scoring.domain.CellBaseline.Sourcing;

/**
 * A cell made ready for scoring: everything that no event can change, in arrays by supplier. Suppliers stand in the order
 * of their codes, which is the order of every sum.
 */
final class CellStructure {
    /** Half of the width that the tie of a supplier may be wrong by. */
    private static final double TIE_HALF_WIDTH = 0.125;

    /** 90 percent of a normal distribution lie within so many standard errors. */
    private static final double STANDARD_ERRORS = 1.645;

    private final CellBaseline baseline;
    private final World world;
    private final List<String> minerals;
    private final String[] suppliers;
    private final double[] hazard;
    private final double[] lowHazard;
    private final double[] highHazard;
    private final double[] named;
    private final double[] weights;
    private final double[][] mixes;
    private final double lossIndex;

    CellStructure(CellBaseline baseline, World world) {
        this.baseline = baseline;
        this.world = world;
        this.minerals = withGroups(baseline.cell().mineral(), world);
        this.suppliers = suppliersOf(baseline);
        int n = suppliers.length;
        this.hazard = new double[n];
        this.lowHazard = new double[n];
        this.highHazard = new double[n];
        this.named = new double[n];
        for (int i = 0; i < n; i++) {
            String supplier = suppliers[i];
            double doubt = hazardHalfWidth(supplier);
            hazard[i] = hazardOf(supplier);
            lowHazard[i] = Math.max(0.0, hazard[i] - doubt);
            highHazard[i] = Math.min(Hazard.LARGEST, hazard[i] + doubt);
            named[i] = supplier.equals(CellBaseline.UNNAMED) ? 0.0 : 1.0;
        }
        Sourcing sourcing = baseline.sourcing();
        if (sourcing == null) {
            this.weights = new double[] {1.0};
            this.mixes = new double[][] {shares(baseline.production())};
        } else {
            double production = sourcing.importReliance() / 2.0;
            this.weights = new double[] {production, 1.0 - production};
            this.mixes = new double[][] {shares(baseline.production()), shares(sourcing.mix())};
        }
        this.lossIndex = LossIndex.of(this, hazard, everythingArrives());
    }

    private static List<String> withGroups(String mineral, World world) {
        List<String> chain = new ArrayList<>();
        for (String above = mineral; above != null; above = world.groupOf(above)) {
            chain.add(above);
        }
        return List.copyOf(chain);
    }

    private static String[] suppliersOf(CellBaseline baseline) {
        SortedSet<String> codes = new TreeSet<>(baseline.production().keySet());
        if (baseline.sourcing() != null) {
            codes.addAll(baseline.sourcing().mix().keySet());
        }
        codes.add(CellBaseline.UNNAMED);
        return codes.toArray(String[]::new);
    }

    /** Structural hazard of any country, supplier here or not, towards this cell's consumer. */
    double hazardOf(String country) {
        return Hazard.of(governanceRiskOf(country), unwillingnessOf(country));
    }

    /** Governance risk of a country, 0 to 1; of a bloc's own supply that of the members behind it. */
    double governanceRiskOf(String country) {
        CellBaseline.Bloc bloc = baseline.bloc();
        return country.equals(consumer()) && bloc != null
                ? bloc.governanceRisk()
                : world.country(country).governanceRisk();
    }

    /** Risk that a country does not want to deliver, 0 to 1; none at home. */
    double unwillingnessOf(String country) {
        return country.equals(consumer()) || world.isMember(country, consumer())
                ? 0.0
                : world.tie(consumer(), country).unwillingness();
    }

    private double hazardHalfWidth(String supplier) {
        double governance = STANDARD_ERRORS
                * Hazard.RISK_PER_ESTIMATE
                * world.country(supplier).standardError();
        double tie = supplier.equals(consumer()) ? 0.0 : TIE_HALF_WIDTH;
        return 0.5 * Hazard.LARGEST * (governance + tie);
    }

    private double[] shares(SortedMap<String, Double> mix) {
        double total = CompensatedSum.of(mix.values());
        double[] shares = new double[suppliers.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = mix.getOrDefault(suppliers[i], 0.0) / total;
        }
        return shares;
    }

    /** Availabilities of all suppliers when no event takes anything away; the caller's to change. */
    double[] everythingArrives() {
        double[] all = new double[suppliers.length];
        Arrays.fill(all, 1.0);
        return all;
    }

    /** Whether the supplier has a share in any mix; what has none moves no score. */
    boolean hasShare(int index) {
        for (double[] mix : mixes) {
            if (mix[index] > 0.0) {
                return true;
            }
        }
        return false;
    }

    CellBaseline baseline() {
        return baseline;
    }

    World world() {
        return world;
    }

    Cell cell() {
        return baseline.cell();
    }

    String consumer() {
        return baseline.cell().consumer();
    }

    /** The mineral and the groups it belongs to. */
    List<String> minerals() {
        return minerals;
    }

    int size() {
        return suppliers.length;
    }

    String supplier(int index) {
        return suppliers[index];
    }

    double[] hazard() {
        return hazard;
    }

    double[] lowHazard() {
        return lowHazard;
    }

    double[] highHazard() {
        return highHazard;
    }

    /** 1 for a country, 0 for unnamed producers. */
    double[] named() {
        return named;
    }

    double[] weights() {
        return weights;
    }

    /** Shares by mix and supplier: world production, and the consumer's sourcing where it is known. */
    double[][] mixes() {
        return mixes;
    }

    /** Loss index without any event. */
    double lossIndex() {
        return lossIndex;
    }

    /** Net import reliance, 0 to 1; null where the sourcing is not known. */
    @Nullable
    Double importReliance() {
        Sourcing sourcing = baseline.sourcing();
        return sourcing == null ? null : sourcing.importReliance();
    }

    /** The mineral whose production the shares are of. */
    String productionOf() {
        String of = baseline.productionOf();
        return of == null ? cell().mineral() : of;
    }

    /** What recycling and substitution leave of a loss, 0 to 1. */
    double exposedDemand() {
        return (1.0 - baseline.eolRir()) * baseline.siSr();
    }

    /**
     * Slope of the loss index, without covers, by each supplier's loss of availability:
     *
     * <pre>-dZ_b/dK_i = (1 - h_i) (b_i^2 + 2 b_i sum_{j<>i} b_j q_j) + 2 b_i h_i sum_{j<>i} b_j e_j</pre>
     */
    double[] lossSlopes(double[] availability) {
        double[] slopes = new double[suppliers.length];
        for (int mix = 0; mix < mixes.length; mix++) {
            double[] share = mixes[mix];
            double missing = 0.0;
            double structural = 0.0;
            for (int i = 0; i < share.length; i++) {
                missing += share[i] * LossIndex.missing(hazard[i], availability[i]);
                structural += share[i] * hazard[i] * availability[i];
            }
            for (int i = 0; i < share.length; i++) {
                double b = share[i];
                double h = hazard[i];
                double othersMissing = missing - b * LossIndex.missing(h, availability[i]);
                double othersStructural = structural - b * h * availability[i];
                slopes[i] +=
                        weights[mix] * ((1.0 - h) * (b * b + 2.0 * b * othersMissing) + 2.0 * b * h * othersStructural);
            }
        }
        return slopes;
    }
}
