package org.mineralwatch.scoring.outbound;

import java.util.Arrays;

/** The first 64 bits of hashes, in 16 bytes each: what is not among them was never seen; what is, most likely was. */
final class Fingerprints {
    private static final int FIRST_CAPACITY = 1 << 12;

    private long[] places = new long[FIRST_CAPACITY];
    private int size;
    private boolean zero;

    /** Whether it was not there before. */
    boolean add(long fingerprint) {
        if (fingerprint == 0) {
            boolean isNew = !zero;
            zero = true;
            return isNew;
        }
        if (2 * size >= places.length) {
            long[] smaller = places;
            places = new long[2 * smaller.length];
            Arrays.stream(smaller).filter(one -> one != 0).forEach(one -> places[placeOf(one)] = one);
        }
        int place = placeOf(fingerprint);
        if (places[place] == fingerprint) {
            return false;
        }
        places[place] = fingerprint;
        size++;
        return true;
    }

    /** Where it is, or would be. A hash needs no further mixing. */
    private int placeOf(long fingerprint) {
        int place = (int) fingerprint & (places.length - 1);
        while (places[place] != 0 && places[place] != fingerprint) {
            place = (place + 1) & (places.length - 1);
        }
        return place;
    }
}
