package org.mineralwatch.scoring.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map that shares with the one it was made from all but the parts in which they differ: of a million entries
 * a change copies some thousand, of a few entries some dozen.
 */
final class SharedMap<V> {
    /** A power of two. Groups times parts is about the root of the largest number of entries that are to be expected. */
    private static final int GROUPS = 32;

    /** Of each group; a power of two. */
    private static final int PARTS = 32;

    private static final SharedMap<?> EMPTY = ofNothing();

    private final @Nullable Map<String, V>[][] groups;
    private final int size;

    private SharedMap(@Nullable Map<String, V>[][] groups, int size) {
        this.groups = groups;
        this.size = size;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java cannot make an array of a generic type.
    private static <V> SharedMap<V> ofNothing() {
        Map[][] groups = new Map[GROUPS][];
        Arrays.fill(groups, new Map[PARTS]);
        return new SharedMap<V>(groups, 0);
    }

    @SuppressWarnings("unchecked") // The empty map holds none of any type.
    static <V> SharedMap<V> empty() {
        return (SharedMap<V>) EMPTY;
    }

    @Nullable
    V get(String key) {
        int place = placeOf(key);
        Map<String, V> part = groups[place / PARTS][place % PARTS];
        return part == null ? null : part.get(key);
    }

    V findOrElse(String key, V otherwise) {
        V value = get(key);
        return value == null ? otherwise : value;
    }

    /** In no order. */
    List<String> keys() {
        List<String> keys = new ArrayList<>(size);
        for (Map<String, V>[] group : groups) {
            for (Map<String, V> part : group) {
                if (part != null) {
                    keys.addAll(part.keySet());
                }
            }
        }
        return keys;
    }

    int size() {
        return size;
    }

    SharedMap<V> with(Map<String, ? extends V> added) {
        return changed(added.keySet(), (part, key) -> part.put(key, added.get(key)));
    }

    /** With these values under their keys, and nothing under those of the keys that have none. */
    SharedMap<V> replacing(Collection<String> keys, Map<String, ? extends V> values) {
        return changed(keys, (part, key) -> {
            V value = values.get(key);
            if (value == null) {
                part.remove(key);
            } else {
                part.put(key, value);
            }
        });
    }

    private SharedMap<V> changed(Collection<String> keys, BiConsumer<Map<String, V>, String> change) {
        if (keys.isEmpty()) {
            return this;
        }
        @Nullable Map<String, V>[][] copies = Arrays.copyOf(groups, GROUPS);
        int entries = size;
        for (String key : keys) {
            int place = placeOf(key);
            Map<String, V> part = ownPart(copies, place / PARTS, place % PARTS);
            entries -= part.size();
            change.accept(part, key);
            entries += part.size();
        }
        return new SharedMap<>(copies, entries);
    }

    /** A part that no other map has: the first change of it copies it, and the first in its group that. */
    private Map<String, V> ownPart(@Nullable Map<String, V>[][] copies, int group, int place) {
        if (copies[group] == groups[group]) {
            copies[group] = Arrays.copyOf(groups[group], PARTS);
        }
        Map<String, V> shared = groups[group][place];
        Map<String, V> part = copies[group][place];
        if (part == null || part == shared) {
            part = shared == null ? new HashMap<>() : new HashMap<>(shared);
            copies[group][place] = part;
        }
        return part;
    }

    private static int placeOf(String key) {
        int hash = key.hashCode();
        return (hash ^ hash >>> 10 ^ hash >>> 20) & GROUPS * PARTS - 1;
    }
}
