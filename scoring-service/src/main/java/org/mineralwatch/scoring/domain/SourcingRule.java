package org.mineralwatch.scoring.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.scoring.domain.BaselineRule.Production;
import org.mineralwatch.scoring.domain.Facts.Confidence;
import org.mineralwatch.scoring.domain.Facts.ImportSourceFact;
import org.mineralwatch.scoring.domain.Facts.RelianceFact;
import org.mineralwatch.scoring.domain.Facts.RelianceFact.Qualifier;

/** Where a consumer buys: its mix of suppliers and its import reliance, where both are known of the mineral itself. */
final class SourcingRule {
    /** Reliance figures before this year cast a doubt. */
    private static final int OLD_RELIANCE = 2018;

    private final Map<Cell, RelianceFact> newestReliance = new HashMap<>();
    private final Map<Cell, List<ImportSourceFact>> importSources = new HashMap<>();
    private final Set<String> members;

    SourcingRule(Collection<RelianceFact> reliance, Collection<ImportSourceFact> imports, Set<String> members) {
        this.members = members;
        for (RelianceFact fact : reliance) {
            newestReliance.merge(
                    new Cell(fact.consumer(), fact.mineral(), fact.stage()),
                    fact,
                    (a, b) -> b.year() >= a.year() ? b : a);
        }
        for (ImportSourceFact fact : imports) {
            importSources
                    .computeIfAbsent(new Cell(fact.consumer(), fact.mineral(), fact.stage()), _ -> new ArrayList<>())
                    .add(fact);
        }
    }

    /**
     * A consumer's sourcing.
     *
     * @param mix by supplier, its own supply included
     * @param importReliance 0 to 1
     * @param doubts about these figures
     */
    record Sourced(Map<String, Double> mix, double importReliance, int doubts) {}

    /** The sourcing of a cell, traced to the countries that produce; null if not known. */
    @Nullable
    Sourced of(Cell cell, Production production) {
        Sourced sourced = asReported(cell);
        return sourced == null
                ? null
                : new Sourced(
                        traced(cell.consumer(), sourced.mix(), production), sourced.importReliance(), sourced.doubts());
    }

    private @Nullable Sourced asReported(Cell cell) {
        String consumer = cell.consumer();
        RelianceFact reliance = newestReliance.get(cell);
        if (reliance != null && reliance.qualifier() == Qualifier.NET_EXPORTER) {
            return new Sourced(Map.of(consumer, 1.0), 0.0, 0);
        }
        List<ImportSourceFact> sources = importSources.get(cell);
        if (sources == null) {
            return null;
        }
        Map<String, Double> reported = new LinkedHashMap<>();
        boolean estimated = false;
        for (ImportSourceFact source : sources) {
            reported.merge(source.source(), source.share(), Double::sum);
            estimated |= source.confidence() == Confidence.LOW;
        }
        int doubts = (estimated ? 1 : 0) + (reliance == null ? 0 : doubtsOf(reliance));
        return switch (sources.getFirst().basis()) {
            case IMPORTS -> reliance == null ? null : ofImports(consumer, reported, reliance.value(), doubts);
            case DELIVERIES -> ofDeliveries(consumer, reported, reliance, doubts);
            case SOURCING -> ofSourcing(consumer, reported, reliance, doubts);
        };
    }

    private static Sourced ofImports(String consumer, Map<String, Double> imports, double importReliance, int doubts) {
        double total = CompensatedSum.of(imports.values());
        Map<String, Double> mix = new LinkedHashMap<>();
        imports.forEach((country, share) -> mix.put(country, importReliance * share / total));
        if (importReliance < 1.0) {
            mix.put(consumer, mix.getOrDefault(consumer, 0.0) + 1.0 - importReliance);
        }
        return new Sourced(mix, importReliance, doubts);
    }

    private static Sourced ofDeliveries(
            String consumer, Map<String, Double> deliveries, @Nullable RelianceFact reliance, int doubts) {
        double domestic = Math.max(0.0, 1.0 - CompensatedSum.of(deliveries.values()));
        Map<String, Double> mix = new LinkedHashMap<>(deliveries);
        double own = mix.merge(consumer, domestic, Double::sum);
        return new Sourced(mix, reliance == null ? 1.0 - own : reliance.value(), doubts);
    }

    private Sourced ofSourcing(
            String consumer, Map<String, Double> sourcing, @Nullable RelianceFact reliance, int doubts) {
        double total = CompensatedSum.of(sourcing.values());
        Map<String, Double> mix = new LinkedHashMap<>();
        sourcing.forEach((country, share) -> mix.put(country, share / total));
        if (reliance != null) {
            return new Sourced(mix, reliance.value(), doubts);
        }
        CompensatedSum own = new CompensatedSum();
        mix.forEach((country, share) -> {
            if (isHome(country, consumer)) {
                own.add(share);
            }
        });
        // That the reliance follows from the mix itself is one doubt more.
        return new Sourced(mix, 1.0 - own.value(), doubts + 1);
    }

    private static int doubtsOf(RelianceFact reliance) {
        return reliance.isBound() || reliance.year() < OLD_RELIANCE ? 1 : 0;
    }

    /**
     * A country that produces nothing at the stage, in any year, only passes on the output of others: its share is spread
     * over the foreign producers, in proportion.
     */
    private Map<String, Double> traced(String consumer, Map<String, Double> mix, Production production) {
        CompensatedSum foreignOutput = new CompensatedSum();
        production.mix().forEach((country, share) -> {
            if (!isHome(country, consumer)) {
                foreignOutput.add(share);
            }
        });
        double foreign = foreignOutput.value();
        CompensatedSum passedOn = new CompensatedSum();
        Map<String, Double> traced = new LinkedHashMap<>();
        mix.forEach((country, share) -> {
            boolean origin = country.equals(CellBaseline.UNNAMED)
                    || isHome(country, consumer)
                    || production.makers().contains(country);
            if (origin) {
                traced.put(country, share);
            } else {
                passedOn.add(share);
            }
        });
        double moved = passedOn.value();
        if (moved == 0.0 || foreign == 0.0) {
            return mix;
        }
        production.mix().forEach((country, share) -> {
            if (!isHome(country, consumer)) {
                traced.merge(country, moved * share / foreign, Double::sum);
            }
        });
        return traced;
    }

    private boolean isHome(String country, String consumer) {
        return country.equals(consumer) || (consumer.equals(BaselineRule.BLOC) && members.contains(country));
    }
}
