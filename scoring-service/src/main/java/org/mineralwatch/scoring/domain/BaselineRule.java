package org.mineralwatch.scoring.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.scoring.domain.CellBaseline.Bloc;
import org.mineralwatch.scoring.domain.CellBaseline.Sourcing;
import org.mineralwatch.scoring.domain.CellBaseline.Upstream;
import org.mineralwatch.scoring.domain.Facts.Confidence;
import org.mineralwatch.scoring.domain.Facts.MineralFact;
import org.mineralwatch.scoring.domain.Facts.RecyclingFact;
import org.mineralwatch.scoring.domain.Facts.SupplyFact;
import org.mineralwatch.scoring.domain.Facts.UpstreamFact;
import org.mineralwatch.scoring.domain.SourcingRule.Sourced;
import org.mineralwatch.scoring.domain.World.Country;

/**
 * The way from facts to cells. A cell exists for every consumer that has ties, every mineral and every stage with
 * production; for a group of minerals only at a stage at which no single mineral has production.
 */
public final class BaselineRule {
    /** The consumer that is a bloc: its members are one supplier to it, and stay apart as suppliers to others. */
    static final String BLOC = "EU";

    /** Production figures before this year cast a doubt. */
    private static final int OLD_PRODUCTION = 2020;

    private static final double LARGE_SHARE = 0.05;
    private static final double LARGE_UNNAMED_SHARE = 0.2;

    /** Doubts of a cell whose pass-through shares are judged, at least. */
    private static final int DOUBTS_OF_JUDGEMENT = 2;

    private final SortedMap<String, MineralFact> minerals = new TreeMap<>();
    private final Map<String, SortedMap<Stage, SortedMap<Integer, List<SupplyFact>>>> supply = new LinkedHashMap<>();
    private final Map<String, RecyclingFact> recycling = new LinkedHashMap<>();
    private final Map<String, List<UpstreamFact>> upstream = new LinkedHashMap<>();
    private final SortedMap<String, SortedMap<String, Tie>> ties = new TreeMap<>();
    private final SortedMap<String, Double> governanceRisk;
    private final SortedSet<String> members;
    private final SourcingRule sourcing;

    /** The rule, on these facts. */
    public BaselineRule(Facts facts) {
        members = facts.members();
        facts.minerals().forEach(mineral -> minerals.put(mineral.id(), mineral));
        for (SupplyFact fact : facts.supply()) {
            supply.computeIfAbsent(fact.mineral(), _ -> new TreeMap<>())
                    .computeIfAbsent(fact.stage(), _ -> new TreeMap<>())
                    .computeIfAbsent(fact.year(), _ -> new ArrayList<>())
                    .add(fact);
        }
        facts.recycling().forEach(fact -> recycling.put(fact.mineral(), fact));
        facts.upstream()
                .forEach(fact -> upstream.computeIfAbsent(fact.mineral(), _ -> new ArrayList<>())
                        .add(fact));
        facts.ties()
                .forEach(fact -> ties.computeIfAbsent(fact.consumer(), _ -> new TreeMap<>())
                        .put(fact.supplier(), fact.tie()));
        governanceRisk = GovernanceRule.risks(facts.governance(), members);
        sourcing = new SourcingRule(facts.reliance(), facts.importSources(), members);
    }

    /** The baseline of these facts. */
    public static Baseline baselineOf(Facts facts) {
        return new BaselineRule(facts).baseline();
    }

    /** The baseline of the facts. */
    public Baseline baseline() {
        return Baseline.of(world(), cells());
    }

    /**
     * The cells of all consumers as they would be with other shares of world production; empty if the shares leave
     * something to nobody.
     *
     * @param override of a mineral and stage that has cells
     */
    Optional<List<CellBaseline>> cellsWith(SupplyOverride override) {
        Production production =
                Require.present(productionOf(override.mineral(), override.stage()), "production", override.mineral());
        return override.in(production.mix()).map(mix -> {
            SortedSet<String> makers = new TreeSet<>(production.makers());
            makers.addAll(mix.keySet());
            Production supposed = new Production(production.of(), production.year(), mix, makers, production.doubts());
            return ties.keySet().stream()
                    .map(consumer -> cell(new Cell(consumer, override.mineral(), override.stage()), supposed))
                    .toList();
        });
    }

