package org.mineralwatch.scoring.domain;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mineralwatch.scoring.domain.Facts.GovernanceFact;

/** Governance risk of every country, from the newest estimate of each. */
final class GovernanceRule {
    /** Governed from another country, and without an estimate of its own. */
    private static final Map<String, String> GOVERNED_FROM = Map.of("GL", "DK");

    private GovernanceRule() {}

    /** The country whose estimate counts for a country: its own, but for a few. */
    static String estimatedAs(String country) {
        return GOVERNED_FROM.getOrDefault(country, country);
    }

    /**
     * Risks by country, 0 to 1; that of the bloc is the mean of its members with an estimate.
     *
     * @param members of the bloc
     */
    static SortedMap<String, Double> risks(Collection<GovernanceFact> facts, Collection<String> members) {
        Map<String, GovernanceFact> newest = new HashMap<>();
        for (GovernanceFact fact : facts) {
            newest.merge(fact.country(), fact, (a, b) -> b.year() > a.year() ? b : a);
        }
        SortedMap<String, Double> risks = new TreeMap<>();
        newest.forEach((country, fact) -> risks.put(country, Mixes.rounded(Hazard.governanceRisk(fact.estimate()))));
        GOVERNED_FROM.forEach((territory, country) -> {
            Double risk = risks.get(country);
            if (risk != null) {
                risks.put(territory, risk);
            }
        });
        risks.remove(CellBaseline.UNNAMED);
        CompensatedSum sum = new CompensatedSum();
        int counted = 0;
        for (String member : members) {
            Double risk = risks.get(member);
            if (risk != null) {
                sum.add(risk);
                counted++;
            }
        }
        if (counted > 0) {
            risks.put(BaselineRule.BLOC, Mixes.rounded(sum.value() / counted));
        }
        return risks;
    }
}
