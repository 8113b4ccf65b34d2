package org.mineralwatch.ingest.domain;

import java.util.List;

/** What came of reading a posted event. */
public sealed interface MeasureReading {

    /** It is sound. */
    record Sound(PolicyMeasure measure) implements MeasureReading {}

    /**
     * It is not.
     *
     * @param faults the first of them, in the order of the format; at least one
     * @param found how many there are in all
     */
    record Faulty(List<Fault> faults, int found) implements MeasureReading {
        public Faulty {
            faults = List.copyOf(faults);
        }

        /** The same faults, of an event that stands under this pointer in what was posted. */
        Faulty under(String pointer) {
            return new Faulty(
                    faults.stream()
                            .map(fault -> new Fault(
                                    fault.kind(), pointer + fault.pointer(), fault.detail(), fault.suggestions()))
                            .toList(),
                    found);
        }
    }
}