    private World world() {
        SortedMap<String, Country> countries = new TreeMap<>();
        governanceRisk.forEach((country, risk) -> countries.put(country, Country.of(risk)));
        SortedMap<String, String> groups = new TreeMap<>();
        minerals.forEach((id, mineral) -> {
            if (mineral.parent() != null) {
                groups.put(id, mineral.parent());
            }
        });
        return new World(countries, ties, new TreeMap<>(Map.of(BLOC, members)), groups);
    }

    private List<CellBaseline> cells() {
        SortedSet<Stage> ofSingleMinerals = new TreeSet<>();
        SortedSet<Stage> stages = new TreeSet<>();
        supply.forEach((mineral, byStage) -> {
            stages.addAll(byStage.keySet());
            if (kindOf(mineral) == MineralFact.Kind.MINERAL) {
                ofSingleMinerals.addAll(byStage.keySet());
            }
        });
        List<CellBaseline> cells = new ArrayList<>();
        for (String consumer : ties.keySet()) {
            for (MineralFact mineral : minerals.values()) {
                for (Stage stage : stages) {
                    boolean exists = switch (mineral.kind()) {
                        case MINERAL -> true;
                        case GROUP -> !ofSingleMinerals.contains(stage);
                        case LIST -> false;
                    };
                    Production production = exists ? productionOf(mineral.id(), stage) : null;
                    if (production != null) {
                        cells.add(cell(new Cell(consumer, mineral.id(), stage), production));
                    }
                }
            }
        }
        return cells;
    }

    /**
     * World production at a stage.
     *
     * @param of the mineral that the figures are of
     * @param mix by country, adding to 1
     * @param makers countries with a share in any year
     * @param doubts about these figures
     */
    record Production(String of, int year, Map<String, Double> mix, SortedSet<String> makers, int doubts) {}

    /** Figures of the newest year; a mineral without any, at no stage, takes those of its group. */
    private @Nullable Production productionOf(String mineral, Stage stage) {
        String of = mineral;
        while (!supply.containsKey(of)) {
            of = minerals.containsKey(of) ? minerals.get(of).parent() : null;
            if (of == null) {
                return null;
            }
        }
        SortedMap<Integer, List<SupplyFact>> byYear = supply.get(of).get(stage);
        if (byYear == null) {
            return null;
        }
        List<SupplyFact> newest = byYear.lastEntry().getValue();
        Map<String, Double> mix = new LinkedHashMap<>();
        for (SupplyFact fact : newest) {
            Require.that(mix.put(fact.country(), fact.share()) == null, "two shares of one year", fact);
        }
        SortedSet<String> makers = new TreeSet<>();
        byYear.values()
                .forEach(year ->
                        year.stream().filter(fact -> fact.share() > 0.0).forEach(fact -> makers.add(fact.country())));
        int year = byYear.lastKey();
        int doubts = (year < OLD_PRODUCTION ? 1 : 0) + doubtsOf(newest) + (of.equals(mineral) ? 0 : 1);
        return new Production(of, year, Mixes.normalised(mix), makers, doubts);
    }

    private static int doubtsOf(List<SupplyFact> facts) {
        int doubts = 0;
        for (SupplyFact fact : facts) {
            if (fact.share() >= LARGE_SHARE) {
                doubts = Math.max(doubts, doubtsOf(fact.confidence()));
            }
        }
        return doubts;
    }

    private static int doubtsOf(Confidence confidence) {
        return switch (confidence) {
            case HIGH -> 0;
            case MEDIUM -> 1;
            case LOW -> 2;
        };
    }

