package org.mineralwatch.scoring.domain;

import java.util.List;
import java.util.OptionalDouble;

/** Published criticality formulas that the model's parts are compared with. */
final class PublishedIndicators {
    /** Midpoint of copper over the OECD, 2017-21: the reference flow of GeoPolRisk. */
    private static final double COPPER_MIDPOINT = 0.409412948;

    private PublishedIndicators() {}

    /** Herfindahl-Hirschman index of quantities, 1/n to 1. */
    static double hhi(List<Double> quantities) {
        double total = CompensatedSum.of(quantities);
        return CompensatedSum.of(quantities.stream().map(q -> q * q).toList()) / (total * total);
    }

    /** The index brought to the range from 0. */
    static double normalisedHhi(List<Double> quantities) {
        double least = 1.0 / quantities.size();
        return (hhi(quantities) - least) / (1.0 - least);
    }

    /** GeoPolRisk of one raw material for one consumer. */
    record GeoPolRisk(
            double hhi, double numerator, double totalTrade, double wta, double score, double midpoint, double cf) {

        /** Imports of so many tonnes from a country of such instability. */
        record Import(double tonnes, double instability) {}

        static GeoPolRisk of(List<Double> production, double domesticTonnes, List<Import> imports, double price) {
            double hhi = PublishedIndicators.hhi(production);
            double risky = CompensatedSum.of(
                    imports.stream().map(i -> i.tonnes() * i.instability()).toList());
            double trade =
                    CompensatedSum.of(imports.stream().map(Import::tonnes).toList());
            double importRisk = risky / (trade + domesticTonnes);
            double score = hhi * importRisk;
            return new GeoPolRisk(
                    hhi, risky, trade, importRisk, score, score * price, characterisationFactor(score, price));
        }

        static double characterisationFactor(double score, double price) {
            return score * price / COPPER_MIDPOINT;
        }
    }

    /** A supplier in the concentration index of the EU method. */
    record EuSupplier(double share, double scaledWgi, double tradeParameter) {}

    /** EU 2017: shares squared, weighted by governance and trade restrictions. */
    static double euConcentration(List<EuSupplier> suppliers) {
        return CompensatedSum.of(suppliers.stream()
                .map(s -> s.share() * s.share() * s.scaledWgi() * s.tradeParameter())
                .toList());
    }

    /** Inputs of the EU 2017 supply risk; a concentration that is not known leaves the other alone. */
    record EuSupplyRisk(OptionalDouble global, OptionalDouble european, double ir, double eolRir, double siSr) {
        double value() {
            double concentration = global.isEmpty()
                    ? european.orElseThrow()
                    : european.isEmpty()
                            ? global.getAsDouble()
                            : global.getAsDouble() * ir / 2.0 + european.getAsDouble() * (1.0 - ir / 2.0);
            return concentration * (1.0 - eolRir) * siSr;
        }
    }
}
