package org.mineralwatch.scoring.domain;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the values of the domain may be; every violation names the field and the value. */
final class Require {
    private static final Pattern MINERAL = Pattern.compile("[a-z][a-z-]*");
    private static final Pattern EVENT_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:~-]{0,119}");

    private Require() {}

    static void that(boolean holds, String field, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(field + ": " + value);
        }
    }

    /** What the facts must have. */
    static <T> T present(@Nullable T value, String field, Object key) {
        if (value == null) {
            throw new IllegalArgumentException(field + " missing: " + key);
        }
        return value;
    }

    static double fraction(double value, String field) {
        return within(0.0, 1.0, value, field);
    }

    /** Also turns away what is not a number. */
    static double within(double low, double high, double value, String field) {
        that(value >= low && value <= high, field, value);
        return value;
    }

    static String country(String code, String field) {
        that(code.length() == 2 && isCapital(code.charAt(0)) && isCapital(code.charAt(1)), field, code);
        return code;
    }

    private static boolean isCapital(char letter) {
        return letter >= 'A' && letter <= 'Z';
    }

    static String mineral(String id, String field) {
        that(MINERAL.matcher(id).matches(), field, id);
        return id;
    }

    static String eventId(String id, String field) {
        that(EVENT_ID.matcher(id).matches(), field, id);
        return id;
    }

    /** Years of four digits, so that a day number always fits an int. */
    static LocalDate date(LocalDate date, String field) {
        that(date.getYear() >= 1 && date.getYear() <= 9999, field, date);
        return date;
    }

    /** In natural order: contents must not depend on the order in which they arrived. */
    static <T extends Comparable<T>> SortedSet<T> sorted(Collection<T> values) {
        return FrozenSet.of(values);
    }

    /** In the order of keys, the canonical order of summation. */
    static <V> SortedMap<String, V> sorted(Map<String, V> values) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }
}
