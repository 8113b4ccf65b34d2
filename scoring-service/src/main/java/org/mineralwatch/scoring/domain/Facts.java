package org.mineralwatch.scoring.domain;

import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of supply, trade, governance and ties: the rows that the baseline is made of. Shares and reliance are
 * fractions of 0 to 1; countries are ISO 3166-1 alpha-2, {@code EU}, or {@code ZZ} for unnamed producers.
 *
 * @param members of the bloc EU
 */
public record Facts(
        List<MineralFact> minerals,
        List<SupplyFact> supply,
        List<RelianceFact> reliance,
        List<ImportSourceFact> importSources,
        List<GovernanceFact> governance,
        List<TieFact> ties,
        List<RecyclingFact> recycling,
        List<UpstreamFact> upstream,
        SortedSet<String> members) {

    public Facts {
        minerals = List.copyOf(minerals);
        supply = List.copyOf(supply);
        reliance = List.copyOf(reliance);
        importSources = List.copyOf(importSources);
        governance = List.copyOf(governance);
        ties = List.copyOf(ties);
        recycling = List.copyOf(recycling);
        upstream = List.copyOf(upstream);
        members = Require.sorted(members);
    }

    /** How a figure was come by: read at its source, from memory, or estimated. */
    public enum Confidence {
        HIGH,
        MEDIUM,
        LOW
    }

    /**
     * A name of the vocabulary.
     *
     * @param parent the group it belongs to; null for none
     */
    public record MineralFact(
            String id, Kind kind, @Nullable String parent) {
        /** A group stands for its members, a list for nothing. */
        public enum Kind {
            MINERAL,
            GROUP,
            LIST
        }
    }

    /** A country's share in world production at a stage. */
    public record SupplyFact(
            String mineral, Stage stage, String country, int year, double share, Confidence confidence) {
        public SupplyFact {
            Require.fraction(share, "share");
        }
    }

    /** How far a consumer's use rests on imports; one figure a year. */
    public record RelianceFact(
            String consumer, String mineral, Stage stage, int year, double reliance, Qualifier qualifier) {
        public RelianceFact {
            Require.fraction(reliance, "reliance");
        }

        /** How the printed figure is meant. */
        public enum Qualifier {
            EXACT("="),
            MORE_THAN(">"),
            LESS_THAN("<"),
            NET_EXPORTER("E");

            private final String sign;

            Qualifier(String sign) {
                this.sign = sign;
            }

            /**
             * Reads the sign that tables print.
             *
             * @throws IllegalArgumentException for any other
             */
            public static Qualifier of(String sign) {
                for (Qualifier qualifier : values()) {
                    if (qualifier.sign.equals(sign)) {
                        return qualifier;
                    }
                }
                throw new IllegalArgumentException("qualifier: " + sign);
            }
        }

        /** The figure to compute with: of a bound, the middle of the range that it leaves open. */
        double value() {
            return switch (qualifier) {
                case EXACT -> reliance;
                case MORE_THAN -> (reliance + 1.0) / 2.0;
                case LESS_THAN -> reliance / 2.0;
                case NET_EXPORTER -> 0.0;
            };
        }

        boolean isBound() {
            return qualifier == Qualifier.MORE_THAN || qualifier == Qualifier.LESS_THAN;
        }
    }

    /** A country's share in what a consumer buys. */
    public record ImportSourceFact(
            String consumer,
            String mineral,
            Stage stage,
            Basis basis,
            String source,
            double share,
            Confidence confidence) {
        public ImportSourceFact {
            Require.fraction(share, "share");
        }

        /** What the share is a share of. */
        public enum Basis {
            /** Of imports. */
            IMPORTS,
            /** Of all deliveries; the rest is domestic. */
            DELIVERIES,
            /** Of domestic output plus imports. */
            SOURCING;

            /**
             * Reads the word that tables use, in lower case.
             *
             * @throws IllegalArgumentException for any other
             */
            public static Basis of(String text) {
                return valueOf(text.toUpperCase(Locale.ROOT));
            }
        }
    }

    /**
     * Governance of a country in a year.
     *
     * @param estimate mean of the World Governance Indicators, about -2.5 bad to 2.5 good
     */
    public record GovernanceFact(String country, int year, double estimate) {
        public GovernanceFact {
            Require.within(-10.0, 10.0, estimate, "estimate");
        }
    }

    /** How a supplier stands to a consumer. */
    public record TieFact(String consumer, String supplier, Tie tie) {}

    /**
     * What softens the loss of a mineral.
     *
     * @param eolRir end-of-life recycling input rate
     * @param siSr substitution factor of end uses in the EU, 1 for no substitute
     */
    public record RecyclingFact(String mineral, double eolRir, double siSr) {
        public RecyclingFact {
            Require.fraction(eolRir, "eolRir");
            Require.fraction(siSr, "siSr");
        }
    }

    /** Part of a supplier's output made from one origin's material. */
    public record UpstreamFact(
            String mineral, Stage stage, String supplier, Stage upstreamStage, String origin, double share) {
        public UpstreamFact {
            Require.fraction(share, "share");
        }
    }
}
