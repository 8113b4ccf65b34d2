package org.mineralwatch.scoring.domain;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of countries and minerals beyond a single cell.
 *
 * @param countries by code; a country that is missing counts as of middling governance
 * @param ties by consumer and supplier; a tie that is missing counts as neutral
 * @param members by bloc
 * @param groups group of a mineral or of a group, by its id
 */
public record World(
        SortedMap<String, Country> countries,
        SortedMap<String, SortedMap<String, Tie>> ties,
        SortedMap<String, SortedSet<String>> members,
        SortedMap<String, String> groups) {

    public World {
        countries = Require.sorted(countries);
        ties = nested(ties);
        members = nestedSets(members);
        groups = Require.sorted(groups);
        for (String mineral : groups.keySet()) {
            requireEnd(mineral, groups);
        }
    }

    /**
     * Governance of a country.
     *
     * @param governanceRisk 0 good to 1 bad
     * @param standardError of its World Governance Indicators estimate, 0 or more
     */
    public record Country(double governanceRisk, double standardError) {
        public static final double MIDDLING_RISK = 0.5;
        public static final double USUAL_STANDARD_ERROR = 0.22;
        static final Country UNKNOWN = new Country(MIDDLING_RISK, USUAL_STANDARD_ERROR);

        public Country {
            Require.fraction(governanceRisk, "g");
            Require.that(standardError >= 0.0, "wgiSe", standardError);
        }

        /** With the usual standard error. */
        public static Country of(double governanceRisk) {
            return new Country(governanceRisk, USUAL_STANDARD_ERROR);
        }
    }

    /** The group that a mineral or group belongs to; null for none. */
    @Nullable
    String groupOf(String mineral) {
        return groups.get(mineral);
    }

    /** Whether a mineral or group stands under the group, at any depth; nothing stands under itself. */
    public boolean isUnder(String mineral, String group) {
        for (String above = groupOf(mineral); above != null; above = groupOf(above)) {
            if (above.equals(group)) {
                return true;
            }
        }
        return false;
    }

    Country country(String code) {
        return countries.getOrDefault(code, Country.UNKNOWN);
    }

    Tie tie(String consumer, String supplier) {
        SortedMap<String, Tie> ofConsumer = ties.get(consumer);
        return ofConsumer == null ? Tie.NEUTRAL : ofConsumer.getOrDefault(supplier, Tie.NEUTRAL);
    }

    boolean isMember(String country, String bloc) {
        return membersOf(bloc).contains(country);
    }

    Set<String> membersOf(String bloc) {
        SortedSet<String> inside = members.get(bloc);
        return inside == null ? Set.of() : inside;
    }

    private static void requireEnd(String mineral, Map<String, String> groups) {
        String above = mineral;
        for (int depth = 0; above != null; depth++) {
            Require.that(depth <= groups.size(), "group within itself", mineral);
            above = groups.get(above);
        }
    }

    private static SortedMap<String, SortedMap<String, Tie>> nested(SortedMap<String, SortedMap<String, Tie>> ties) {
        SortedMap<String, SortedMap<String, Tie>> copy = new TreeMap<>();
        ties.forEach((consumer, suppliers) -> copy.put(consumer, Require.sorted(suppliers)));
        return Collections.unmodifiableSortedMap(copy);
    }

    private static SortedMap<String, SortedSet<String>> nestedSets(SortedMap<String, SortedSet<String>> members) {
        SortedMap<String, SortedSet<String>> copy = new TreeMap<>();
        members.forEach((bloc, inside) -> copy.put(bloc, Require.sorted(inside)));
        return Collections.unmodifiableSortedMap(copy);
    }
}
