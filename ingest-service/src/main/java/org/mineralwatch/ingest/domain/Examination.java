package org.mineralwatch.ingest.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.mineralwatch.ingest.domain.Fault.Kind;

/** One event being read: the vocabulary it is read with, and what is wrong with it so far. */
final class Examination {
    /** More faults than these are counted, not described: nobody reads them, and nearest names cost time. */
    static final int MOST_DESCRIBED = 50;

    private final Vocabulary vocabulary;
    private final List<Fault> faults = new ArrayList<>(0);
    private int found;

    Examination(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    void blame(Kind kind, Place place, String detail) {
        blame(kind, place, detail, List::of);
    }

    void blame(Kind kind, Place place, String detail, Supplier<List<String>> suggestions) {
        found++;
        if (faults.size() < MOST_DESCRIBED) {
            faults.add(new Fault(kind, place.pointer(), detail, suggestions.get()));
        }
    }

    /** Blames a value that is not of the needed type. */
    void blameType(JsonValue given, Place place, String needed) {
        blame(
                Kind.INVALID_VALUE,
                place,
                given instanceof JsonValue.JsonNull
                        ? "null is not used in this format: leave the member out, or give " + needed
                        : "is " + given.inWords() + ": give " + needed);
    }

    boolean isSound() {
        return found == 0;
    }

    MeasureReading.Faulty faulty() {
        return new MeasureReading.Faulty(faults, found);
    }
}
