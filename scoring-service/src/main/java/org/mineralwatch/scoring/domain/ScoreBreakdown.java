package org.mineralwatch.scoring.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mineralwatch.scoring.domain.LiveEvent.Easing;

/** The model on one cell and one day: its score and what that is made of. */
final class ScoreBreakdown {
    private final CellStructure cell;
    private final int day;
    private final Facet[] facets;
    private final double[] raw;
    private final CoverTerm[] covers;
    private final double[] cover;

    private final int[] supplier;
    private final double[] loss;
    private final double[] availability;
    private final double uncovered;
    private final double lossIndex;

    /**
     * Values a cell.
     *
     * @param facets those with a loss on the day, by event and supplier
     * @param raw their losses before reliefs, 0 to 1
     * @param covers those that cover something on the day, by event
     * @param cover what they cover, 0 to 1
     */
    ScoreBreakdown(CellStructure cell, int day, Facet[] facets, double[] raw, CoverTerm[] covers, double[] cover) {
        this.cell = cell;
        this.day = day;
        this.facets = facets;
        this.raw = raw;
        this.covers = covers;
        this.cover = cover;
        this.supplier = new int[facets.length];
        this.loss = new double[facets.length];
        for (int f = 0; f < facets.length; f++) {
            supplier[f] = facets[f].supplier();
            loss[f] = raw[f] * facets[f].unrelievedOn(day);
        }
        double left = 1.0;
        for (double part : cover) {
            left *= (1.0 - part) * (1.0 - part);
        }
        this.uncovered = left;
        this.availability = availabilityWith(loss);
        this.lossIndex = uncovered * LossIndex.of(cell, cell.hazard(), availability);
    }

    /** The score alone. */
    double points() {
        return pointsOf(lossIndex);
    }

    Score score(LocalDate at) {
        double[] structural = structuralPoints();
        double[] events = eventPoints();
        double[] bySupplier = structural.clone();
        SortedMap<String, Double> byEvent = new TreeMap<>();
        double alternativeSupply = 0.0;
        for (int f = 0; f < facets.length; f++) {
            bySupplier[supplier[f]] += events[f];
            byEvent.merge(facets[f].event(), events[f], Double::sum);
        }
        for (int k = 0; k < covers.length; k++) {
            alternativeSupply += events[facets.length + k];
            byEvent.merge(covers[k].event(), events[facets.length + k], Double::sum);
        }
        return new Score(
                cell.cell(),
                at,
                points(),
                pointsOf(cell.lossIndex()),
                Band.of(points()),
                missing(),
                reducedAvailability(),
                1.0 - Math.sqrt(uncovered),
                eventLoss(),
                Collections.unmodifiableSortedMap(byEvent),
                bySupplier(bySupplier),
                bySupplier(structural),
                heldBack(),
                alternativeSupply,
                new StressInterval(cell, facets, raw, reliefs(), cover).around());
    }

    /** The score with every intermediate value of the formula. */
    Explanation explanation(LocalDate at) {
        double[] structural = structuralPoints();
        double[] events = eventPoints();
        double[] ofSuppliers = new double[cell.size()];
        List<Explanation.Restriction> restrictions = new ArrayList<>(facets.length);
        for (int f = 0; f < facets.length; f++) {
            ofSuppliers[supplier[f]] += events[f];
            restrictions.add(restriction(f, events[f]));
        }
        List<Explanation.Cover> alternatives = new ArrayList<>(covers.length);
        for (int k = 0; k < covers.length; k++) {
            alternatives.add(new Explanation.Cover(covers[k].event(), cover[k], events[facets.length + k]));
        }
        List<Explanation.Supplier> suppliers = new ArrayList<>(cell.size());
        for (int i = 0; i < cell.size(); i++) {
            suppliers.add(supplierTerm(i, structural[i], ofSuppliers[i]));
        }
        return new Explanation(
                score(at),
                formula(),
                suppliers,
                restrictions,
                alternatives,
                cell.baseline().year(),
                cell.productionOf());
    }

