package org.mineralwatch.scoring.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Countries on one side of an event, or everyone.
 *
 * @param everyone true for every country, written {@code *}
 * @param countries those named, ISO 3166-1 alpha-2 or {@code EU}, in the order in which the event names them
 */
public record Parties(boolean everyone, List<String> countries) {
    /** Written {@code *}. */
    public static final Parties EVERYONE = new Parties(true, List.of());

    public Parties {
        countries = List.copyOf(countries.size() > 1 ? new LinkedHashSet<>(countries) : countries);
        countries.forEach(country -> Require.country(country, "party"));
    }

    public static Parties of(String... countries) {
        return of(List.of(countries));
    }

    /** Countries as events write them: codes, or {@code *} for everyone. */
    public static Parties of(Collection<String> countries) {
        List<String> named = new ArrayList<>(countries);
        boolean everyone = named.removeIf("*"::equals);
        return new Parties(everyone, named);
    }

    /** Whether the country is named, or everyone is. */
    public boolean include(String country) {
        return everyone || countries.contains(country);
    }

    /** Whether the country itself is named. */
    boolean name(String country) {
        return countries.contains(country);
    }

    Parties and(Set<String> others) {
        List<String> all = new ArrayList<>(countries);
        all.addAll(others);
        return new Parties(everyone, all);
    }
}