    private CellBaseline cell(Cell cell, Production production) {
        Sourced sourced = sourcing.of(cell, production);
        boolean ofBloc = cell.consumer().equals(BLOC);
        Bloc bloc = ofBloc ? blocOf(production, sourced) : null;
        SortedMap<String, Double> made = Mixes.tidy(ofBloc ? folded(production.mix()) : production.mix());
        Sourcing bought = sourced == null
                ? null
                : new Sourcing(
                        Mixes.tidy(ofBloc ? folded(sourced.mix()) : sourced.mix()),
                        Mixes.rounded(sourced.importReliance()));
        Upstream passedOn = upstreamOf(cell, bloc, made, bought);
        RecyclingFact softening =
                Require.present(recycling.get(cell.mineral()), "recycling and substitution", cell.mineral());
        return new CellBaseline(
                cell,
                Grade.ofDoubts(doubts(production, sourced, passedOn != null)),
                production.year(),
                production.of().equals(cell.mineral()) ? null : production.of(),
                made,
                bought,
                softening.eolRir(),
                // It describes end uses in the EU, and no others.
                ofBloc ? softening.siSr() : 1.0,
                bloc,
                passedOn);
    }

    private static int doubts(Production production, @Nullable Sourced sourced, boolean passedOn) {
        int doubts = production.doubts() + (sourced == null ? 1 : sourced.doubts());
        double unnamed = production.mix().getOrDefault(CellBaseline.UNNAMED, 0.0);
        if (sourced != null) {
            unnamed = Math.max(unnamed, sourced.mix().getOrDefault(CellBaseline.UNNAMED, 0.0));
        }
        if (unnamed > LARGE_UNNAMED_SHARE) {
            doubts++;
        }
        return passedOn ? Math.max(doubts, DOUBTS_OF_JUDGEMENT) : doubts;
    }

    /** Members by their part of the bloc's own supply, both mixes weighted as the score weights them. */
    private @Nullable Bloc blocOf(Production production, @Nullable Sourced sourced) {
        Map<String, Double> inside = new TreeMap<>();
        double weight = sourced == null ? 1.0 : sourced.importReliance() / 2.0;
        addMembers(production.mix(), weight, inside);
        if (sourced != null) {
            addMembers(sourced.mix(), 1.0 - weight, inside);
        }
        if (!(CompensatedSum.of(inside.values()) > 0.0)) {
            return null;
        }
        Map<String, Double> shares = Mixes.normalised(inside);
        CompensatedSum risk = new CompensatedSum();
        shares.forEach(
                (member, share) -> risk.add(share * Require.present(governanceRisk.get(member), "governance", member)));
        return new Bloc(Mixes.rounded(risk.value()), Mixes.tidy(shares));
    }

    private void addMembers(Map<String, Double> mix, double weight, Map<String, Double> inside) {
        mix.forEach((country, share) -> {
            if (members.contains(country)) {
                inside.merge(country, weight * share, Double::sum);
            }
        });
    }

    private Map<String, Double> folded(Map<String, Double> mix) {
        Map<String, Double> folded = new LinkedHashMap<>();
        mix.forEach((country, share) -> folded.merge(members.contains(country) ? BLOC : country, share, Double::sum));
        return folded;
    }

    private @Nullable Upstream upstreamOf(
            Cell cell, @Nullable Bloc bloc, Map<String, Double> made, @Nullable Sourcing bought) {
        SortedMap<String, SortedMap<String, Double>> shares = new TreeMap<>();
        Stage stage = null;
        for (UpstreamFact fact : upstream.getOrDefault(cell.mineral(), List.of())) {
            if (fact.stage() != cell.stage()) {
                continue;
            }
            String supplier = fact.supplier();
            double share = fact.share();
            if (cell.consumer().equals(BLOC) && members.contains(supplier)) {
                share *= bloc == null ? 0.0 : bloc.members().getOrDefault(supplier, 0.0);
                supplier = BLOC;
            }
            boolean supplies = made.containsKey(supplier)
                    || (bought != null && bought.mix().containsKey(supplier));
            if (share > 0.0 && supplies) {
                shares.computeIfAbsent(supplier, _ -> new TreeMap<>())
                        .merge(fact.origin(), Mixes.rounded(share), (a, b) -> Mixes.rounded(a + b));
                stage = fact.upstreamStage();
            }
        }
        return stage == null ? null : new Upstream(stage, shares);
    }

    private MineralFact.Kind kindOf(String mineral) {
        return Require.present(minerals.get(mineral), "mineral", mineral).kind();
    }
}
