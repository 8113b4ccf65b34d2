package org.mineralwatch.scoring.domain;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What there are several versions of, each known from a day on. On a day it is the version with the latest such day that is
 * not after it, or the earliest version where all are. Immutable.
 */
public final class Versions<T> {
    private final NavigableMap<LocalDate, T> byKnownFrom;

    /** @param byKnownFrom by the first day on which each is known, at least one */
    public Versions(Map<LocalDate, ? extends T> byKnownFrom) {
        Require.that(!byKnownFrom.isEmpty(), "versions", byKnownFrom);
        this.byKnownFrom = new TreeMap<>(byKnownFrom);
    }

    /** All of them, by the first day on which each is known. */
    public SortedMap<LocalDate, T> byKnownFrom() {
        return Collections.unmodifiableSortedMap(byKnownFrom);
    }

    /** The version known on a day. */
    public T knownOn(LocalDate day) {
        Map.Entry<LocalDate, T> entry = byKnownFrom.floorEntry(day);
        return entry == null ? byKnownFrom.firstEntry().getValue() : entry.getValue();
    }
}
