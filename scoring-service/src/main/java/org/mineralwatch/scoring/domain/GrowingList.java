package org.mineralwatch.scoring.domain;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An immutable list that shares its items with the longer one made of it: who adds to the longest takes the next places
 * of the same array, anyone else gets a copy.
 */
final class GrowingList<T> extends AbstractList<T> implements RandomAccess {
    private final Object[] places;
    private final AtomicInteger taken;
    private final int size;

    private GrowingList(Object[] places, AtomicInteger taken, int size) {
        this.places = places;
        this.taken = taken;
        this.size = size;
    }

    static <T> GrowingList<T> empty() {
        return new GrowingList<>(new Object[0], new AtomicInteger(), 0);
    }

    GrowingList<T> and(List<T> later) {
        int longer = size + later.size();
        if (longer <= places.length && taken.compareAndSet(size, longer)) {
            place(later, places);
            return new GrowingList<>(places, taken, longer);
        }
        Object[] copy = Arrays.copyOf(places, Math.max(16, longer + (longer >> 1)));
        place(later, copy);
        return new GrowingList<>(copy, new AtomicInteger(longer), longer);
    }

    private void place(List<T> later, Object[] into) {
        int place = size;
        for (T one : later) {
            into[place++] = one;
        }
    }

    @Override
    @SuppressWarnings("unchecked") // Only items of this type are ever placed.
    public T get(int index) {
        return (T) places[Objects.checkIndex(index, size)];
    }

    @Override
    public int size() {
        return size;
    }
}
