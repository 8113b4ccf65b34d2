package org.mineralwatch.ingest.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mineralwatch.ingest.domain.Fault.Kind;
import org.mineralwatch.ingest.domain.JsonValue.JsonArray;
import org.mineralwatch.ingest.domain.JsonValue.JsonText;

/**
 * A list with at least one item; the order of items is kept, and counts.
 *
 * @param item what each item must look like; texts, in their canonical form, stand only once
 * @param needed what a writer must give, in words
 */
record ListForm(Form item, String needed) implements Form {

    @Override
    public JsonValue read(JsonValue given, Place place, Examination examination) {
        if (!(given instanceof JsonArray(List<JsonValue> items))) {
            examination.blameType(given, place, needed);
            return given;
        }
        if (items.isEmpty()) {
            examination.blame(Kind.INVALID_VALUE, place, "is empty: leave the member out, or give " + needed);
            return given;
        }
        List<JsonValue> canonical = new ArrayList<>(items.size());
        Map<String, Integer> seen = HashMap.newHashMap(items.size());
        for (int i = 0; i < items.size(); i++) {
            JsonValue read = item.read(items.get(i), place.item(i), examination);
            canonical.add(read);
            if (read instanceof JsonText(String word)) {
                Integer first = seen.putIfAbsent(word, i);
                if (first != null) {
                    examination.blame(
                            Kind.INVALID_VALUE,
                            place.item(i),
                            Wording.quoted(word) + " is there already, as item " + first + ": leave this one out");
                }
            }
        }
        return new JsonArray(canonical);
    }
}