    private Explanation.Formula formula() {
        List<Explanation.Mix> mixes = new ArrayList<>();
        for (int mix = 0; mix < cell.mixes().length; mix++) {
            mixes.add(new Explanation.Mix(
                    mix == 0 ? Explanation.Mix.Of.PRODUCTION : Explanation.Mix.Of.SOURCING,
                    cell.weights()[mix],
                    LossIndex.ofMix(cell.mixes()[mix], cell.hazard(), availability, cell.named())));
        }
        return new Explanation.Formula(
                cell.baseline().eolRir(),
                cell.baseline().siSr(),
                cell.exposedDemand(),
                cell.importReliance(),
                mixes,
                uncovered,
                cell.lossIndex(),
                lossIndex);
    }

    private Explanation.Restriction restriction(int f, double points) {
        Facet facet = facets[f];
        SortedMap<String, Double> reliefs = new TreeMap<>();
        for (Easing easing : facet.easings()) {
            if (easing.isInForce(day)) {
                reliefs.put(easing.by().id(), easing.relief());
            }
        }
        return new Explanation.Restriction(
                facet.event(),
                cell.supplier(supplier[f]),
                facet.buyer(),
                !facet.isAwaitedOn(day),
                facet.ageOn(day),
                facet.live().event().standing().weight(),
                facet.exposed(),
                raw[f],
                reliefs,
                loss[f],
                points);
    }

    private Explanation.Supplier supplierTerm(int i, double structural, double ofEvents) {
        String code = cell.supplier(i);
        double[][] mixes = cell.mixes();
        return new Explanation.Supplier(
                code,
                mixes[0][i],
                mixes.length > 1 ? mixes[1][i] : null,
                cell.named()[i] > 0.0,
                cell.governanceRiskOf(code),
                cell.unwillingnessOf(code),
                cell.hazard()[i],
                availability[i],
                LossIndex.missing(cell.hazard()[i], availability[i]),
                cell.hazard()[i] * availability[i],
                structural,
                ofEvents);
    }

    /**
     * Suppliers that still deliver, by what it costs to buy more from them: the move of the score if {@link
     * Alternative#SHIFT} of what the consumer buys came from the supplier, and so much less from all as they are now, in
     * proportion. The index is a quadratic form B in the shares b, so with {@code b' = (1 - s) b + s e_i}
     *
     * <pre>B(b', b') = (1 - s)^2 B(b, b) + 2 s (1 - s) B(b, e_i) + s^2 nu_i q_i</pre>
     *
     * in the mix that the consumer buys from: its sourcing where that is known, else world production.
     */
    List<Alternative> alternatives() {
        int bought = cell.mixes().length - 1;
        double[] share = cell.mixes()[bought];
        double[] hazard = cell.hazard();
        double missing = 0.0;
        double structural = 0.0;
        for (int i = 0; i < share.length; i++) {
            missing += share[i] * LossIndex.missing(hazard[i], availability[i]);
            structural += share[i] * hazard[i] * availability[i];
        }
        double ofMix = LossIndex.ofMix(share, hazard, availability, cell.named());
        double ofOthers = lossIndex - uncovered * cell.weights()[bought] * ofMix;
        List<Alternative> alternatives = new ArrayList<>();
        for (int i = 0; i < share.length; i++) {
            double made = cell.mixes()[0][i];
            if (cell.named()[i] > 0.0 && made > 0.0 && availability[i] > 0.0) {
                double q = LossIndex.missing(hazard[i], availability[i]);
                double e = hazard[i] * availability[i];
                double with = share[i] * q + q * (missing - share[i] * q) - e * (structural - share[i] * e);
                double s = Alternative.SHIFT;
                double shifted = (1.0 - s) * (1.0 - s) * ofMix + 2.0 * s * (1.0 - s) * with + s * s * q;
                double index = Math.max(0.0, ofOthers + uncovered * cell.weights()[bought] * shifted);
                alternatives.add(new Alternative(
                        cell.supplier(i),
                        made,
                        bought == 0 ? null : share[i],
                        availability[i],
                        hazard[i],
                        q,
                        pointsOf(index) - points()));
            }
        }
        alternatives.sort(Alternative.BEST_FIRST);
        return alternatives;
    }

    private double pointsOf(double index) {
        return 100.0 * cell.exposedDemand() * Math.sqrt(index);
    }

