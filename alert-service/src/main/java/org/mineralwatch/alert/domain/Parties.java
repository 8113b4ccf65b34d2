package org.mineralwatch.alert.domain;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Set;
import java.util.TreeSet;

/** The states of ISO 3166-1, and the European Union: who acts, who is acted upon, and whose dependency is scored. */
public final class Parties {
    private static final String EU = "EU";
    private static final Set<String> CODES = codes();
    private static final Map<String, String> CODE_BY_NAME = codeByName();

    private Parties() {}

    private static Set<String> codes() {
        Set<String> codes = new TreeSet<>(List.of(Locale.getISOCountries()));
        codes.add(EU);
        return codes;
    }

    /** Names in English and codes of three letters, in lower case, and what people write besides. */
    private static Map<String, String> codeByName() {
        Map<String, String> codes = new HashMap<>(Map.of(
                "uk",
                "GB",
                "britain",
                "GB",
                "great britain",
                "GB",
                "usa",
                "US",
                "america",
                "US",
                "korea",
                "KR",
                "european union",
                EU,
                "europe",
                EU,
                "drc",
                "CD",
                "congo",
                "CD"));
        for (String code : Locale.getISOCountries()) {
            Locale country = Locale.of("", code);
            codes.put(country.getDisplayCountry(Locale.ENGLISH).toLowerCase(Locale.ROOT), code);
            try {
                codes.put(country.getISO3Country().toLowerCase(Locale.ROOT), code);
            } catch (MissingResourceException noneYet) {
                codes.put(code.toLowerCase(Locale.ROOT), code);
            }
        }
        return codes;
    }

    /** True for a code of two capital letters that stands for a state or the EU. */
    public static boolean isKnown(String code) {
        return CODES.contains(code);
    }

    /** The codes somebody may have meant, nearest first. */
    public static List<String> nearest(String text) {
        String upper = text.strip().toUpperCase(Locale.ROOT);
        if (CODES.contains(upper)) {
            return List.of(upper);
        }
        String lower = text.strip().toLowerCase(Locale.ROOT);
        String code = CODE_BY_NAME.get(lower);
        if (code != null) {
            return List.of(code);
        }
        return Nearest.to(lower, CODE_BY_NAME);
    }
}
