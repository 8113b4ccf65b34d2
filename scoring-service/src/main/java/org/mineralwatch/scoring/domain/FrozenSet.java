package org.mineralwatch.scoring.domain;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A set that cannot be changed, in natural order, in as little memory as its items take: there are millions of them. */
final class FrozenSet<T extends Comparable<T>> extends AbstractSet<T> implements SortedSet<T> {
    private static final FrozenSet<?> EMPTY = new FrozenSet<>(new Object[0]);

    private final Object[] items;

    private FrozenSet(Object[] items) {
        this.items = items;
    }

    @SuppressWarnings("unchecked") // The empty set holds none of any type.
    static <T extends Comparable<T>> FrozenSet<T> of(Collection<T> values) {
        if (values instanceof FrozenSet<T> frozen) {
            return frozen;
        }
        return switch (values.size()) {
            case 0 -> (FrozenSet<T>) EMPTY;
            case 1 -> new FrozenSet<>(new Object[] {values.iterator().next()});
            default -> new FrozenSet<>(new TreeSet<>(values).toArray());
        };
    }

    @SuppressWarnings("unchecked") // Only items of this type are ever placed.
    private T item(int index) {
        return (T) items[index];
    }

    @Override
    public Iterator<T> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < items.length;
            }

            @Override
            public T next() {
                if (next == items.length) {
                    throw new NoSuchElementException();
                }
                return item(next++);
            }
        };
    }

    @Override
    public int size() {
        return items.length;
    }

    @Override
    public boolean contains(@Nullable Object value) {
        for (Object item : items) {
            if (item.equals(value)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public @Nullable Comparator<? super T> comparator() {
        return null;
    }

    @Override
    public SortedSet<T> subSet(T from, T to) {
        return new TreeSet<>(this).subSet(from, to);
    }

    @Override
    public SortedSet<T> headSet(T to) {
        return new TreeSet<>(this).headSet(to);
    }

    @Override
    public SortedSet<T> tailSet(T from) {
        return new TreeSet<>(this).tailSet(from);
    }

    @Override
    public T first() {
        return item(requireIndex(0));
    }

    @Override
    public T last() {
        return item(requireIndex(items.length - 1));
    }

    private int requireIndex(int index) {
        if (items.length == 0) {
            throw new NoSuchElementException();
        }
        return index;
    }

    @Override
    public Object[] toArray() {
        return Arrays.copyOf(items, items.length);
    }
}