    /** Losses of one supplier stack by multiplication. */
    private double[] availabilityWith(double[] losses) {
        double[] available = cell.everythingArrives();
        for (int f = 0; f < losses.length; f++) {
            available[supplier[f]] *= 1.0 - losses[f];
        }
        return available;
    }

    /** Without events the index is a sum over suppliers, so each owns its term. */
    private double[] structuralPoints() {
        double[] points = new double[cell.size()];
        if (cell.lossIndex() > 0.0) {
            double scale = 100.0 * cell.exposedDemand() / Math.sqrt(cell.lossIndex());
            for (int mix = 0; mix < cell.mixes().length; mix++) {
                double weight = scale * cell.weights()[mix];
                double[] share = cell.mixes()[mix];
                for (int i = 0; i < points.length; i++) {
                    points[i] += weight * cell.named()[i] * share[i] * share[i] * cell.hazard()[i];
                }
            }
        }
        return points;
    }

    /**
     * Points of every facet, then of every cover: Shapley values of the index, brought to points by the secant slope of the
     * square root, so that they add to the score less the baseline.
     */
    private double[] eventPoints() {
        double[] values = Shapley.values(cell, supplier, loss, cover);
        double roots = Math.sqrt(cell.lossIndex()) + Math.sqrt(lossIndex);
        double slope = roots > 0.0 ? 100.0 * cell.exposedDemand() / roots : 0.0;
        for (int i = 0; i < values.length; i++) {
            values[i] *= slope;
        }
        return values;
    }

    /** Fraction of demand that events make unavailable, after substitution, recycling and covers. */
    private double eventLoss() {
        double lost = 0.0;
        for (int mix = 0; mix < cell.mixes().length; mix++) {
            double ofMix = 0.0;
            double[] share = cell.mixes()[mix];
            for (int i = 0; i < share.length; i++) {
                ofMix += share[i] * (1.0 - availability[i]);
            }
            lost += cell.weights()[mix] * ofMix;
        }
        return cell.exposedDemand() * Math.sqrt(uncovered) * lost;
    }

    private Map<String, Double> missing() {
        double[] missing = new double[cell.size()];
        for (int i = 0; i < missing.length; i++) {
            missing[i] = LossIndex.missing(cell.hazard()[i], availability[i]);
        }
        return bySupplier(missing);
    }

    private Map<String, Double> reducedAvailability() {
        Map<String, Double> reduced = new LinkedHashMap<>();
        for (int i = 0; i < availability.length; i++) {
            if (availability[i] < 1.0) {
                reduced.put(cell.supplier(i), availability[i]);
            }
        }
        return Collections.unmodifiableMap(reduced);
    }

    /** What the score would rise by without each suspension in force: a counterfactual, beside the sum. */
    private Map<String, Double> heldBack() {
        SortedMap<String, Map<Integer, Double>> lossWithout = new TreeMap<>();
        for (int f = 0; f < facets.length; f++) {
            for (Map.Entry<String, Double> unrelieved :
                    facets[f].unrelievedWithoutEach(day).entrySet()) {
                lossWithout
                        .computeIfAbsent(unrelieved.getKey(), _ -> new HashMap<>())
                        .put(f, raw[f] * unrelieved.getValue());
            }
        }
        SortedMap<String, Double> heldBack = new TreeMap<>();
        lossWithout.forEach((suspension, losses) -> heldBack.put(suspension, pointsWith(losses) - points()));
        return Collections.unmodifiableSortedMap(heldBack);
    }

    /** The score with other losses of some facets. */
    private double pointsWith(Map<Integer, Double> other) {
        double[] losses = loss.clone();
        other.forEach((f, instead) -> losses[f] = instead);
        return pointsOf(uncovered * LossIndex.of(cell, cell.hazard(), availabilityWith(losses)));
    }

    private double[] reliefs() {
        double[] left = new double[facets.length];
        for (int f = 0; f < left.length; f++) {
            left[f] = facets[f].unrelievedOn(day);
        }
        return left;
    }

    private Map<String, Double> bySupplier(double[] values) {
        Map<String, Double> named = LinkedHashMap.newLinkedHashMap(values.length);
        for (int i = 0; i < values.length; i++) {
            named.put(cell.supplier(i), values[i]);
        }
        return Collections.unmodifiableMap(named);
    }
}
