package org.mineralwatch.ingest.domain;

import org.mineralwatch.ingest.domain.Fault.Kind;
import org.mineralwatch.ingest.domain.JsonValue.JsonNumber;

/** A number in a range. */
record NumberForm(Range range) implements Form {

    @Override
    public JsonValue read(JsonValue given, Place place, Examination examination) {
        if (!(given instanceof JsonNumber(double number))) {
            examination.blameType(given, place, "a number, " + range.inWords());
        } else if (Double.isInfinite(number)) {
            examination.blame(
                    Kind.INVALID_VALUE,
                    place,
                    "is larger than any number that can be held: give a number, " + range.inWords());
        } else if (!range.contains(number)) {
            examination.blame(
                    Kind.INVALID_VALUE,
                    place,
                    Range.plain(number) + " is out of range: give a number, " + range.inWords());
        }
        return given;
    }
}
