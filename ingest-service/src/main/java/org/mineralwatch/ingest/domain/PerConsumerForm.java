package org.mineralwatch.ingest.domain;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.mineralwatch.ingest.domain.Fault.Kind;
import org.mineralwatch.ingest.domain.JsonValue.JsonNumber;
import org.mineralwatch.ingest.domain.JsonValue.JsonObject;

/** One number for all consumers, or an object with one for each; {@code "*"} is all others, and comes last. */
record PerConsumerForm(Range range) implements Form {

    @Override
    public JsonValue read(JsonValue given, Place place, Examination examination) {
        NumberForm number = new NumberForm(range);
        if (given instanceof JsonNumber) {
            return number.read(given, place, examination);
        }
        if (!(given instanceof JsonObject object)) {
            examination.blameType(
                    given,
                    place,
                    "a number, " + range.inWords() + ", or one for each consumer: {\"US\": 0.4, \"*\": 0.1}");
            return given;
        }
        if (object.members().isEmpty()) {
            examination.blame(
                    Kind.INVALID_VALUE, place, "is empty: leave the member out, or give a number for each consumer");
            return given;
        }
        ObjectForm.blameRepeated(object, place, examination);
        SequencedMap<String, JsonValue> byConsumer = new TreeMap<>();
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            Place at = place.member(member.getKey());
            if (!member.getKey().equals(PartiesForm.EVERYONE)) {
                CountryForm.blameUnknown(member.getKey(), at, examination);
            }
            byConsumer.put(member.getKey(), number.read(member.getValue(), at, examination));
        }
        JsonValue everyone = byConsumer.remove(PartiesForm.EVERYONE);
        SequencedMap<String, JsonValue> canonical = new LinkedHashMap<>(byConsumer);
        if (everyone != null) {
            canonical.put(PartiesForm.EVERYONE, everyone);
        }
        return new JsonObject(canonical);
    }
}
