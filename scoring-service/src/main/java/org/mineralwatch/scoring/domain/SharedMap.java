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
 * a change copies some thousand.
 */
final class SharedMap<V> {
    /** A power of two; about the root of the largest number of entries that are to be expected. */
    private static final int PARTS = 1024;

    private final @Nullable Map<String, V>[] parts;
    private final int size;

    private SharedMap(@Nullable Map<String, V>[] parts, int size) {
        this.parts = parts;
        this.size = size;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java cannot make an array of a generic type.
    static <V> SharedMap<V> empty() {
        return new SharedMap<>(new Map[PARTS], 0);
    }

    @Nullable
    V get(String key) {
        Map<String, V> part = parts[partOf(key)];
        return part == null ? null : part.get(key);
    }

    V findOrElse(String key, V otherwise) {
        V value = get(key);
        return value == null ? otherwise : value;
    }

    /** In no order. */
    List<String> keys() {
        List<String> keys = new ArrayList<>(size);
        for (Map<String, V> part : parts) {
            if (part != null) {
                keys.addAll(part.keySet());
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

    SharedMap<V> without(Collection<String> keys) {
        return changed(keys, Map::remove);
    }

    private SharedMap<V> changed(Collection<String> keys, BiConsumer<Map<String, V>, String> change) {
        if (keys.isEmpty()) {
            return this;
        }
        @Nullable Map<String, V>[] copies = Arrays.copyOf(parts, PARTS);
        int entries = size;
        for (String key : keys) {
            int place = partOf(key);
            Map<String, V> part = copies[place];
            if (part == null) {
                part = new HashMap<>();
                copies[place] = part;
            } else if (part == parts[place]) {
                part = new HashMap<>(part);
                copies[place] = part;
            }
            entries -= part.size();
            change.accept(part, key);
            entries += part.size();
        }
        return new SharedMap<>(copies, entries);
    }

    private static int partOf(String key) {
        int hash = key.hashCode();
        return (hash ^ hash >>> 10 ^ hash >>> 20) & PARTS - 1;
    }
}
